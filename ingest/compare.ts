import { realpath } from 'node:fs/promises';
import { EVERYTHING } from '../src/core/everything.ts';
import { sha256 } from '../src/core/ids.ts';
import type { SourceChange, SourceState, Store } from '../src/store/types.ts';
import { listCorpora, planCorpus, type CorpusPlan, type PlannedFile } from './plan.ts';
import { corporaOf, type Selection } from './selection.ts';
import type { Tally } from './tally.ts';
import type { FolderObserver } from './types.ts';

/** A file with what it was when it was last scanned; undefined = it was never. */
export interface ScannedFile extends PlannedFile {
  readonly before: string | null | undefined;
}

/**
 * What there is to read, and what vanished, of a selection. A corpus that has documents but no folder any
 * more is compared too; one that cannot be looked at is tallied as failed.
 * @throws UNREADABLE_FILE when the corpora folder is not there
 */
export async function compareWithLastScan(
  deps: {
    store: Pick<Store, 'corpora' | 'sources' | 'recordErasedSourceGone'>;
    corporaDir: string;
  },
  look: { selection: Selection; observer: FolderObserver | null },
  tally: Tally,
): Promise<{ files: ScannedFile[]; vanished: SourceChange[] }> {
  const { store, corporaDir } = deps;
  const files: ScannedFile[] = [];
  const vanished: SourceChange[] = [];
  for (const corpus of await corporaToLookAt(deps, look, tally)) {
    try {
      // Before the folder is looked at: what another scan takes in meanwhile must not seem to have vanished.
      const sources = await store.sources(corpus);
      const plan = await planCorpus(corporaDir, corpus, look);
      const before = new Map(sources.map((source) => [source.documentSha256, source.sha256]));
      const present = new Set(plan.failures.map(({ path }) => sha256(path.normalize('NFC'))));
      for (const file of plan.files) {
        const documentSha256 = sha256(file.documentId);
        present.add(documentSha256);
        files.push({ ...file, before: before.get(documentSha256) });
      }
      const absent = sources.filter(({ documentSha256 }) => !present.has(documentSha256));
      for (const source of vanishedOf(absent, corpus, plan, look.selection)) {
        const { documentId, documentSha256, sha256: last } = source;
        if (documentId === null) await store.recordErasedSourceGone(documentSha256);
        else vanished.push({ documentId, sha256: null, before: last });
      }
      plan.failures.forEach((failure) => tally.failed(failure));
    } catch (error) {
      tally.failedWith(corpus, error);
    }
  }
  return { files, vanished };
}

async function corporaToLookAt(
  { store, corporaDir }: { store: Pick<Store, 'corpora'>; corporaDir: string },
  { selection, observer }: { selection: Selection; observer: FolderObserver | null },
  tally: Tally,
): Promise<string[]> {
  observer?.folder(await realpath(corporaDir).catch(() => corporaDir), '');
  const { corpora, failures } = await listCorpora(corporaDir);
  const failed = new Set<string>();
  for (const failure of failures) {
    const name = failure.path.normalize('NFC');
    if (!selection.covers(name)) continue;
    failed.add(name);
    tally.failed(failure);
  }
  const wanted = corporaOf(selection) ?? [...corpora, ...(await storedCorpora(store))];
  return [...new Set(wanted)].filter((corpus) => !failed.has(corpus)).sort();
}

/** Corpora that have documents now. */
export async function storedCorpora(store: Pick<Store, 'corpora'>): Promise<string[]> {
  return (await store.corpora(EVERYTHING)).map(({ corpus }) => corpus);
}

/** Of what is not there: what was at the last scan, and was looked for now. */
function vanishedOf(
  absent: readonly SourceState[],
  corpus: string,
  { unread }: CorpusPlan,
  selection: Selection,
): SourceState[] {
  // The id of an erased document is not known, so neither is which folder it was in.
  const erasedIsCovered = (documentSha256: string): boolean =>
    selection.covers(corpus)
      ? unread.length === 0
      : selection.ids?.some((id) => sha256(id) === documentSha256) === true;
  return absent.filter(({ documentId, documentSha256, sha256: before }) => {
    if (before === null) return false;
    if (documentId === null) return erasedIsCovered(documentSha256);
    return selection.covers(documentId) && !unread.some((folder) => documentId.startsWith(folder));
  });
}
