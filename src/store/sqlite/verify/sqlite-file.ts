import Sqlite, { type Database } from 'better-sqlite3';
import { applied, SCHEMA_VERSION } from '../migrations.ts';
import type { Finding, Note } from './checks.ts';

interface MissingReference {
  table: string;
  /** null in a table without row ids. */
  rowid: number | null;
  parent: string;
}

/** What SQLite itself finds: damaged pages, indexes that differ from their tables, broken constraints. */
export function* verifySqliteFile(database: Database): Generator<Finding> {
  const faults = database.pragma('integrity_check') as { integrity_check: string }[];
  for (const { integrity_check: detail } of faults) {
    if (detail !== 'ok') yield { check: 'sqlite-integrity', detail };
  }
  const missing = database.pragma('foreign_key_check') as MissingReference[];
  for (const { table, rowid, parent } of missing) {
    const row = rowid === null ? 'a row' : `row ${rowid}`;
    yield { check: 'foreign-keys', detail: `${row} of ${table} names a row of ${parent}` };
  }
}

/** @returns whether the other checks can read the tables */
export function* verifySchema(database: Database): Generator<Finding | Note, boolean> {
  const version = applied(database);
  if (version === SCHEMA_VERSION) return true;
  const detail = `the schema is of version ${version}, and this code's is ${SCHEMA_VERSION}`;
  const tables = database.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
  const isOlder = version > 0 ? version < SCHEMA_VERSION : tables === 0;
  yield isOlder ? { note: 'unmigrated', detail } : { check: 'schema-version', detail };
  return false;
}

/** Whether an error tells that the file is damaged, and not that it could not be looked at. */
export function isDamage(error: unknown): error is Error {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(?:CORRUPT|NOTADB)/.test(error.code);
}
