import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { composeIngest, type IngestParts } from '../../src/compose.ts';
import { readConfig } from '../../src/core/config.ts';
import { EVERYTHING } from '../../src/core/everything.ts';
import type { Store } from '../../src/store/types.ts';

/* A corpora folder and a data directory of their own, and all that takes the one into the other. */

export interface IngestFolder {
  readonly corporaDir: string;
  /** Where a file is, by its document id. */
  pathOf(id: string): string;
  write(id: string, content: string | Uint8Array): Promise<void>;
  /** Opens the data directory, which can be opened more than once and again: as another process would. */
  open(): Promise<IngestParts>;
  /** Closes all that was opened and removes the folder. */
  close(): Promise<void>;
}

export async function createIngestFolder(): Promise<IngestFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-ingest-'));
  const corporaDir = join(folder, 'corpora');
  await mkdir(corporaDir);
  const opened: IngestParts[] = [];
  const config = readConfig({ DATA_DIR: join(folder, 'data'), CORPORA_DIR: corporaDir });
  const pathOf = (id: string): string => join(corporaDir, id);
  return {
    corporaDir,
    pathOf,
    async write(id, content) {
      await mkdir(dirname(pathOf(id)), { recursive: true });
      await writeFile(pathOf(id), content);
    },
    async open() {
      const parts = await composeIngest(config);
      opened.push(parts);
      return parts;
    },
    async close() {
      for (const parts of opened) await parts.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The text of every current document whose id begins so, by id. */
export async function textsOf(store: Store, prefix = ''): Promise<Record<string, string>> {
  const { items } = await store.documents(EVERYTHING, { limit: 1000, cursor: null });
  const current = items.filter(
    ({ documentId, status }) => documentId.startsWith(prefix) && status === 'current',
  );
  const texts = current.map(async ({ documentId, revision }) => {
    const { text } = await store.revision(EVERYTHING, documentId, revision);
    return [documentId, text] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

/** The texts of a document's revisions, oldest first. */
export async function revisionsOf(store: Store, documentId: string): Promise<string[]> {
  const { revisions } = await store.document(EVERYTHING, documentId);
  const texts = revisions.map(async ({ revision }) => {
    return (await store.revision(EVERYTHING, documentId, revision)).text;
  });
  return (await Promise.all(texts)).reverse();
}

/** What a search of a corpus can find: the texts of the passages of its current revisions. */
export async function passagesOf(store: Store, corpus: string): Promise<string[]> {
  const snapshot = await store.snapshot({ ...EVERYTHING, corpora: [corpus] });
  try {
    const places = await snapshot.places(snapshot.sample(snapshot.passageCount));
    return places.map(({ text }) => text).sort();
  } finally {
    snapshot.close();
  }
}
