import { asFootnoteError, documentTooLarge, FootnoteError } from '../src/core/errors.ts';
import { sha256, toDocumentId } from '../src/core/ids.ts';
import type { CommitReceipt, RevisionDraft } from '../src/store/types.ts';
import { storedCorpora } from './compare.ts';
import { embedDrafts } from './embed.ts';
import { listCorpora } from './plan.ts';
import { scanCorpora, type IngesterDeps } from './scan.ts';
import type { Ingester, PutResult, Upload } from './types.ts';

/** An ingester that can also tell whether a scan of a corpus has anything to look at. */
export interface CorpusIngester extends Ingester {
  /** Whether the corpus has a folder or documents. */
  hasCorpus(corpus: string): Promise<boolean>;
}

/** load → chunk → embed what is new → commit, for uploads one by one and for folders as a whole. */
export function createIngester(deps: IngesterDeps): CorpusIngester {
  const { store, parser, corporaDir } = deps;

  const hasCorpus = async (corpus: string): Promise<boolean> => {
    const onDisk = await listCorpora(corporaDir).catch(() => ({ corpora: [] as string[] }));
    return onDisk.corpora.includes(corpus) || (await storedCorpora(store)).includes(corpus);
  };

  return {
    hasCorpus,
    put: (upload) => put(deps, upload),
    async remove(documentId, ifRevision) {
      const change = { kind: 'delete', documentId, ifRevision, source: null } as const;
      const { seq, changes } = await store.commit([change]);
      return { documentId, seq, revision: changes[0]?.revision ?? 0 };
    },
    async scan({ corpus, atomic = false, watched = null, onProgress, signal }) {
      if (corpus !== null && !(await hasCorpus(corpus))) {
        throw new FootnoteError('INVALID_CORPUS', { corpus });
      }
      return scanCorpora(deps, { corpus, atomic, watched, onProgress, signal });
    },
    close: () => parser.close(),
  };
}

async function put(deps: IngesterDeps, upload: Upload): Promise<PutResult> {
  const started = performance.now();
  const draft = await loadUpload(deps, upload);
  const loaded = performance.now();
  const { receipt, embedded, embeddedAt } = await embedAndCommit(deps, draft, upload.ifRevision);
  const { seq, changes } = receipt;
  const committed = performance.now();
  const [change] = changes;
  if (change === undefined) throw new FootnoteError('INTERNAL', { documentId: draft.documentId });
  return {
    ...change,
    seq,
    encoding: draft.encoding,
    embedded,
    timings: {
      loadMs: loaded - started,
      embedMs: embeddedAt - loaded,
      commitMs: committed - embeddedAt,
      totalMs: committed - started,
    },
  };
}

/** What it shares with a document that is being erased may go while it is put in, or the model may change. */
const MAX_TRIES = 5;
const TRIED_AGAIN = new Set(['PASSAGE_CONFLICT', 'EMBEDDER_CONFLICT']);

async function embedAndCommit(
  deps: IngesterDeps,
  draft: RevisionDraft,
  ifRevision: number | null,
): Promise<{ receipt: CommitReceipt; embedded: number; embeddedAt: number }> {
  for (let tries = 1; ; tries++) {
    const { model, vectors, embedded } = await embedDrafts(deps, [draft]);
    const embeddedAt = performance.now();
    try {
      const receipt = await deps.store.commit([
        { kind: 'revise', draft, model, embedded: vectors[0] ?? [], ifRevision, source: null },
      ]);
      return { receipt, embedded, embeddedAt };
    } catch (error) {
      const { code } = asFootnoteError(error);
      if (!TRIED_AGAIN.has(code) || tries === MAX_TRIES) throw error;
    }
  }
}

async function loadUpload(deps: IngesterDeps, upload: Upload): Promise<RevisionDraft> {
  const documentId = toDocumentId(upload.documentId);
  const { bytes, mediaType, title, metadata, readers } = upload;
  if (bytes.byteLength > deps.maxDocumentBytes) {
    throw documentTooLarge(deps.maxDocumentBytes);
  }
  const parsed = await deps.parser.parse({ bytes, path: documentId, mediaType });
  return {
    ...parsed,
    documentId,
    sourceSha256: sha256(bytes),
    ...(title === undefined ? {} : { title, titleStated: true }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(readers === undefined ? {} : { readers }),
  };
}
