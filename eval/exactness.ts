import { EVERYTHING } from '../src/core/everything.ts';
import { sha256 } from '../src/core/ids.ts';
import type { Citation } from '../src/core/model.ts';
import type { Store } from '../src/store/types.ts';

export interface Exactness {
  readonly citations: number;
  readonly exact: number;
}

/**
 * Reads every citation again from its stored revision. Exact: the span holds just the quote's characters,
 * of which there is at least one, and the revision's text has the SHA-256 that the citation names.
 */
export async function rereadCitations(
  store: Pick<Store, 'revision'>,
  citations: readonly Citation[],
): Promise<Exactness> {
  let exact = 0;
  for (const { documentId, revision, revisionSha256, span, quote } of citations) {
    const { text } = await store.revision(EVERYTHING, documentId, revision);
    const holds = quote !== '' && text.slice(span.start, span.end) === quote;
    if (holds && sha256(text) === revisionSha256) exact++;
  }
  return { citations: citations.length, exact };
}
