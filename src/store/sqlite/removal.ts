import type { Database } from 'better-sqlite3';
import { forEachTerm } from '../term-sequence.ts';

/* Taking rows away for good, within a transaction: what erasure and collection have in common. */

export interface RemovedPassages {
  readonly passages: number;
  readonly embeddings: number;
  readonly terms: number;
  /** Passages that stay, since another revision holds them. */
  readonly shared: number;
}

/** Of these passages, removes those that stand in no revision, with postings, vectors and their own terms. */
export function removeUnusedPassages(
  writer: Database,
  passageIds: readonly number[],
): RemovedPassages {
  const unused = writer
    .prepare<[string], number>(
      `SELECT p.value FROM json_each(?) p
        WHERE NOT EXISTS (SELECT 1 FROM occurrences o WHERE o.passage = p.value)`,
    )
    .pluck()
    .all(JSON.stringify(passageIds));
  const ids = JSON.stringify(unused);
  const candidates = new Set<number>();
  const postings = writer.prepare<[string], Buffer>(
    'SELECT terms FROM postings WHERE passage IN (SELECT value FROM json_each(?))',
  );
  for (const packed of postings.pluck().iterate(ids)) {
    forEachTerm(packed, (term) => void candidates.add(term));
  }
  const remove = (table: string, column: string): number =>
    writer
      .prepare<[string]>(`DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))`)
      .run(ids).changes;
  const embeddings = remove('embeddings', 'passage');
  remove('postings', 'passage');
  const passages = remove('passages', 'id');
  const terms = removeUnusedTerms(writer, candidates);
  return { passages, embeddings, terms, shared: passageIds.length - unused.length };
}

/** Postings are packed by passage, so that all of them are looked through, until every term is found. */
function removeUnusedTerms(writer: Database, candidates: Set<number>): number {
  const postings = writer.prepare<[], Buffer>('SELECT terms FROM postings').pluck();
  for (const packed of postings.iterate()) {
    if (candidates.size === 0) return 0;
    forEachTerm(packed, (term) => void candidates.delete(term));
  }
  return writer
    .prepare<[string]>('DELETE FROM terms WHERE id IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify([...candidates])).changes;
}

/** Tells every process that what it has counted is to be counted again. */
export function advanceEpoch(writer: Database, { erasure }: { erasure: boolean }): void {
  writer
    .prepare<[number]>('UPDATE removals SET epoch = epoch + 1, erasures = erasures + ?')
    .run(erasure ? 1 : 0);
}
