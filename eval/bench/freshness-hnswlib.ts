import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { DATABASE_FILE } from '../../src/store/sqlite/connection.ts';
import type { HnswlibRebuild } from './freshness-result.ts';

interface PassageRow {
  readonly documentId: string;
  readonly text: string;
  readonly vector: Buffer;
}

/**
 * Builds LangChain community's HNSWLib store out of the passages and vectors that a store of ours holds now,
 * and saves it to `folder`: what an edit takes with it, since it can neither replace nor delete. To read, cut
 * and embed the documents is not part of the time.
 * @param dataDir of a server that has ended
 */
export async function rebuildHnswlib(dataDir: string, folder: string): Promise<HnswlibRebuild> {
  // Loaded only where it is used: it is large, and memory is measured in this process.
  const { HNSWLib } = await import('@langchain/community/vectorstores/hnswlib');
  const { Document } = await import('@langchain/core/documents');
  const rows = readPassages(dataDir);
  const vectors = rows.map(({ vector }) => toNumbers(vector));
  const documents = rows.map(
    ({ documentId, text }) => new Document({ pageContent: text, metadata: { documentId } }),
  );
  const [numDimensions] = vectors.map(({ length }) => length);
  if (numDimensions === undefined) throw new Error(`There are no passages in ${dataDir}.`);
  const startedAt = performance.now();
  const store = new HNSWLib(NO_EMBEDDINGS, { space: 'cosine', numDimensions });
  await store.addVectors(vectors, documents);
  await store.save(folder);
  return { passages: rows.length, durationMs: performance.now() - startedAt };
}

/** Nothing is embedded: the vectors are there. */
const NO_EMBEDDINGS = {
  embedDocuments: () => Promise.reject(new Error('Nothing is to be embedded.')),
  embedQuery: () => Promise.reject(new Error('Nothing is to be embedded.')),
};

function readPassages(dataDir: string): PassageRow[] {
  const database = new Sqlite(join(dataDir, DATABASE_FILE), { readonly: true });
  try {
    return database
      .prepare<[], PassageRow>(
        `SELECT d.document_id AS documentId, p.embedded_text AS text, e.vector
           FROM passages p
           JOIN embeddings e ON e.passage = p.id
           JOIN occurrences o ON o.passage = p.id
           JOIN revisions r ON r.id = o.revision AND r.to_seq IS NULL
           JOIN documents d ON d.id = r.document
          GROUP BY p.id ORDER BY p.id`,
      )
      .all();
  } finally {
    database.close();
  }
}

function toNumbers(blob: Buffer): number[] {
  // Copied, since a blob need not lie at a multiple of four bytes.
  return Array.from(new Float32Array(new Uint8Array(blob).buffer));
}
