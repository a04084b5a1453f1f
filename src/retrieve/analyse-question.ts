import { isStopTerm, tokenise, type Token } from '../core/analyse.ts';
import type { QuestionForm, QuestionTerm } from '../core/question.ts';
import type { Snapshot } from '../store/types.ts';

/** The say of a function word: on ten public sets .4 did better than a hard stop list. */
const STOP_WEIGHT = 0.4;
/**
 * A function word is no rarer than this, however seldom a small corpus happens to have it: a help centre
 * that says "you" throughout would else look for "I" before all.
 */
const STOP_MAX_IDF = 1.5;

/** What people say around a question: it tells how they ask, not what about. */
const CONVERSATIONAL = new Set(
  `hi hello hey dear please thanks thank sorry ok okay want wanted need know tell wonder wondering
  question ask asking find get got getting let say mean explain describe show give help possible able
  someone somebody something anything somewhere anyone really actually still already now today
  yesterday tomorrow lot bit way thing things take takes taking took taken make makes making made happen
  happens come comes coming came go goes going went put puts keep`.split(/\s+/),
);
/** After "how" these name a kind of answer ("how long"), which the generator looks for. */
const MEASURES = new Set(
  'long many much often far soon fast quickly big heavy old tall high'.split(' '),
);

/** Words beyond these are not looked for; a question is a sentence or two, not a document. */
const MAX_TOKENS = 256;
/** A word is repaired when the scope does not know it, and it is long enough to be a slip of the hand. */
const MIN_REPAIR_LENGTH = 4;
const MAX_REPAIRED_WORDS = 8;
/** Weights of the best and the second-best repair, tried on the same sets with a typo in each question. */
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
  return tokens.map((token, i) => {
    let term = known.get(token.term);
    if (term === undefined) {
      const stop = saysLittle(token, tokens[i - 1]);
      term = lookUp(snapshot, token, stop, repairs < MAX_REPAIRED_WORDS);
      if (term.forms[0]?.term !== token.term) repairs++;
      known.set(token.term, term);
    }
    return term;
  });
}

function saysLittle(token: Token, before: Token | undefined): boolean {
  return (
    isStopTerm(token.term) ||
    CONVERSATIONAL.has(token.word) ||
    (before?.word === 'how' && MEASURES.has(token.word))
  );
}

function lookUp(snapshot: Snapshot, token: Token, stop: boolean, mayRepair: boolean): QuestionTerm {
  const containing = snapshot.postings(token.term)?.slots.length ?? 0;
  const rarity = inverseDocumentFrequency(snapshot.passageCount, containing);
  const idf = stop ? Math.min(rarity, STOP_MAX_IDF) : rarity;
  const repairs = () => (mayRepair && isRepairable(token.word) ? repair(snapshot, token.term) : []);
  const forms = containing > 0 ? [{ term: token.term, weight: 1, idf }] : repairs();
  return { word: token.word, forms, stop, say: stop ? STOP_WEIGHT : 1, idf };
}

function isRepairable(word: string): boolean {
  return word.length >= MIN_REPAIR_LENGTH && !/\d/.test(word);
}

/**
 * The vocabulary's words one slip away, the commonest first. People seldom mistype the first letter, and
 * other beginnings make other words: "dollars" is no collar.
 */
function repair(snapshot: Snapshot, term: string): QuestionForm[] {
  return snapshot
    .oneEditAway(term)
    .filter((candidate) => candidate.term[0] === term[0] && !isStopTerm(candidate.term))
    .toSorted((a, b) => b.passages - a.passages || (a.term < b.term ? -1 : 1))
    .slice(0, REPAIR_WEIGHTS.length)
    .map((candidate, rank) => ({
      term: candidate.term,
      weight: REPAIR_WEIGHTS[rank] ?? 0,
      idf: inverseDocumentFrequency(snapshot.passageCount, candidate.passages),
    }));
}
