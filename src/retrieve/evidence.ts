import { coverageOf, massOf, type QuestionTerm } from '../core/question.ts';
import { eitherMatches, matchContext, matchUnits } from './match-units.ts';
import type { RetrievedPassage } from './types.ts';
import type { Snapshot } from '../store/types.ts';
import { searchLexical } from './lexical.ts';
import { distinctTerms } from '../core/question.ts';

/*
 * Does the corpus hold an answer at all? What tells it best, of what was tried on SciFact, StackFAQ, SQuAD
 * and each other's questions (AUROC .97 to .999), is the sum of two shares of the question's mass: the
 * best passage's lexical score, and what a single sentence under its headings holds.
 */

/** Evidence is looked for in this many of the best passages. */
export const EVIDENCE_PASSAGES = 5;

type Matched = Pick<RetrievedPassage, 'contextMatches' | 'units'>;

/** @param bestScore the lexical score of the best passage; 0 when none has a word of the question */
export function evidenceOf(
  terms: readonly QuestionTerm[],
  bestScore: number,
  passages: readonly Matched[],
): number {
  const mass = terms.reduce((sum, term) => sum + massOf(term), 0);
  if (mass === 0) return 0;
  const covered = passages.flatMap(({ contextMatches, units }) =>
    units.map((unit) => coverageOf(terms, eitherMatches(unit.matches, contextMatches))),
  );
  return bestScore / mass + Math.max(0, ...covered);
}

/** Evidence for a question by its words alone, as calibration measures it; `without` leaves a passage out. */
export async function lexicalEvidence(
  snapshot: Snapshot,
  terms: readonly QuestionTerm[],
): Promise<number> {
  const distinct = distinctTerms(terms);
  const candidates = await searchLexical(snapshot, terms, EVIDENCE_PASSAGES);
  const places = await snapshot.places(candidates.map(({ slot }) => slot));
  const matched = places.map((place) => ({
    contextMatches: matchContext(distinct, place),
    units: matchUnits(distinct, place),
  }));
  return evidenceOf(distinct, candidates[0]?.score ?? 0, matched);
}
