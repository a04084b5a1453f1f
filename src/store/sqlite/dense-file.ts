import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import hnswlib from 'hnswlib-node';

/*
 * The index file is a cache of the embeddings table. A small JSON file beside it names the graph's file
 * and carries its checksum, which is verified before the native library reads a byte: the library does
 * not check its input. The JSON file is put in place by rename, so a reader sees the old or the new.
 */

export const POINTER_FILE = 'dense.json';
const GRAPH_FILE = /^dense-[0-9a-f]{16}\.hnsw(\.tmp)?$/;
const FORMAT = 3;

interface IndexKey {
  readonly directory: string;
  readonly model: string;
  readonly dimensions: number;
}

interface Pointer {
  readonly format: number;
  readonly model: string;
  readonly dimensions: number;
  readonly seq: number;
  readonly coveredId: number;
  /** SHA-256 of the passage of the embedding `coveredId`: tells whether this is the same database. */
  readonly coveredSha256: string;
  /** Erasures before the graph was begun: it holds vectors of what was erased later. */
  readonly erasures: number;
  readonly file: string;
  readonly sha256: string;
}

export interface SavedIndex extends Pick<Pointer, 'coveredId' | 'coveredSha256' | 'erasures'> {
  readonly graph: hnswlib.HierarchicalNSW;
}

/** Whether a file of the data directory is the dense index's, finished or not. */
export function isIndexFile(name: string): boolean {
  return GRAPH_FILE.test(name) || name.startsWith(POINTER_FILE);
}

/** The saved graph; null when there is none, or when it is of another model, damaged or unreadable. */
export async function loadIndexFile(key: IndexKey): Promise<SavedIndex | null> {
  try {
    const pointer = JSON.parse(
      await readFile(join(key.directory, POINTER_FILE), 'utf8'),
    ) as Pointer;
    const fits =
      pointer.format === FORMAT &&
      pointer.model === key.model &&
      pointer.dimensions === key.dimensions &&
      GRAPH_FILE.test(pointer.file);
    if (!fits) return null;
    const path = join(key.directory, pointer.file);
    if ((await sha256OfFile(path)) !== pointer.sha256) return null;
    const graph = new hnswlib.HierarchicalNSW('ip', key.dimensions);
    graph.readIndexSync(path, true);
    const { coveredId, coveredSha256, erasures } = pointer;
    return { graph, coveredId, coveredSha256, erasures };
  } catch {
    // Absent or half written: the graph is built again from the database.
    return null;
  }
}

/**
 * Writes the graph to a new file, points to it, then removes the files that nothing points to. The caller
 * holds the lock of the index files.
 */
export async function saveIndexFile(
  index: IndexKey & SavedIndex & { readonly seq: number },
): Promise<void> {
  const file = `dense-${randomBytes(8).toString('hex')}.hnsw`;
  const path = join(index.directory, file);
  await index.graph.writeIndex(`${path}.tmp`);
  const pointer: Pointer = {
    format: FORMAT,
    model: index.model,
    dimensions: index.dimensions,
    seq: index.seq,
    coveredId: index.coveredId,
    coveredSha256: index.coveredSha256,
    erasures: index.erasures,
    file,
    sha256: await sha256OfFile(`${path}.tmp`),
  };
  await rename(`${path}.tmp`, path);
  const temporary = join(index.directory, `${POINTER_FILE}.${process.pid}.tmp`);
  await writeFile(temporary, JSON.stringify(pointer));
  await rename(temporary, join(index.directory, POINTER_FILE));
  for (const name of await readdir(index.directory)) {
    if (isIndexFile(name) && name !== file && name !== POINTER_FILE)
      await rm(join(index.directory, name), { force: true });
  }
}

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
