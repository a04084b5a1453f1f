import type { Database } from 'better-sqlite3';
import { verifyAnswers } from './answers.ts';
import type { Finding, Note } from './checks.ts';
import { verifyCommits } from './commits.ts';
import { verifyDenseIndex } from './dense-index.ts';
import { verifyErased } from './erased.ts';
import { readIndexFiles, type IndexFiles } from './index-file.ts';
import { verifyJobs } from './jobs.ts';
import { openUnchanged } from './open.ts';
import { verifyPassages } from './passages.ts';
import { verifyRecords } from './records.ts';
import { verifyRevisions } from './revisions.ts';
import { isDamage, verifySchema, verifySqliteFile } from './sqlite-file.ts';
import { createTally, type Findings } from './tally.ts';
import { verifyVectors } from './vectors.ts';

const NOTHING = {
  commits: 0,
  documents: 0,
  revisions: 0,
  passages: 0,
  /** Stretches of text that answers quote. */
  citations: 0,
  vectors: 0,
  /** Vectors in the dense index. */
  indexed: 0,
};

export interface StoreReport extends Findings {
  /** What there is, and was looked at. */
  readonly counts: Readonly<typeof NOTHING>;
  readonly durationMs: number;
}

/**
 * Looks whether all that must be true of a store is true of these files, as of one moment; another process
 * may be using them. Changes nothing.
 * @returns null when there is no store in the directory
 */
export async function verifyStore(directory: string): Promise<StoreReport | null> {
  const startedAt = performance.now();
  const database = openUnchanged(directory);
  if (database === null) return null;
  try {
    // Before the transaction begins: the database knows all of an index that is older.
    const files = await readIndexFiles(directory);
    database.exec('BEGIN');
    const tally = createTally();
    const counts = { ...NOTHING };
    for (const part of [verifySqliteFile(database), verifyTables(database, files, counts)]) {
      try {
        for await (const found of part) tally.add(found);
      } catch (error) {
        if (!isDamage(error)) throw error;
        tally.add({ check: 'sqlite-integrity', detail: `reading stopped: ${error.message}` });
      }
    }
    return { counts, ...tally.result(), durationMs: performance.now() - startedAt };
  } finally {
    database.close();
  }
}

/** @param counts are filled in */
async function* verifyTables(
  database: Database,
  files: IndexFiles,
  counts: typeof NOTHING,
): AsyncGenerator<Finding | Note> {
  if (!(yield* verifySchema(database))) return;
  Object.assign(counts, countRows(database), {
    indexed: files.saved?.graph.getCurrentCount() ?? 0,
  });
  yield* verifyCommits(database);
  yield* verifyRevisions(database);
  yield* verifyPassages(database);
  yield* verifyVectors(database);
  yield* verifyAnswers(database);
  yield* verifyRecords(database);
  yield* verifyJobs(database);
  yield* verifyErased(database);
  yield* verifyDenseIndex(database, files);
}

function countRows(database: Database): Omit<typeof NOTHING, 'indexed'> {
  const count = (table: string): number =>
    database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  return {
    commits: count('commits'),
    documents: count('documents'),
    revisions: count('revisions'),
    passages: count('passages'),
    citations: count('answer_quotes'),
    vectors: count('embeddings'),
  };
}
