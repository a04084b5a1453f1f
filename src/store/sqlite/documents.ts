import type { Database } from 'better-sqlite3';
import { FootnoteError } from '../../core/errors.ts';
import type { Span } from '../../core/model.ts';
import { checkFilter, meetsFilter } from '../../core/filter.ts';
import type {
  CorpusSummary,
  DocumentSummary,
  Page,
  PageRequest,
  RevisionContent,
  RevisionPassages,
  RevisionSummary,
  Scope,
} from '../types.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { prepared } from './statements.ts';
import { absent, erasedRevisions } from './erasure.ts';
import {
  checkCorpora,
  parseMetadata,
  pinSeq,
  resolveSeq,
  whereReadable,
  whereScope,
} from './scope.ts';

interface DocumentRow {
  documentId: string;
  corpus: string;
  title: string;
  mediaType: string;
  metadata: string;
  readers: string | null;
  revision: number;
  passages: number;
  characters: number;
  ingestedAt: string;
  toSeq: number | null;
}

const DOCUMENT_COLUMNS = `
  d.document_id AS documentId, d.corpus, r.title, r.media_type AS mediaType, r.metadata, d.readers,
  r.revision, r.passages, r.characters, c.committed_at AS ingestedAt, r.to_seq AS toSeq`;

const DOCUMENT_TABLES = `
  documents d JOIN revisions r ON r.document = d.id JOIN commits c ON c.seq = r.from_seq`;

const REVISION_COLUMNS = `
  r.revision, r.sha256, r.source_sha256 AS sourceSha256, r.title, r.characters,
  r.passages, r.from_seq AS fromSeq, r.to_seq AS toSeq, c.committed_at AS committedAt, r.retained`;

/** Corpora with documents in the scope; a filter is held against the documents' own metadata. */
export function readCorpora(reader: Database, scope: Scope): CorpusSummary[] {
  const { where, values } = whereScope(scope, pinSeq(reader, scope));
  const ids = scope.filter === null ? null : [...documentsInScope(reader, scope, '')];
  return reader
    .prepare<(string | number)[], CorpusSummary>(
      `SELECT d.corpus, count(*) AS documents, sum(r.passages) AS passages,
              sum(r.characters) AS characters, max(c.committed_at) AS lastIngestedAt
         FROM ${DOCUMENT_TABLES}
        WHERE ${where} ${ids === null ? '' : 'AND d.document_id IN (SELECT value FROM json_each(?))'}
        GROUP BY d.corpus ORDER BY d.corpus`,
    )
    .all(...values, ...(ids === null ? [] : [JSON.stringify(ids.map((row) => row.documentId))]));
}

/** Passages in the current revisions of a corpus, those of equal text counted as often as they stand. */
export function countPassages(reader: Database, corpus: string): number {
  const count = prepared<[string], number>(
    reader,
    'SELECT passages FROM corpus_passages WHERE corpus = ?',
  ).pluck();
  return count.get(corpus) ?? 0;
}

/** @throws INVALID_CORPUS, INVALID_CURSOR, INVALID_FILTER */
export function readDocuments(
  reader: Database,
  scope: Scope,
  page: PageRequest,
): Page<DocumentSummary> {
  checkCorpora(reader, scope);
  const after = page.cursor === null ? '' : decodeCursor(page.cursor);
  const items: DocumentSummary[] = [];
  for (const document of documentsInScope(reader, scope, after)) {
    if (items.length === page.limit) {
      return { items, nextCursor: encodeCursor(items.at(-1)?.documentId ?? '') };
    }
    items.push(document);
  }
  return { items, nextCursor: null };
}

/** In the order of their ids, from the one after `after`. */
function* documentsInScope(
  reader: Database,
  scope: Scope,
  after: string,
): Generator<DocumentSummary> {
  if (scope.filter !== null) checkFilter(scope.filter);
  const { where, values } = whereScope(scope, pinSeq(reader, scope));
  const rows = reader
    .prepare<(string | number)[], DocumentRow>(
      `SELECT ${DOCUMENT_COLUMNS} FROM ${DOCUMENT_TABLES}
        WHERE ${where} AND d.document_id > ? ORDER BY d.document_id`,
    )
    .iterate(...values, after);
  for (const row of rows) {
    const document = toSummary(row, null);
    if (scope.filter === null || meetsFilter(document.metadata, scope.filter)) yield document;
  }
}

/** @throws DOCUMENT_NOT_FOUND also when it is out of the scope; then nothing tells that it exists */
export function readDocument(
  reader: Database,
  scope: Scope,
  documentId: string,
): DocumentSummary & { revisions: RevisionSummary[] } {
  const seq = resolveSeq(reader, scope.asOf);
  const { where, values } = whereReadable(scope);
  const row = reader
    .prepare<(string | number)[], DocumentRow>(
      `SELECT ${DOCUMENT_COLUMNS} FROM ${DOCUMENT_TABLES}
        WHERE ${where} AND d.document_id = ? AND r.from_seq <= ? ORDER BY r.revision DESC LIMIT 1`,
    )
    .get(...values, documentId, seq);
  const document = row === undefined ? null : toSummary(row, closedBy(row.toSeq, seq));
  if (scope.filter !== null) checkFilter(scope.filter);
  if (document === null || (scope.filter && !meetsFilter(document.metadata, scope.filter))) {
    throw absent(reader, documentId, scope);
  }
  const revisions = reader
    .prepare<[string, number], Omit<RevisionSummary, 'retained'> & { retained: number }>(
      `SELECT ${REVISION_COLUMNS} FROM ${DOCUMENT_TABLES}
        WHERE d.document_id = ? AND r.from_seq <= ? ORDER BY r.revision DESC`,
    )
    .all(documentId, seq)
    .map(({ retained, ...revision }) => ({
      ...revision,
      toSeq: closedBy(revision.toSeq, seq),
      retained: retained === 1,
    }));
  return { ...document, revisions };
}

/** What closed a revision after the scope's seq has not happened yet, as the scope sees it. */
function closedBy(toSeq: number | null, seq: number): number | null {
  return toSeq === null || toSeq > seq ? null : toSeq;
}

/** @throws DOCUMENT_NOT_FOUND, DOCUMENT_ERASED, REVISION_NOT_FOUND, REVISION_NOT_RETAINED */
export function readRevision(
  reader: Database,
  scope: Scope,
  documentId: string,
  revision: number,
): RevisionContent {
  const { revisions } = readDocument(reader, scope, documentId);
  const summary = revisions.find((one) => one.revision === revision);
  interface Row {
    mediaType: string;
    encoding: string | null;
    metadata: string;
    text: string;
    headings: string;
    pages: string;
  }
  const row = reader
    .prepare<[string, number], Row>(
      `SELECT r.media_type AS mediaType, r.encoding, r.metadata, r.text, r.headings, r.pages
         FROM ${DOCUMENT_TABLES} WHERE d.document_id = ? AND r.revision = ?`,
    )
    .get(documentId, revision);
  if (summary === undefined || row === undefined) {
    const erased = revision <= erasedRevisions(reader, documentId);
    throw new FootnoteError(erased ? 'DOCUMENT_ERASED' : 'REVISION_NOT_FOUND', {
      documentId,
      revision,
    });
  }
  if (!summary.retained) throw new FootnoteError('REVISION_NOT_RETAINED', { documentId, revision });
  return {
    ...summary,
    ...row,
    documentId,
    metadata: parseMetadata(row.metadata, null),
    headings: JSON.parse(row.headings) as (Span & { level: number; text: string })[],
    pages: JSON.parse(row.pages) as (Span & { page: number })[],
  };
}

/** @throws what readRevision throws */
export function readRevisionPassages(
  reader: Database,
  scope: Scope,
  documentId: string,
  revision: number,
): RevisionPassages {
  const { text } = readRevision(reader, scope, documentId, revision);
  interface Row {
    sha256: string;
    spanStart: number;
    spanEnd: number;
    lineStart: number;
    lineEnd: number;
    page: number | null;
    headings: string;
  }
  const passages = reader
    .prepare<[string, number], Row>(
      `SELECT p.sha256, o.span_start AS spanStart, o.span_end AS spanEnd, o.line_start AS lineStart,
              o.line_end AS lineEnd, o.page, o.headings
         FROM documents d JOIN revisions r ON r.document = d.id
         JOIN occurrences o ON o.revision = r.id JOIN passages p ON p.id = o.passage
        WHERE d.document_id = ? AND r.revision = ? ORDER BY o.ordinal`,
    )
    .all(documentId, revision)
    .map((row) => ({
      sha256: row.sha256,
      span: { start: row.spanStart, end: row.spanEnd },
      lines: { start: row.lineStart, end: row.lineEnd },
      page: row.page,
      headings: JSON.parse(row.headings) as string[],
    }));
  return { text, passages };
}

/** @param toSeq when it was closed, as the scope sees it; null = it is current */
function toSummary(row: DocumentRow, toSeq: number | null): DocumentSummary {
  const { toSeq: _toSeq, ...rest } = row;
  return {
    ...rest,
    status: toSeq === null ? 'current' : 'deleted',
    metadata: parseMetadata(row.metadata, null),
    readers: row.readers === null ? null : (JSON.parse(row.readers) as string[]),
  };
}
