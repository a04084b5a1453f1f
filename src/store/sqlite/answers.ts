import type { Database } from 'better-sqlite3';
import { FootnoteError } from '../../core/errors.ts';
import type { Answer } from '../../core/model.ts';
import type { Trace } from '../../core/trace.ts';
import type { Page, PageRequest, Scope, StoredAnswer } from '../types.ts';
import { prepared } from './statements.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { whereReadable } from './scope.ts';

/** Keeps an answer, its trace, and a link to every document that it cites or lists. */
export function insertAnswer(writer: Database, { answer, trace }: StoredAnswer): void {
  const insert = prepared<[string, number, string, string, string], never>(
    writer,
    'INSERT INTO answers (id, seq, created_at, answer, trace) VALUES (?, ?, ?, ?, ?)',
  );
  const link = prepared<[string, string, string], never>(
    writer,
    `INSERT OR IGNORE INTO answer_documents (answer, document, role)
     SELECT ?, id, ? FROM documents WHERE document_id = ?`,
  );
  const cited = answer.citations.map((citation) => citation.documentId);
  writer
    .transaction(() => {
      insert.run(
        answer.id,
        answer.snapshot.seq,
        answer.createdAt,
        JSON.stringify(answer),
        JSON.stringify(trace),
      );
      for (const documentId of cited) link.run(answer.id, 'cites', documentId);
      for (const documentId of listedDocuments(trace)) link.run(answer.id, 'lists', documentId);
    })
    .immediate();
}

/** Documents of the candidates in a trace; an abstention's nearest passages are among them. */
function listedDocuments(trace: Trace): Set<string> {
  const candidates = trace.retrieval['candidates'];
  const listed = Array.isArray(candidates) ? (candidates as { documentId: string }[]) : [];
  return new Set(listed.map((candidate) => candidate.documentId));
}

/** SQL that leaves out answers with a document the reader may not read. */
function whereAnswerReadable(scope: Scope): {
  where: string;
  values: readonly (string | number)[];
} {
  if (scope.groups === null) return { where: '1 = 1', values: [] };
  const readable = whereReadable({ ...scope, corpora: null });
  return {
    where: `NOT EXISTS (SELECT 1 FROM answer_documents ad JOIN documents d ON d.id = ad.document
                         WHERE ad.answer = a.id AND NOT (${readable.where}))`,
    values: readable.values,
  };
}

/** Newest first. @throws INVALID_CURSOR */
export function readAnswers(reader: Database, scope: Scope, page: PageRequest): Page<Answer> {
  const { where, values } = whereAnswerReadable(scope);
  const before = page.cursor === null ? '~' : decodeCursor(page.cursor);
  const rows = reader
    .prepare<(string | number)[], string>(
      `SELECT a.answer FROM answers a WHERE a.id < ? AND ${where} ORDER BY a.id DESC LIMIT ?`,
    )
    .pluck()
    .all(before, ...values, page.limit + 1);
  const items = rows.slice(0, page.limit).map((row) => JSON.parse(row) as Answer);
  const more = rows.length > page.limit;
  return { items, nextCursor: more ? encodeCursor(items.at(-1)?.id ?? '') : null };
}

/** @throws ANSWER_NOT_FOUND */
export function readAnswer(reader: Database, scope: Scope, id: string): StoredAnswer {
  const { where, values } = whereAnswerReadable(scope);
  const row = reader
    .prepare<(string | number)[], { answer: string; trace: string }>(
      `SELECT a.answer, a.trace FROM answers a WHERE a.id = ? AND ${where}`,
    )
    .get(id, ...values);
  if (row === undefined) throw new FootnoteError('ANSWER_NOT_FOUND', { id });
  return { answer: JSON.parse(row.answer) as Answer, trace: JSON.parse(row.trace) as Trace };
}

/** Newest first. */
export function readCitingAnswers(reader: Database, scope: Scope, documentId: string): Answer[] {
  const { where, values } = whereAnswerReadable(scope);
  return reader
    .prepare<(string | number)[], string>(
      `SELECT a.answer FROM documents cited
         JOIN answer_documents link ON link.document = cited.id AND link.role = 'cites'
         JOIN answers a ON a.id = link.answer
        WHERE cited.document_id = ? AND ${where} ORDER BY a.id DESC`,
    )
    .pluck()
    .all(documentId, ...values)
    .map((row) => JSON.parse(row) as Answer);
}
