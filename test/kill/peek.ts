import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { DATABASE_FILE } from '../../src/store/sqlite/connection.ts';

/* What a child must know of its store that the store does not tell. */

function peek<T>(dataDir: string, read: (database: Database) => T): T {
  const database = new Sqlite(join(dataDir, DATABASE_FILE), { readonly: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
}

/** Vectors of the passages that hold a word, in base64. */
export function vectorTraces(dataDir: string, word: string): string[] {
  return peek(dataDir, (database) =>
    database
      .prepare<[string], Buffer>(
        `SELECT e.vector FROM passages p JOIN embeddings e ON e.passage = p.id
          WHERE instr(p.embedded_text, ?) > 0`,
      )
      .pluck()
      .all(word)
      .map((vector) => vector.toString('base64')),
  );
}

/** Row id of the last embedding. */
export function lastEmbedding(dataDir: string): number {
  const sql = 'SELECT max(id) FROM embeddings';
  return peek(dataDir, (database) => database.prepare<[], number>(sql).pluck().get() ?? 0);
}

export function unfinishedErasures(dataDir: string): number {
  const sql = `SELECT count(*) FROM erasures WHERE step <> 'finished'`;
  return peek(dataDir, (database) => database.prepare<[], number>(sql).pluck().get() ?? 0);
}
