import type { Database } from 'better-sqlite3';
import { meetsFilter } from '../../core/filter.ts';
import type { RecordOfScope, Scope } from '../types.ts';
import { parseMetadata, whereScope } from './scope.ts';
import { prepared } from './statements.ts';

interface RecordRow {
  passage: number;
  documentId: string;
  revision: number;
  start: number;
  end: number;
  metadata: string;
  record: string;
}

/** Every record of the scope, by document id, then span; of a passage that stands twice the first place. */
export function readRecords(
  reader: Database,
  scope: Scope,
  seq: number,
  slotOf: (passage: number) => number | undefined,
): RecordOfScope[] {
  const { where, values } = whereScope(scope, seq);
  const rows = prepared<(string | number)[], RecordRow>(
    reader,
    `SELECT o.passage, d.document_id AS documentId, r.revision, o.span_start AS start, o.span_end AS end,
            r.metadata, o.record
       FROM documents d JOIN revisions r ON r.document = d.id JOIN occurrences o ON o.revision = r.id
      WHERE o.record IS NOT NULL AND ${where} ORDER BY d.document_id, o.span_start`,
  ).all(...values);
  const records = new Map<number, RecordOfScope>();
  for (const { passage, documentId, revision, start, end, ...stated } of rows) {
    const slot = slotOf(passage);
    if (slot === undefined || records.has(slot)) continue;
    const metadata = parseMetadata(stated.metadata, stated.record);
    if (scope.filter !== null && !meetsFilter(metadata, scope.filter)) continue;
    records.set(slot, { slot, documentId, revision, span: { start, end }, metadata });
  }
  return [...records.values()];
}
