import type { Database } from 'better-sqlite3';
import { prepared } from './statements.ts';

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
