import type { Database } from 'better-sqlite3';
import { meetsFilter } from '../../core/filter.ts';
import type { RecordOfScope, Scope } from '../types.ts';
import { parseMetadata, whereScope } from './scope.ts';
import { prepared } from './statements.ts';

type SlotOf = (passage: number) => number | undefined;

/** Records of scopes lately read: reading them parses every one. */
export interface RecordCache {
  /**
   * Every record of the scope, by document id, then span; of a passage that stands twice the first place. The
   * same list again as long as the scope holds the same revisions, so that more can be kept by it.
   */
  get(reader: Database, scope: Scope, seq: number, slotOf: SlotOf): readonly RecordOfScope[];
  /** Forgets all of them: some may be erased. */
  clear(): void;
}

/** Lists of all corpora, of one, of a viewer's filter; they share the records themselves. */
const LISTS_KEPT = 8;

export function createRecordCache(): RecordCache {
  const lists = new Map<string, readonly RecordOfScope[]>(); // least lately used first

  function kept(key: string, read: () => readonly RecordOfScope[]): readonly RecordOfScope[] {
    const records = lists.get(key) ?? read();
    lists.delete(key);
    lists.set(key, records);
    if (lists.size > LISTS_KEPT) lists.delete(lists.keys().next().value ?? '');
    return records;
  }

  return {
    get(reader, scope, seq, slotOf) {
      // What a revision holds never changes, whoever reads it and as of whenever.
      const revisions = revisionsIn(reader, scope, seq).join();
      return kept(`${revisions} ${JSON.stringify(scope.filter)}`, () =>
        inFilter(
          kept(revisions, () => readPlaces(reader, scope, seq, slotOf)),
          scope.filter,
        ),
      );
    },
    clear: () => lists.clear(),
  };
}

/** Row ids of the revisions in the scope, ascending. */
function revisionsIn(reader: Database, scope: Scope, seq: number): number[] {
  const { where, values } = whereScope(scope, seq);
  return prepared<(string | number)[], number>(
    reader,
    `SELECT r.id FROM documents d JOIN revisions r ON r.document = d.id WHERE ${where} ORDER BY r.id`,
  )
    .pluck()
    .all(...values);
}

interface RecordRow {
  passage: number;
  documentId: string;
  revision: number;
  start: number;
  end: number;
  metadata: string;
  record: string;
}

/** Every place of a record in the scope but for its filter, by document id, then span. */
function readPlaces(reader: Database, scope: Scope, seq: number, slotOf: SlotOf): RecordOfScope[] {
  const { where, values } = whereScope(scope, seq);
  const rows = prepared<(string | number)[], RecordRow>(
    reader,
    `SELECT o.passage, d.document_id AS documentId, r.revision, o.span_start AS start, o.span_end AS end,
            r.metadata, o.record
       FROM documents d JOIN revisions r ON r.document = d.id JOIN occurrences o ON o.revision = r.id
      WHERE o.record IS NOT NULL AND ${where} ORDER BY d.document_id, o.span_start`,
  ).all(...values);
  return rows.flatMap(({ passage, documentId, revision, start, end, ...stated }) => {
    const slot = slotOf(passage);
    if (slot === undefined) return [];
    const metadata = parseMetadata(stated.metadata, stated.record);
    return [{ slot, documentId, revision, span: { start, end }, metadata }];
  });
}

/** Records that meet a filter, each passage where it first does. */
function inFilter(places: readonly RecordOfScope[], filter: Scope['filter']): RecordOfScope[] {
  const records = new Map<number, RecordOfScope>();
  for (const record of places) {
    if (records.has(record.slot)) continue;
    if (filter === null || meetsFilter(record.metadata, filter)) records.set(record.slot, record);
  }
  return [...records.values()];
}
