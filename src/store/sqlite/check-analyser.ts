import type { Database } from 'better-sqlite3';
import { ANALYSER } from '../../core/analyse.ts';
import { FootnoteError } from '../../core/errors.ts';

/**
 * Postings of another analyser would not meet the words of this one's questions.
 * @throws STORE_UNUSABLE when the store's first postings were written by another analyser
 */
export function checkAnalyser(database: Database, { directory }: { directory: string }): void {
  const found = database
    .prepare<[], string>('SELECT analyser FROM postings ORDER BY passage LIMIT 1')
    .pluck()
    .get();
  if (found === undefined || found === ANALYSER) return;
  const detail =
    `The store in ${directory} was written with the text analyser ${found}, and this version has ` +
    `${ANALYSER}; use another DATA_DIR, and ingest again.`;
  throw new FootnoteError('STORE_UNUSABLE', { directory, found, analyser: ANALYSER }, { detail });
}
