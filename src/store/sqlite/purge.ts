import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { BUSY_TIMEOUT_MS } from './connection.ts';
import { lockIndexFiles } from './dense-lock.ts';
import { isIndexFile } from './dense-file.ts';

/*
 * `secure_delete` overwrites what is deleted where it stands, but not the copies that were left behind when
 * pages were split and joined: after deleting rows by the thousand a few dozen words were still in the file
 * each time (30 of 30 runs). Only writing the whole file anew leaves none.
 */

/** Writes the database anew, from what is in it. */
export function rewriteDatabase(writer: Database): void {
  // The new file is first written aside; in memory it would take as much as the database.
  writer.pragma('temp_store = FILE');
  try {
    writer.exec('VACUUM');
  } finally {
    writer.pragma('temp_store = MEMORY');
  }
}

/** Empties the write-ahead log. @returns false while a reader still needs it, at once */
export function emptyLog(writer: Database): boolean {
  writer.pragma('busy_timeout = 0');
  try {
    const [result] = writer.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    return result?.busy === 0;
  } finally {
    writer.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

/** Deletes the dense index's files: it is built again from the vectors that are left. */
export function deleteIndexFiles(directory: string): void {
  const unlock = lockIndexFiles(directory);
  try {
    for (const name of readdirSync(directory)) {
      if (isIndexFile(name)) rmSync(join(directory, name), { force: true });
    }
  } finally {
    unlock();
  }
}
