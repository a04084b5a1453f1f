import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { DATABASE_FILE } from '../connection.ts';

/**
 * Opens the database so that not a byte of it changes, neither by opening nor by closing.
 *
 * A log beside it may be of a process that was killed: a connection that can write would bring it into the
 * database when it closes, so one is opened that cannot. Without a log, that one would leave an empty log
 * behind, since it cannot take it away: so one is opened that can write to the file, and does not.
 * @returns null when there is no store
 */
export function openUnchanged(directory: string): Database | null {
  const path = join(directory, DATABASE_FILE);
  if (!existsSync(path)) return null;
  const database = new Sqlite(path, { readonly: existsSync(`${path}-wal`), fileMustExist: true });
  database.pragma('query_only = ON');
  database.pragma('temp_store = MEMORY');
  return database;
}
