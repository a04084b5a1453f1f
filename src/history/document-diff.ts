import type { DocumentDiff } from '../core/diff-model.ts';
import { FootnoteError } from '../core/errors.ts';
import type { RevisionSummary, Scope, Store } from '../store/types.ts';
import { diffRevisions } from './diff.ts';

/**
 * What changed between two revisions of a document; without numbers, between the last two.
 * @throws DOCUMENT_NOT_FOUND, DOCUMENT_ERASED, REVISION_NOT_FOUND, REVISION_NOT_RETAINED
 */
export function createDocumentDiff({
  store,
}: {
  store: Pick<Store, 'document' | 'revisionPassages'>;
}) {
  return async function documentDiff(
    documentId: string,
    numbers: { from: number | null; to: number | null },
    scope: Scope,
  ): Promise<DocumentDiff> {
    const { revisions, revision: last } = await store.document(scope, documentId);
    const to = summaryOf(revisions, documentId, numbers.to ?? last);
    const from = summaryOf(revisions, documentId, numbers.from ?? to.revision - 1);
    const diff = diffRevisions(
      await store.revisionPassages(scope, documentId, from.revision),
      await store.revisionPassages(scope, documentId, to.revision),
    );
    return { documentId, from, to, ...diff };
  };
}

function summaryOf(
  revisions: readonly RevisionSummary[],
  documentId: string,
  revision: number,
): DocumentDiff['from'] {
  const summary = revisions.find((one) => one.revision === revision);
  if (summary === undefined) {
    throw new FootnoteError('REVISION_NOT_FOUND', { documentId, revision });
  }
  const { sha256, title, committedAt } = summary;
  return { revision, sha256, title, committedAt };
}
