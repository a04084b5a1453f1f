import type { Answer } from '../core/model.ts';
import type { Scope, Store } from '../store/types.ts';

/** Answers named in one reply; the count tells of the rest. */
const MAX_NAMED = 100;

export interface StaleAnswers {
  /** Ids, newest first, at most 100. */
  readonly staleAnswers: string[];
  readonly staleAnswerCount: number;
}

/**
 * The stored answers that a new revision has overtaken: they quote words that stood in the revision before
 * it and stand nowhere in this one. As-of answers are never stale.
 */
export function createStaleAnswers({ store }: { store: Store }) {
  return async function staleAnswers(
    documentId: string,
    revision: number,
    scope: Scope,
  ): Promise<StaleAnswers> {
    const citing = await store.citingAnswers(scope, documentId);
    const now = await store.revision(scope, documentId, revision);
    const before = await store.revision(scope, documentId, revision - 1);
    const lost = new Map<string, boolean>(); // by quote: many answers quote the same words
    const isLost = (quote: string): boolean => {
      let known = lost.get(quote);
      if (known === undefined) {
        known = before.text.includes(quote) && !now.text.includes(quote);
        lost.set(quote, known);
      }
      return known;
    };
    const overtaken = citing.filter((answer) => quotesOf(answer, documentId).some(isLost));
    return {
      staleAnswers: overtaken.slice(0, MAX_NAMED).map(({ id }) => id),
      staleAnswerCount: overtaken.length,
    };
  };
}

function quotesOf(answer: Answer, documentId: string): string[] {
  if (answer.stale === null) return [];
  return answer.citations
    .filter((citation) => citation.documentId === documentId)
    .map(({ quote }) => quote);
}
