import { asFootnoteError } from '../src/core/errors.ts';
import { sha256 } from '../src/core/ids.ts';
import type { Embedder } from '../src/models/types.ts';
import type { IngestJob, RevisionDraft, SourceChange, Store } from '../src/store/types.ts';
import type { Parser } from './load/parser.ts';
import { compareWithLastScan, type ScannedFile } from './compare.ts';
import { embedDrafts } from './embed.ts';
import { readDocumentFile } from './read-file.ts';
import { createTally, type Tally } from './tally.ts';
import type { IngestReport } from './types.ts';

/** Parsed documents that are embedded together, so that small ones fill the model's batches. */
const GROUP_DOCUMENTS = 16;
const GROUP_PASSAGES = 256;

export interface IngesterDeps {
  readonly store: Store;
  readonly embedder: Embedder;
  readonly parser: Parser;
  /** The folder whose subfolders are corpora. */
  readonly corporaDir: string;
  readonly maxDocumentBytes: number;
}

/** What was read of a file that changed, and what the file was before. */
type ScannedDraft = RevisionDraft & Pick<ScannedFile, 'before'>;

export interface ScanOptions {
  readonly atomic: boolean;
  /** null = every corpus. */
  readonly corpus: string | null;
  readonly onProgress: ((progress: IngestJob['progress']) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Reads folders and commits what changed, a document a commit. What fails is tallied, never thrown. */
export async function scanCorpora(
  deps: IngesterDeps,
  { corpus, onProgress, signal }: ScanOptions,
): Promise<IngestReport> {
  const tally = createTally(onProgress);
  const { files, vanished } = await compareWithLastScan(deps, corpus, tally);
  tally.plan(files);
  await deleteVanished(deps, vanished, tally);

  // While a group is embedded and committed here, the parser's process reads the next file.
  let ahead = files[0] && read(deps, files[0], tally);
  let group: ScannedDraft[] = [];
  for (let at = 0; at < files.length && !signal?.aborted; at++) {
    const draft = await ahead;
    const next = files[at + 1];
    ahead = next && read(deps, next, tally);
    if (draft) group.push(draft);
    const passages = group.reduce((sum, { passages: { length } }) => sum + length, 0);
    if (group.length < GROUP_DOCUMENTS && passages < GROUP_PASSAGES && next) continue;
    await commitGroup(deps, group, tally, signal);
    group = [];
  }
  await ahead;
  return tally.report((await deps.store.latest()).seq);
}

async function deleteVanished(
  { store }: IngesterDeps,
  vanished: readonly SourceChange[],
  tally: Tally,
): Promise<void> {
  for (const source of vanished) {
    const { documentId } = source;
    try {
      await store.commit([{ kind: 'delete', documentId, ifRevision: null, source }]);
      tally.deleted();
    } catch (error) {
      // Someone deleted the document before its file went away.
      if (asFootnoteError(error).code === 'DOCUMENT_NOT_FOUND') await store.recordSource(source);
      else tally.failedWith(documentId, error);
    }
  }
}

/** The draft of a file that changed; null when it did not, or failed, which is tallied here. */
async function read(
  { parser, maxDocumentBytes }: IngesterDeps,
  file: ScannedFile,
  tally: Tally,
): Promise<ScannedDraft | null> {
  const { documentId, path } = file;
  try {
    const bytes = await readDocumentFile(path, maxDocumentBytes);
    const sourceSha256 = sha256(bytes);
    if (sourceSha256 === file.before) {
      tally.unchanged(documentId);
      return null;
    }
    return {
      ...(await parser.parse({ bytes, path: documentId, mediaType: null })),
      documentId,
      sourceSha256,
      before: file.before,
    };
  } catch (error) {
    tally.failedWith(documentId, error);
    return null;
  }
}

async function commitGroup(
  deps: IngesterDeps,
  drafts: readonly ScannedDraft[],
  tally: Tally,
  signal: AbortSignal | undefined,
): Promise<void> {
  let embedded: Awaited<ReturnType<typeof embedDrafts>>;
  try {
    embedded = await embedDrafts(deps, drafts, signal);
  } catch (error) {
    if (signal?.aborted) return;
    // One text that the model refuses must not take its neighbours along.
    if (drafts.length > 1) {
      for (const draft of drafts) await commitGroup(deps, [draft], tally, signal);
    } else {
      drafts.forEach(({ documentId }) => tally.failedWith(documentId, error));
    }
    return;
  }
  tally.embedded(embedded.embedded);
  for (const [index, draft] of drafts.entries()) {
    await commitDraft(deps, draft, embedded.vectors[index] ?? [], tally);
  }
}

async function commitDraft(
  { store }: IngesterDeps,
  draft: ScannedDraft,
  embedded: Awaited<ReturnType<typeof embedDrafts>>['vectors'][number],
  tally: Tally,
): Promise<void> {
  const { documentId, sourceSha256 } = draft;
  const source = { documentId, sha256: sourceSha256, before: draft.before };
  try {
    const receipt = await store.commit([
      { kind: 'revise', draft, embedded, ifRevision: null, source },
    ]);
    tally.passages(draft.passages.length);
    tally.read(documentId, draft.encoding);
    if (receipt.changes[0]?.unchanged) tally.unchanged(documentId);
    else tally.revised(documentId);
  } catch (error) {
    tally.failedWith(documentId, error);
  }
}
