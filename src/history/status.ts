import { asFootnoteError } from '../core/errors.ts';
import type { Answer, Citation, CitationStatus } from '../core/model.ts';
import type { RevisionContent, Scope, Store } from '../store/types.ts';

/**
 * The answer with the status of its citations against the documents as they are now: `current` (the quote
 * stands at the same span), `moved` (elsewhere in the document), `changed` (nowhere in it), `deleted`,
 * `erased`. `stale` is true when one is none of the first two; it stays null for an as-of answer.
 */
export function createCitationStatus({ store }: { store: Store }) {
  return async function citationStatus(answer: Answer, scope: Scope): Promise<Answer> {
    const current = new Map<string, RevisionContent | 'deleted' | 'erased'>();
    const citations: Citation[] = [];
    for (const citation of answer.citations) {
      const { documentId } = citation;
      if (!current.has(documentId)) {
        current.set(documentId, await currentRevision(store, scope, documentId));
      }
      citations.push({
        ...citation,
        status: statusOf(citation, current.get(documentId) ?? 'deleted'),
      });
    }
    const overtaken = citations.some(({ status }) => status !== 'current' && status !== 'moved');
    return { ...answer, citations, stale: answer.stale === null ? null : overtaken };
  };
}

async function currentRevision(
  store: Store,
  scope: Scope,
  documentId: string,
): Promise<RevisionContent | 'deleted' | 'erased'> {
  try {
    const document = await store.document(scope, documentId);
    if (document.status === 'deleted') return 'deleted';
    return await store.revision(scope, documentId, document.revision);
  } catch (error) {
    const { code } = asFootnoteError(error);
    if (code === 'DOCUMENT_NOT_FOUND') return 'deleted';
    if (code === 'DOCUMENT_ERASED') return 'erased';
    throw error;
  }
}

function statusOf(
  citation: Citation,
  current: RevisionContent | 'deleted' | 'erased',
): CitationStatus {
  if (typeof current === 'string') return current;
  const { start, end } = citation.span;
  if (current.text.slice(start, end) === citation.quote) return 'current';
  return current.text.includes(citation.quote) ? 'moved' : 'changed';
}
