import type { Database } from 'better-sqlite3';
import { FootnoteError } from '../../core/errors.ts';
import type { Span } from '../../core/model.ts';
import { meetsFilter } from '../filter.ts';
import type {
  CorpusSummary,
  DocumentSummary,
  Page,
  PageRequest,
  RevisionContent,
  RevisionSummary,
  Scope,
} from '../types.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { checkCorpora, parseMetadata, resolveSeq, whereReadable, whereScope } from './scope.ts';

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
  r.passages, r.from_seq AS fromSeq, r.to_seq AS toSeq, c.committed_at AS committedAt`;

export function readCorpora(reader: Database, scope: Scope): CorpusSummary[] {
  const { where, values } = whereScope(scope, resolveSeq(reader, scope.asOf));
  return reader
    .prepare<(string | number)[], CorpusSummary>(
      `SELECT d.corpus, count(*) AS documents, sum(r.passages) AS passages,
              sum(r.characters) AS characters, max(c.committed_at) AS lastIngestedAt
         FROM ${DOCUMENT_TABLES} WHERE ${where} GROUP BY d.corpus ORDER BY d.corpus`,
    )
    .all(...values);
}

/** Passages in the current revisions of a corpus, those of equal text counted as often as they stand. */
export function countPassages(reader: Database, corpus: string): number {
  return (
    reader
      .prepare<[string], number | null>(
        `SELECT sum(r.passages) FROM documents d
           JOIN revisions r ON r.document = d.id AND r.to_seq IS NULL WHERE d.corpus = ?`,
      )
      .pluck()
      .get(corpus) ?? 0
  );
}

/** @throws INVALID_CORPUS, INVALID_CURSOR */
export function readDocuments(
  reader: Database,
  scope: Scope,
  page: PageRequest,
): Page<DocumentSummary> {
  checkCorpora(reader, scope);
  const { where, values } = whereScope(scope, resolveSeq(reader, scope.asOf));
  const after = page.cursor === null ? '' : decodeCursor(page.cursor);
  const rows = reader
    .prepare<(string | number)[], DocumentRow>(
      `SELECT ${DOCUMENT_COLUMNS} FROM ${DOCUMENT_TABLES}
        WHERE ${where} AND d.document_id > ? ORDER BY d.document_id`,
    )
    .iterate(...values, after);
  const items: DocumentSummary[] = [];
  for (const row of rows) {
    const document = toSummary(row);
    if (scope.filter !== null && !meetsFilter(document.metadata, scope.filter)) continue;
    if (items.length === page.limit) {
      return { items, nextCursor: encodeCursor(items.at(-1)?.documentId ?? '') };
    }
    items.push(document);
  }
  return { items, nextCursor: null };
}

/** @throws DOCUMENT_NOT_FOUND also when the reader may not read it */
export function readDocument(
  reader: Database,
  scope: Scope,
  documentId: string,
): DocumentSummary & { revisions: RevisionSummary[] } {
  const { where, values } = whereReadable(scope);
  const row = reader
    .prepare<(string | number)[], DocumentRow>(
      `SELECT ${DOCUMENT_COLUMNS} FROM ${DOCUMENT_TABLES}
        WHERE ${where} AND d.document_id = ? ORDER BY r.revision DESC LIMIT 1`,
    )
    .get(...values, documentId);
  if (row === undefined) throw new FootnoteError('DOCUMENT_NOT_FOUND', { documentId });
  const revisions = reader
    .prepare<[string], RevisionSummary>(
      `SELECT ${REVISION_COLUMNS} FROM ${DOCUMENT_TABLES}
        WHERE d.document_id = ? ORDER BY r.revision DESC`,
    )
    .all(documentId);
  return { ...toSummary(row), revisions };
}

/** @throws DOCUMENT_NOT_FOUND, REVISION_NOT_FOUND */
export function readRevision(
  reader: Database,
  scope: Scope,
  documentId: string,
  revision: number,
): RevisionContent {
  const { where, values } = whereReadable(scope);
  const document = reader
    .prepare(`SELECT 1 FROM documents d WHERE ${where} AND d.document_id = ?`)
    .get(...values, documentId);
  if (document === undefined) throw new FootnoteError('DOCUMENT_NOT_FOUND', { documentId });
  interface Row extends RevisionSummary {
    mediaType: string;
    metadata: string;
    text: string;
    headings: string;
    pages: string;
  }
  const row = reader
    .prepare<[string, number], Row>(
      `SELECT ${REVISION_COLUMNS}, r.media_type AS mediaType, r.metadata, r.text, r.headings, r.pages
         FROM ${DOCUMENT_TABLES} WHERE d.document_id = ? AND r.revision = ?`,
    )
    .get(documentId, revision);
  if (row === undefined) throw new FootnoteError('REVISION_NOT_FOUND', { documentId, revision });
  return {
    ...row,
    documentId,
    metadata: parseMetadata(row.metadata, null),
    headings: JSON.parse(row.headings) as (Span & { level: number; text: string })[],
    pages: JSON.parse(row.pages) as (Span & { page: number })[],
  };
}

function toSummary(row: DocumentRow): DocumentSummary {
  const { toSeq, ...rest } = row;
  return {
    ...rest,
    status: toSeq === null ? 'current' : 'deleted',
    metadata: parseMetadata(row.metadata, null),
    readers: row.readers === null ? null : (JSON.parse(row.readers) as string[]),
  };
}
