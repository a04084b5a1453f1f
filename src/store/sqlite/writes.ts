import type { Database } from 'better-sqlite3';

/** The statements of the commit transaction, prepared once. */

export interface CurrentRow {
  readonly id: number;
  /** Row id. */
  readonly document: number;
  readonly revision: number;
  readonly sourceSha256: string;
  readonly mediaType: string;
  readonly encoding: string | null;
  readonly title: string;
  readonly metadata: string;
  readonly readers: string | null;
}

interface DocumentRow {
  documentId: string;
  documentSha256: string;
  corpus: string;
  readers: string | null;
}

export interface RevisionRow {
  document: number;
  revision: number;
  seq: number;
  sha256: string;
  sourceSha256: string;
  mediaType: string;
  encoding: string | null;
  title: string;
  titleStated: number;
  metadata: string;
  text: string;
  headings: string;
  pages: string;
  chunker: string;
  passages: number;
  characters: number;
}

export interface OccurrenceRow {
  revision: number;
  ordinal: number;
  passage: number;
  spanStart: number;
  spanEnd: number;
  lineStart: number;
  lineEnd: number;
  page: number | null;
  headings: string;
  units: string;
  record: string | null;
  columns: string | null;
}

export type Writes = ReturnType<typeof prepareWrites>;

export function prepareWrites(database: Database) {
  return {
    current: database.prepare<[string], CurrentRow>(
      `SELECT r.id, r.document, r.revision, r.source_sha256 AS sourceSha256, r.media_type AS mediaType, r.encoding,
              r.title, r.metadata, d.readers
         FROM documents d JOIN revisions r ON r.document = d.id AND r.to_seq IS NULL
        WHERE d.document_id = ?`,
    ),
    closeRevision: database.prepare<[number, number]>(
      'UPDATE revisions SET to_seq = ? WHERE id = ?',
    ),
    setReaders: database.prepare<[string | null, string]>(
      'UPDATE documents SET readers = ? WHERE document_id = ?',
    ),
    upsertDocument: database.prepare<[DocumentRow]>(
      `INSERT INTO documents (document_id, corpus, last_revision, readers)
       VALUES (@documentId, @corpus,
               1 + coalesce((SELECT last_revision FROM erased_documents
                              WHERE document_sha256 = @documentSha256), 0), @readers)
       ON CONFLICT (document_id) DO UPDATE
         SET last_revision = last_revision + 1, readers = excluded.readers`,
    ),
    documentRow: database.prepare<[string], { id: number; lastRevision: number }>(
      'SELECT id, last_revision AS lastRevision FROM documents WHERE document_id = ?',
    ),
    insertRevision: database.prepare<[RevisionRow]>(
      `INSERT INTO revisions (document, revision, from_seq, sha256, source_sha256, media_type, title,
                              title_stated, metadata, chunker, passages, characters, headings, pages, text,
                              encoding)
       VALUES (@document, @revision, @seq, @sha256, @sourceSha256, @mediaType, @title,
               @titleStated, @metadata, @chunker, @passages, @characters, @headings, @pages, @text,
               @encoding)`,
    ),
    passagesOf: database.prepare<[number], { passage: number }>(
      'SELECT DISTINCT passage FROM occurrences WHERE revision = ?',
    ),
    passageBySha: database.prepare<[string], { id: number }>(
      'SELECT id FROM passages WHERE sha256 = ?',
    ),
    insertPassage: database.prepare<[string, string]>(
      'INSERT INTO passages (sha256, embedded_text) VALUES (?, ?)',
    ),
    insertPostings: database.prepare<[number, string, Uint8Array]>(
      'INSERT INTO postings (passage, analyser, terms) VALUES (?, ?, ?)',
    ),
    embeddingOf: database.prepare<[number, string], { id: number }>(
      'SELECT id FROM embeddings WHERE passage = ? AND model = ?',
    ),
    insertEmbedding: database.prepare<[number, string, Buffer]>(
      'INSERT INTO embeddings (passage, model, vector) VALUES (?, ?, ?)',
    ),
    termId: database.prepare<[string], { id: number }>('SELECT id FROM terms WHERE term = ?'),
    insertTerm: database.prepare<[string]>('INSERT INTO terms (term) VALUES (?)'),
    insertOccurrence: database.prepare<[OccurrenceRow]>(
      `INSERT INTO occurrences (revision, ordinal, passage, span_start, span_end, line_start, line_end,
                                page, headings, units, record, columns)
       VALUES (@revision, @ordinal, @passage, @spanStart, @spanEnd, @lineStart, @lineEnd,
               @page, @headings, @units, @record, @columns)`,
    ),
    nameSource: database.prepare<[{ documentId: string; documentSha256: string }]>(
      `UPDATE sources SET document_id = @documentId
        WHERE document_sha256 = @documentSha256 AND document_id IS NULL`,
    ),
  };
}
