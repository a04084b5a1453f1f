import { FootnoteError } from '../core/errors.ts';
import type { Answer, Citation, CitationStatus } from '../core/model.ts';
import type { RevisionContent, Scope, Store } from '../store/types.ts';

/**
 * The answer with the status of its citations against the documents as they are now: `current` (the quote
 * stands at the same span), `moved` (elsewhere in the document), `changed` (nowhere in it), `deleted`.
 * `stale` is true when one is changed or deleted; it stays null for an as-of answer.
 */
export function createCitationStatus({ store }: { store: Store }) {
  return async function citationStatus(answer: Answer, scope: Scope): Promise<Answer> {
    const current = new Map<string, RevisionContent | null>();
    const citations: Citation[] = [];
    for (const citation of answer.citations) {
      const { documentId } = citation;
      if (!current.has(documentId)) {
        current.set(documentId, await currentRevision(store, scope, documentId));
      }
      citations.push({ ...citation, status: statusOf(citation, current.get(documentId) ?? null) });
    }
    const overtaken = citations.some(({ status }) => status !== 'current' && status !== 'moved');
    return { ...answer, citations, stale: answer.stale === null ? null : overtaken };
  };
}

async function currentRevision(
  store: Store,
  scope: Scope,
  documentId: string,
): Promise<RevisionContent | null> {
  try {
    const document = await store.document(scope, documentId);
    if (document.status === 'deleted') return null;
    return await store.revision(scope, documentId, document.revision);
  } catch (error) {
    if (error instanceof FootnoteError && error.code === 'DOCUMENT_NOT_FOUND') return null;
    throw error;
  }
}

function statusOf(citation: Citation, current: RevisionContent | null): CitationStatus {
  if (current === null) return 'deleted';
  const { start, end } = citation.span;
  if (current.text.slice(start, end) === citation.quote) return 'current';
  return current.text.includes(citation.quote) ? 'moved' : 'changed';
}
