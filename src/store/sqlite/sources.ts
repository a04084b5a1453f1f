import type { Database } from 'better-sqlite3';
import { FootnoteError } from '../../core/errors.ts';
import { corpusOf, sha256 } from '../../core/ids.ts';
import type { SourceChange, SourceState } from '../types.ts';
import { prepared } from './statements.ts';

/* What each file was at its last scan, which is all that a scan compares with. */

export function readSources(reader: Database, corpus: string): SourceState[] {
  return prepared<[string], SourceState>(
    reader,
    `SELECT document_id AS documentId, document_sha256 AS documentSha256, sha256
       FROM sources WHERE corpus_sha256 = ?`,
  ).all(sha256(corpus));
}

/**
 * Two scans may read a file before and after it is saved, and commit in the other order: the later state
 * must win, so the one that compared with what is no longer so is refused.
 * @throws SOURCE_CONFLICT
 */
export function recordSource(writer: Database, source: SourceChange): void {
  const { documentId, before } = source;
  const documentSha256 = sha256(documentId);
  const known = prepared<[string], string | null>(
    writer,
    'SELECT sha256 FROM sources WHERE document_sha256 = ?',
  )
    .pluck()
    .get(documentSha256);
  // Another scan that found the very same is no conflict.
  if (known !== before && known !== source.sha256) {
    throw new FootnoteError('SOURCE_CONFLICT', { documentId });
  }
  // Of a document that is erased the name must not come back; one that comes in is named with its row.
  prepared<[string, string, string, string | null], never>(
    writer,
    `INSERT INTO sources (document_sha256, corpus_sha256, document_id, sha256)
     VALUES (?, ?, (SELECT document_id FROM documents WHERE document_id = ?), ?)
     ON CONFLICT (document_sha256) DO UPDATE
       SET sha256 = excluded.sha256, document_id = excluded.document_id`,
  ).run(documentSha256, sha256(corpusOf(documentId)), documentId, source.sha256);
}

export function recordErasedSourceGone(writer: Database, documentSha256: string): void {
  prepared<[string], never>(
    writer,
    'UPDATE sources SET sha256 = NULL WHERE document_sha256 = ? AND document_id IS NULL',
  ).run(documentSha256);
}
