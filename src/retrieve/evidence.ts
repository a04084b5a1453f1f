import {
  bestMatches,
  coverageOf,
  distinctTerms,
  massOf,
  type QuestionTerm,
} from '../core/question.ts';
import type { Snapshot } from '../store/types.ts';
import { searchLexical } from './lexical.ts';
import { matchContext, matchUnits } from './match-units.ts';
import type { EvidenceSigns, RetrievedPassage } from './types.ts';

/*
 * Does the corpus hold an answer at all? Three signs, of what was tried on SciFact, StackFAQ, SQuAD and
 * support, asked each other's questions: how much of the question the best passage accounts for, how much
 * of it stands in one sentence under its headings, and whether that is more than a word or two.
 */

/** Evidence is looked for in this many of the best passages. */
export const EVIDENCE_PASSAGES = 5;

/**
 * A logistic regression: between what `npm run eval -- fit` gives on the tuned halves of all corpora, each
 * with the same weight, against the questions of the others, and against everyday questions as well. The
 * weight of coverage is negative: it takes back what strength says of short questions.
 */
const WEIGHTS = { strength: 6, coverage: -2, words: 5.6, intercept: -11 };
/** Names what the values depend on: values of two methods cannot be compared. */
export const EVIDENCE = `evidence ${Object.values(WEIGHTS).join(' ')}`;

type Matched = Pick<RetrievedPassage, 'contextMatches' | 'units'>;

/**
 * Evidence that the passages answer the question, 0 to 1: the higher, the likelier. It compares questions
 * to one corpus; from which value on an answer is given differs by corpus (see calibrate.ts).
 */
export function evidenceOf({ strength, coverage, words }: EvidenceSigns): number {
  // Not one word of what is asked about was found, whatever "what is the" finds.
  if (words === 0) return 0;
  const logit =
    WEIGHTS.strength * strength +
    WEIGHTS.coverage * coverage +
    WEIGHTS.words * words +
    WEIGHTS.intercept;
  return 1 / (1 + Math.exp(-logit));
}

/**
 * @param terms the question's distinct terms
 * @param bestScore the lexical score of the best passage; 0 when none has a word of the question
 */
export function evidenceSigns(
  terms: readonly QuestionTerm[],
  bestScore: number,
  passages: readonly Matched[],
): EvidenceSigns {
  const mass = terms.reduce((sum, term) => sum + massOf(term), 0);
  let coverage = 0;
  let words = 0;
  for (const { contextMatches, units } of passages) {
    for (const unit of units) {
      const matches = bestMatches(unit.matches, contextMatches);
      coverage = Math.max(coverage, coverageOf(terms, matches));
      words = Math.max(words, contentWords(terms, matches));
    }
  }
  const strength = mass === 0 ? 0 : bestScore / mass;
  return { strength, coverage, words: Math.log(1 + words) };
}

function contentWords(terms: readonly QuestionTerm[], matches: Float32Array): number {
  return terms.reduce((sum, term, i) => sum + (term.stop ? 0 : (matches[i] ?? 0)), 0);
}

/** The signs for a question by its words alone, as calibration measures them. */
export async function lexicalSigns(
  snapshot: Snapshot,
  terms: readonly QuestionTerm[],
): Promise<EvidenceSigns> {
  const distinct = distinctTerms(terms);
  const candidates = await searchLexical(snapshot, terms, EVIDENCE_PASSAGES);
  const places = await snapshot.places(candidates.map(({ slot }) => slot));
  const matched = places.map((place) => ({
    contextMatches: matchContext(distinct, place),
    units: matchUnits(distinct, place),
  }));
  return evidenceSigns(distinct, candidates[0]?.score ?? 0, matched);
}
