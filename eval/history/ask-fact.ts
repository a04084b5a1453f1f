import type { Parts } from '../../src/compose.ts';
import type { Answer } from '../../src/core/model.ts';
import type { Fact } from './facts.ts';
import { holdsValue } from './value.ts';
import { plainQuery } from '../../src/retrieve/plain-query.ts';

/** Passages that an answer is made of: what the API takes when nothing is said. */
const TOP_K = 8;

/** A fact's values in an answer: in its text or in the words that it quotes. */
export interface Shown {
  readonly oldValue: boolean;
  readonly newValue: boolean;
  /** The same in the claims that cite the fact's document: other documents may say the old value by right. */
  readonly oldOfDocument: boolean;
  readonly newOfDocument: boolean;
}

/** Asks a question of one corpus, now or as of a seq; the answer is stored. */
export async function askCorpus(
  { answerer }: Pick<Parts, 'answerer'>,
  question: string,
  corpus: string,
  asOf: number | null,
): Promise<Answer> {
  return answerer.answer(plainQuery(question, { corpora: [corpus], asOf, topK: TOP_K }));
}

/** @param documentId of the fact's document, as it is called at the time */
export function shownBy(answer: Answer, fact: Fact, documentId: string): Shown {
  const all = wordsOf(answer, () => true);
  const own = wordsOf(answer, (id) => id === documentId);
  const holds = (words: readonly string[], value: string): boolean =>
    words.some((text) => holdsValue(text, value));
  return {
    oldValue: holds(all, fact.oldValue),
    newValue: holds(all, fact.newValue),
    oldOfDocument: holds(own, fact.oldValue),
    newOfDocument: holds(own, fact.newValue),
  };
}

/** Quotes of the documents that are wanted, and the claims that cite them. */
function wordsOf(
  { claims, citations }: Pick<Answer, 'claims' | 'citations'>,
  wanted: (documentId: string) => boolean,
): string[] {
  const cited = citations.filter(({ documentId }) => wanted(documentId));
  const numbers = new Set(cited.map(({ number }) => number));
  const said = claims.filter((claim) => claim.citations.some((number) => numbers.has(number)));
  return [...said.map(({ text }) => text), ...cited.map(({ quote }) => quote)];
}
