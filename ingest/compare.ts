import { EVERYTHING } from '../src/core/everything.ts';
import type { SourceState, Store } from '../src/store/types.ts';
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
  { store, corporaDir }: { store: Pick<Store, 'corpora' | 'sources'>; corporaDir: string },
  corpus: string | null,
  tally: Tally,
): Promise<{ files: ScannedFile[]; vanished: string[] }> {
  const files: ScannedFile[] = [];
  const vanished: string[] = [];
  const listed = await listCorpora(corporaDir);
  if (corpus === null) listed.failures.forEach((failure) => tally.failed(failure));
  const stored = corpus === null ? await storedCorpora(store) : [corpus];
  const corpora = new Set(corpus === null ? [...listed.corpora, ...stored] : stored);
  for (const name of [...corpora].sort()) {
    try {
      const planned = await planCorpus(corporaDir, name);
      const sources = await store.sources(name);
      const before = new Map(sources.map((source) => [source.documentId, source.sha256]));
      for (const file of planned.files) {
        files.push({ ...file, before: before.get(file.documentId) });
      }
      for (const documentId of vanishedFrom(planned, sources)) vanished.push(documentId);
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
): string[] {
  const present = new Set([
    ...files.map(({ documentId }) => documentId),
    ...failures.map(({ path }) => path.normalize('NFC')),
  ]);
  return sources
    .filter(({ documentId, sha256: before }) => before !== null && !present.has(documentId))
    .map(({ documentId }) => documentId)
    .filter((documentId) => !unread.some((folder) => documentId.startsWith(folder)));
}
