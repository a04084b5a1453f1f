import { isStopTerm, tokenise, type Token } from '../core/analyse.ts';
import { STOP_WEIGHT, type QuestionForm, type QuestionTerm } from '../core/question.ts';
import type { Snapshot } from '../store/types.ts';

/** Words beyond these are not looked for; a question is a sentence or two, not a document. */
const MAX_TOKENS = 256;
/** A word is repaired when the scope does not know it, and it is long enough to be a slip of the hand. */
const MIN_REPAIR_LENGTH = 4;
const MAX_REPAIRED_WORDS = 8;
/** Weights of the best and the second-best repair: measured in FINDINGS. */
const REPAIR_WEIGHTS = [0.8, 0.4];

/** Robertson–Spärck Jones idf, kept above zero as Lucene does: log(1 + (N − n + ½) / (n + ½)). */
export function inverseDocumentFrequency(passageCount: number, containing: number): number {
  return Math.log(1 + (passageCount - containing + 0.5) / (containing + 0.5));
}

/** The question's words in order, each with its idf in the scope and, where unknown, its repairs. */
export function analyseQuestion(snapshot: Snapshot, question: string): QuestionTerm[] {
  const tokens = tokenise(question).slice(0, MAX_TOKENS);
  const known = new Map<string, QuestionTerm>();
  let repairs = 0;
  return tokens.map((token) => {
    let term = known.get(token.term);
    if (term === undefined) {
      term = lookUp(snapshot, token, repairs < MAX_REPAIRED_WORDS);
      if (term.forms[0]?.term !== token.term) repairs++;
      known.set(token.term, term);
    }
    return term;
  });
}

function lookUp(snapshot: Snapshot, token: Token, mayRepair: boolean): QuestionTerm {
  const stop = isStopTerm(token.term);
  const containing = snapshot.postings(token.term)?.slots.length ?? 0;
  const idf = inverseDocumentFrequency(snapshot.passageCount, containing);
  if (containing > 0) {
    const weight = stop ? STOP_WEIGHT : 1;
    return { word: token.word, forms: [{ term: token.term, weight, idf }], stop, idf };
  }
  const forms = mayRepair && isRepairable(token.word) ? repair(snapshot, token.term) : [];
  return { word: token.word, forms, stop, idf };
}

function isRepairable(word: string): boolean {
  return word.length >= MIN_REPAIR_LENGTH && !/\d/.test(word);
}

/**
 * The vocabulary's words one slip away: first those that begin alike, since people seldom mistype the
 * first letter, then the commonest.
 */
function repair(snapshot: Snapshot, term: string): QuestionForm[] {
  const alike = (other: string): number => (other[0] === term[0] ? 1 : 0);
  return snapshot
    .oneEditAway(term)
    .toSorted(
      (a, b) =>
        alike(b.term) - alike(a.term) || b.passages - a.passages || (a.term < b.term ? -1 : 1),
    )
    .slice(0, REPAIR_WEIGHTS.length)
    .map((candidate, rank) => ({
      term: candidate.term,
      weight: REPAIR_WEIGHTS[rank] ?? 0,
      idf: inverseDocumentFrequency(snapshot.passageCount, candidate.passages),
    }));
}
