import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { FootnoteError } from '../../core/errors.ts';
import { applied, migrate, SCHEMA_VERSION } from './migrations.ts';

export const DATABASE_FILE = 'footnote.db';

/**
 * A writer waits this long for another process's transaction before it fails: one commit of a whole folder, or
 * writing a large database anew, takes minutes.
 */
export const BUSY_TIMEOUT_MS = 300_000;

/**
 * Opens a connection with the settings that every connection of the store has.
 * `secure_delete` overwrites what is deleted, from the first byte ever written.
 */
function openConnection(directory: string, options: { readonly: boolean }): Database {
  const database = new Sqlite(join(directory, DATABASE_FILE), { readonly: options.readonly });
  try {
    database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    if (!options.readonly) database.pragma('journal_mode = WAL');
    database.pragma('secure_delete = ON');
    database.pragma('foreign_keys = ON');
    database.pragma('temp_store = MEMORY');
    database.pragma('synchronous = NORMAL');
    database.pragma('cache_size = -16000');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A connection that only reads. */
export function openReader(directory: string): Database {
  return openConnection(directory, { readonly: true });
}

/**
 * The writing connection, with the schema up to date; makes the directory if need be.
 * @throws STORE_UNUSABLE when the directory or the file cannot be used, or is of a newer version
 */
export function openWriter(directory: string): Database {
  try {
    mkdirSync(directory, { recursive: true });
    const database = openConnection(directory, { readonly: false });
    try {
      if (applied(database) > SCHEMA_VERSION) {
        throw new FootnoteError('STORE_UNUSABLE', { directory }, { detail: NEWER });
      }
      migrate(database);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof FootnoteError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const detail = `The store in ${directory} cannot be opened: ${reason}.`;
    throw new FootnoteError('STORE_UNUSABLE', { directory }, { cause: error, detail });
  }
}

const NEWER =
  'The store was written by a newer version of Footnote; use that one, or another DATA_DIR.';

/** Connections that only read, each lent to one snapshot at a time. */
export interface ReaderPool {
  acquire(): Database;
  release(database: Database): void;
  close(): void;
}

export function createReaderPool(directory: string): ReaderPool {
  const idle: Database[] = [];
  const lent = new Set<Database>();
  return {
    acquire() {
      const database = idle.pop() ?? openReader(directory);
      lent.add(database);
      return database;
    },
    release(database) {
      if (lent.delete(database)) idle.push(database);
    },
    close() {
      for (const database of [...idle, ...lent]) database.close();
      idle.length = 0;
      lent.clear();
    },
  };
}
