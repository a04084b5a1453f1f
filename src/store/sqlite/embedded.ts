import type { Database } from 'better-sqlite3';
import type { UnembeddedTexts } from '../types.ts';
import { prepared } from './statements.ts';

/* Which texts have a vector of a model, and which have none. */

/** Which of these texts, by SHA-256, have a vector of this model. */
export function readEmbedded(
  reader: Database,
  model: string,
  sha256s: readonly string[],
): Set<string> {
  const embedding = prepared<[string, string], { found: number }>(
    reader,
    `SELECT 1 AS found FROM passages p JOIN embeddings e ON e.passage = p.id
      WHERE p.sha256 = ? AND e.model = ?`,
  );
  return new Set(sha256s.filter((hash) => embedding.get(hash, model) !== undefined));
}

/** Every row of the passages stands in a kept revision: what does not is taken away. */
export function countUnembedded(database: Database, model: string): number {
  const count = prepared<[string], number>(
    database,
    `SELECT count(*) FROM passages p
      WHERE NOT EXISTS (SELECT 1 FROM embeddings e WHERE e.passage = p.id AND e.model = ?)`,
  ).pluck();
  return count.get(model) ?? 0;
}

/** @param after the row id of a passage */
export function readUnembedded(
  reader: Database,
  model: string,
  after: number,
  limit: number,
): UnembeddedTexts {
  const rows = prepared<
    [number, string, number],
    UnembeddedTexts['texts'][number] & { id: number }
  >(
    reader,
    `SELECT p.id, p.sha256, p.embedded_text AS text,
            (SELECT d.document_id FROM occurrences o JOIN revisions r ON r.id = o.revision
               JOIN documents d ON d.id = r.document WHERE o.passage = p.id LIMIT 1) AS documentId
       FROM passages p
      WHERE p.id > ?
        AND NOT EXISTS (SELECT 1 FROM embeddings e WHERE e.passage = p.id AND e.model = ?)
      ORDER BY p.id LIMIT ?`,
  ).all(after, model, limit);
  return {
    texts: rows.map(({ sha256, text, documentId }) => ({ sha256, text, documentId })),
    position: rows.at(-1)?.id ?? after,
  };
}
