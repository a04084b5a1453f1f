import { EVERYTHING } from '../src/core/everything.ts';
import { sha256 } from '../src/core/ids.ts';
import type { SourceChange, SourceState, Store } from '../src/store/types.ts';
import { listCorpora, planCorpus, type CorpusPlan, type PlannedFile } from './plan.ts';
import type { Tally } from './tally.ts';

/** A file with what it was when it was last scanned; undefined = it was never. */
export interface ScannedFile extends PlannedFile {
  readonly before: string | null | undefined;
}

/**
 * What there is to read, and what vanished. A corpus that has documents but no folder any more is compared
 * too; one that cannot be looked at is tallied as failed.
 * @throws UNREADABLE_FILE when the corpora folder is not there
 */
export async function compareWithLastScan(
  { store, corporaDir }: { store: Pick<Store, 'corpora' | 'sources' | 'recordErasedSourceGone'>; corporaDir: string },
  corpus: string | null,
  tally: Tally,
): Promise<{ files: ScannedFile[]; vanished: SourceChange[] }> {
  const files: ScannedFile[] = [];
  const vanished: SourceChange[] = [];
  const listed = await listCorpora(corporaDir);
  if (corpus === null) listed.failures.forEach((failure) => tally.failed(failure));
  const stored = corpus === null ? await storedCorpora(store) : [corpus];
  const corpora = new Set(corpus === null ? [...listed.corpora, ...stored] : stored);
  for (const name of [...corpora].sort()) {
    try {
      const planned = await planCorpus(corporaDir, name);
      const sources = await store.sources(name);
      const before = new Map(sources.map((source) => [source.documentSha256, source.sha256]));
      for (const file of planned.files) {
        files.push({ ...file, before: before.get(sha256(file.documentId)) });
      }
      for (const { documentId, documentSha256, sha256: last } of vanishedFrom(planned, sources)) {
        if (documentId === null) await store.recordErasedSourceGone(documentSha256);
        else vanished.push({ documentId, sha256: null, before: last });
      }
      planned.failures.forEach((failure) => tally.failed(failure));
    } catch (error) {
      tally.failedWith(name, error);
    }
  }
  return { files, vanished };
}

/** Corpora that have documents now. */
export async function storedCorpora(store: Pick<Store, 'corpora'>): Promise<string[]> {
  return (await store.corpora(EVERYTHING)).map(({ corpus }) => corpus);
}

/** What was there at the last scan and is not now. What cannot be looked at is not known to be gone. */
function vanishedFrom(
  { files, failures, unread }: CorpusPlan,
  sources: readonly SourceState[],
): SourceState[] {
  const present = new Set([
    ...files.map(({ documentId }) => sha256(documentId)),
    ...failures.map(({ path }) => sha256(path.normalize('NFC'))),
  ]);
  return sources.filter(
    ({ documentId, documentSha256, sha256: before }) =>
      before !== null &&
      !present.has(documentSha256) &&
      // The id of an erased document is not known, so neither is whether it was in such a folder.
      !unread.some((folder) => documentId?.startsWith(folder) ?? true),
  );
}
