import type { Database } from 'better-sqlite3';
import type { Finding } from './checks.ts';

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
  for (const { table, rowid, parent } of database.pragma(
    'foreign_key_check',
  ) as MissingReference[]) {
    const row = rowid === null ? 'a row' : `row ${rowid}`;
    yield { check: 'foreign-keys', detail: `${row} of ${table} names a row of ${parent}` };
  }
}
