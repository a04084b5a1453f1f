import type { Scope, Store, UnfollowedCommit } from '../store/types.ts';

/** A document's step from one revision to the next; null = it was not there. */
export type DocumentStep = UnfollowedCommit['changes'][number];

/**
 * The stored answers that a change of a document overtakes: they quote words that stood in the revision
 * before it and stand nowhere in the one after. As-of answers are never stale.
 * @returns ids, newest first
 */
export function createStaleAnswers({ store }: { store: Pick<Store, 'quotedSpans' | 'revision'> }) {
  return async function staleAnswers(
    { documentId, before, after }: DocumentStep,
    scope: Scope,
  ): Promise<string[]> {
    if (before === null) return [];
    const spans = await store.quotedSpans(scope, documentId);
    if (spans.length === 0) return [];
    const old = (await store.revision(scope, documentId, before)).text;
    const now = after === null ? '' : (await store.revision(scope, documentId, after)).text;
    const lost = new Map<string, boolean>(); // by quote: many answers quote the same words
    const overtaken = new Set<string>();
    for (const { quote, answers } of spans) {
      const isLost = lost.get(quote) ?? (old.includes(quote) && !now.includes(quote));
      lost.set(quote, isLost);
      if (isLost) answers.forEach((id) => overtaken.add(id));
    }
    // Ids sort by time.
    return [...overtaken].sort().reverse();
  };
}
