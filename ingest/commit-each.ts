import { asFootnoteError } from '../src/core/errors.ts';
import type {
  ChangeReceipt,
  DocumentChange,
  RevisionDraft,
  SourceChange,
  Store,
} from '../src/store/types.ts';
import type { ScannedFile } from './compare.ts';
import type { Tally } from './tally.ts';

/** What was read of a file that changed, and what the file was before. */
export type ScannedDraft = RevisionDraft & Pick<ScannedFile, 'before'>;

/** The vectors of a draft, and the model that made them. */
export type DraftVectors = Pick<DocumentChange & { kind: 'revise' }, 'model' | 'embedded'>;

/** How what a scan found gets into the store. What becomes of each file is tallied. */
export interface ScanCommits {
  remove(source: SourceChange): Promise<void>;
  revise(draft: ScannedDraft, vectors: DraftVectors): Promise<void>;
  /** @returns ids of files that are to be looked at again, and why */
  finish(): Promise<Map<string, unknown>>;
}

/** Someone else has changed the document or the model, or looked at the file, since it was compared. */
const OVERTAKEN = new Set([
  'SOURCE_CONFLICT',
  'PASSAGE_CONFLICT',
  'EMBEDDER_CONFLICT',
  'DOCUMENT_ERASED',
]);

export function sourceOf({ documentId, sourceSha256, before }: ScannedDraft): SourceChange {
  return { documentId, sha256: sourceSha256, before };
}

export function tallyRevision(
  tally: Tally,
  { documentId, passages, encoding }: ScannedDraft,
  receipt: ChangeReceipt | undefined,
): void {
  tally.passages(passages.length);
  tally.read(documentId, encoding);
  if (receipt?.unchanged) tally.unchanged(documentId);
  else tally.revised(documentId);
}

/** A commit for each document, as soon as it is there. */
export function commitEach(
  store: Pick<Store, 'commit' | 'recordSource'>,
  tally: Tally,
): ScanCommits {
  let again = new Map<string, unknown>();

  const removeOne = async (source: SourceChange): Promise<void> => {
    const { documentId } = source;
    try {
      await store.commit([{ kind: 'delete', documentId, ifRevision: null, source }]);
      tally.deleted();
    } catch (error) {
      if (asFootnoteError(error).code !== 'DOCUMENT_NOT_FOUND') throw error;
      // Someone deleted the document before its file went away.
      await store.recordSource(source);
    }
  };

  return {
    async remove(source) {
      try {
        await removeOne(source);
      } catch (error) {
        if (OVERTAKEN.has(asFootnoteError(error).code)) again.set(source.documentId, error);
        else tally.failedWith(source.documentId, error);
      }
    },
    async revise(draft, vectors) {
      const { documentId } = draft;
      const source = sourceOf(draft);
      try {
        const { changes } = await store.commit([
          { kind: 'revise', draft, ...vectors, ifRevision: null, source },
        ]);
        tallyRevision(tally, draft, changes[0]);
      } catch (error) {
        if (OVERTAKEN.has(asFootnoteError(error).code)) {
          tally.left(documentId);
          again.set(documentId, error);
        } else tally.failedWith(documentId, error);
      }
    },
    finish() {
      const found = again;
      again = new Map();
      return Promise.resolve(found);
    },
  };
}
