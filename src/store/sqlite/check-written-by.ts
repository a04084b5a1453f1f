import type { Database } from 'better-sqlite3';
import { ANALYSER } from '../../core/analyse.ts';
import { FootnoteError } from '../../core/errors.ts';

/**
 * Dense search would quietly find less if only some of the current passages had a vector of this model.
 * @throws STORE_UNUSABLE when a current passage has a vector of another model and none of this one
 */
export function checkModel(
  database: Database,
  { directory, model }: { directory: string; model: string },
): void {
  // The first look reads an index alone, and is all there is to do in a store of one model.
  const other = database
    .prepare<[string], string>('SELECT model FROM embeddings WHERE model <> ? LIMIT 1')
    .pluck()
    .get(model);
  if (other === undefined) return;
  const found = database
    .prepare<[string], string>(
      `SELECT e.model FROM revisions r JOIN occurrences o ON o.revision = r.id
              JOIN embeddings e ON e.passage = o.passage
        WHERE r.to_seq IS NULL AND NOT EXISTS
              (SELECT 1 FROM embeddings own WHERE own.passage = o.passage AND own.model = ?)
        LIMIT 1`,
    )
    .pluck()
    .get(model);
  if (found === undefined) return;
  const detail =
    `The passages in ${directory} are embedded with the model ${found}, and the model now is ${model}; ` +
    `use ${found} again, or another DATA_DIR.`;
  throw new FootnoteError('STORE_UNUSABLE', { directory, found, model }, { detail });
}

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
