import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

const LOCK_FILE = 'dense-lock.db';
/** Writing the largest index takes seconds. */
const LOCK_TIMEOUT_MS = 120_000;

/**
 * Takes the right to write or delete the index files, among all threads and processes; waits for it. It is
 * an empty SQLite file, since its lock ends with the process that holds it, whatever ends that.
 * @returns gives the right back
 */
export function lockIndexFiles(directory: string): () => void {
  const lock = new Sqlite(join(directory, LOCK_FILE), { timeout: LOCK_TIMEOUT_MS });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw error;
  }
  // Closing rolls back, and so unlocks.
  return () => void lock.close();
}
