import type { Database } from 'better-sqlite3';
import { sha256 } from '../../core/ids.ts';
import { DOCUMENTS } from './schema/1-documents.ts';
import { ENCODINGS } from './schema/2-encodings.ts';
import { ERASURE } from './schema/3-erasure.ts';
import { EMBEDDING_MODELS } from './schema/4-embedding-models.ts';

/*
 * The schema, one migration after another; `user_version` counts those that are applied. A migration
 * that has landed is never edited.
 */

export const MIGRATIONS: readonly string[] = [DOCUMENTS, ENCODINGS, ERASURE, EMBEDDING_MODELS];

/** Brings the schema up to a version, each migration in a transaction of its own. */
export function migrate(database: Database, to = MIGRATIONS.length): void {
  database.function('sha256', { deterministic: true }, (text) => sha256(String(text)));
  for (let version = applied(database); version < to; version++) {
    database
      .transaction(() => {
        // Another process may have been first between the look and the lock.
        if (applied(database) !== version) return;
        database.exec(MIGRATIONS[version] ?? '');
        database.pragma(`user_version = ${version + 1}`);
      })
      .immediate();
  }
}

/** How many migrations this code knows. */
export const SCHEMA_VERSION = MIGRATIONS.length;

export function applied(database: Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}
