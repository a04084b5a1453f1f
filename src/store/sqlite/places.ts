import type { Database } from 'better-sqlite3';
import { FootnoteError } from '../../core/errors.ts';
import { meetsFilter } from '../../core/filter.ts';
import type { PlacedPassage, Scope, Unit, UnitKind } from '../types.ts';
import { parseMetadata, whereScope } from './scope.ts';
import { prepared } from './statements.ts';
import type { TextCache } from './text-cache.ts';
import type { OccurrenceRow } from './writes.ts';

interface PlaceRow extends Omit<OccurrenceRow, 'passage'> {
  revisionId: number;
  documentId: string;
  corpus: string;
  title: string;
  /** The revision's number within its document, not its row id. */
  revision: number;
  revisionSha256: string;
  mediaType: string;
  chunker: string;
  passageSha256: string;
  ingestedAt: string;
  metadata: string;
  /** All pages of the revision, as JSON. */
  pages: string;
}

const PLACE_COLUMNS = `
  r.id AS revisionId, d.document_id AS documentId, d.corpus, r.title, r.revision, r.sha256 AS revisionSha256,
  r.media_type AS mediaType, r.chunker, p.sha256 AS passageSha256,
  c.committed_at AS ingestedAt, r.metadata, o.ordinal,
  o.span_start AS spanStart, o.span_end AS spanEnd, o.line_start AS lineStart, o.line_end AS lineEnd,
  o.page, o.headings, o.units, o.record, o.columns, r.pages`;

type Page = PlacedPassage['pages'][number];

const PLACE_TABLES = `
  occurrences o JOIN revisions r ON r.id = o.revision JOIN documents d ON d.id = r.document
    JOIN commits c ON c.seq = r.from_seq JOIN passages p ON p.id = o.passage`;

/** Where the scope is read. */
interface PlaceReader {
  readonly reader: Database;
  readonly texts: TextCache;
  readonly scope: Scope;
  readonly seq: number;
}

/** The passages of a document of the scope, in order; none when they are more than `limit`. */
export function readDocument(
  { reader, texts, scope, seq }: PlaceReader,
  documentId: string,
  limit: number,
  slotOf: (passage: number) => number | undefined,
): PlacedPassage[] {
  const { where, values } = whereScope(scope, seq);
  const rows = prepared<(string | number)[], PlaceRow & { passage: number }>(
    reader,
    `SELECT ${PLACE_COLUMNS}, o.passage FROM ${PLACE_TABLES}
      WHERE d.document_id = ? AND ${where} ORDER BY o.span_start LIMIT ?`,
  ).all(documentId, ...values, limit + 1);
  const [first] = rows;
  if (first === undefined || rows.length > limit) return [];
  const pages = JSON.parse(first.pages) as Page[]; // they are the revision's, and the same for all
  return rows.flatMap((row): PlacedPassage[] => {
    const slot = slotOf(row.passage);
    const { filter } = scope;
    const isIn = filter === null || meetsFilter(parseMetadata(row.metadata, row.record), filter);
    if (slot === undefined || !isIn) return [];
    return [toPlace(slot, row, texts.get(reader, row.revisionId), pages)];
  });
}

/** For each slot the first place of its passage in the scope, by document id, then span. */
export function readPlaces(
  from: PlaceReader,
  slots: readonly number[],
  passageIdOf: (slot: number) => number | undefined,
): PlacedPassage[] {
  const { reader, texts, scope, seq } = from;
  const { where, values } = whereScope(scope, seq);
  const statement = prepared<(string | number | undefined)[], PlaceRow>(
    reader,
    `SELECT ${PLACE_COLUMNS}
       FROM ${PLACE_TABLES}
      WHERE o.passage = ? AND ${where} ORDER BY d.document_id, o.span_start`,
  );
  const pages = new Map<number, Page[]>(); // by revision: a passage is seldom found alone
  return slots.map((slot) => {
    for (const row of statement.iterate(passageIdOf(slot), ...values)) {
      const metadata = parseMetadata(row.metadata, row.record);
      if (scope.filter !== null && !meetsFilter(metadata, scope.filter)) continue;
      const ofRevision = pages.get(row.revisionId) ?? (JSON.parse(row.pages) as Page[]);
      pages.set(row.revisionId, ofRevision);
      return toPlace(slot, row, texts.get(reader, row.revisionId), ofRevision);
    }
    throw new FootnoteError('INTERNAL', { slot, seq });
  });
}

function toPlace(
  slot: number,
  row: PlaceRow,
  revisionText: string,
  pages: readonly Page[],
): PlacedPassage {
  const record = row.record === null ? null : parseMetadata(row.record, null);
  return {
    slot,
    documentId: row.documentId,
    corpus: row.corpus,
    title: row.title,
    revision: row.revision,
    revisionSha256: row.revisionSha256,
    mediaType: row.mediaType,
    chunker: row.chunker,
    passageSha256: row.passageSha256,
    ingestedAt: row.ingestedAt,
    ordinal: row.ordinal,
    span: { start: row.spanStart, end: row.spanEnd },
    lines: { start: row.lineStart, end: row.lineEnd },
    page: row.page,
    pages: pages.filter(({ start, end }) => start < row.spanEnd && row.spanStart < end),
    headings: JSON.parse(row.headings) as string[],
    units: (JSON.parse(row.units) as [UnitKind, number, number][]).map(
      ([kind, start, end]): Unit => ({ kind, start, end }),
    ),
    columns: row.columns === null ? null : (JSON.parse(row.columns) as string[]),
    metadata: parseMetadata(row.metadata, row.record),
    record,
    text: revisionText.slice(row.spanStart, row.spanEnd),
    revisionText,
  };
}
