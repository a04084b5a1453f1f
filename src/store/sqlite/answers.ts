import type { Database } from 'better-sqlite3';
import { FootnoteError } from '../../core/errors.ts';
import { sha256 } from '../../core/ids.ts';
import type { Answer, Citation } from '../../core/model.ts';
import type { Trace } from '../../core/trace.ts';
import { candidatesOf } from '../../core/traced-candidates.ts';
import type { Page, PageRequest, Scope, StoredAnswer } from '../types.ts';
import { prepared } from './statements.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { whereReadable } from './scope.ts';

/**
 * Keeps an answer, its trace, a link to every document that it cites or lists, and what it quotes.
 * @throws DOCUMENT_ERASED when one of these documents was erased since the answer's seq
 * @throws REVISION_NOT_RETAINED when a revision that it cites was collected since
 */
export function insertAnswer(writer: Database, { answer, trace }: StoredAnswer): void {
  const insert = prepared<[string, number, string, number, string, string], never>(
    writer,
    'INSERT INTO answers (id, seq, created_at, as_of, answer, trace) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const cited = new Set(answer.citations.map((citation) => citation.documentId));
  writer
    .transaction(() => {
      insert.run(
        answer.id,
        answer.snapshot.seq,
        answer.createdAt,
        answer.stale === null ? 1 : 0,
        JSON.stringify(answer),
        JSON.stringify(trace),
      );
      for (const documentId of cited) linkDocument(writer, answer, documentId, 'cites');
      for (const documentId of listedDocuments(trace)) {
        if (!cited.has(documentId)) linkDocument(writer, answer, documentId, 'lists');
      }
      for (const citation of answer.citations) linkQuote(writer, answer.id, citation);
    })
    .immediate();
}

/** What was erased while the answer was being written must not come back with it. */
function linkDocument(
  writer: Database,
  answer: Answer,
  documentId: string,
  role: 'cites' | 'lists',
): void {
  const erased = prepared<[string, number], number>(
    writer,
    'SELECT 1 FROM erased_documents WHERE document_sha256 = ? AND seq > ?',
  ).get(sha256(documentId), answer.snapshot.seq);
  const { changes } = prepared<[string, string, string], never>(
    writer,
    `INSERT INTO answer_documents (answer, document, role)
     SELECT ?, id, ? FROM documents WHERE document_id = ?`,
  ).run(answer.id, role, documentId);
  if (erased !== undefined || changes === 0) {
    throw new FootnoteError('DOCUMENT_ERASED', { documentId });
  }
}

function linkQuote(
  writer: Database,
  answerId: string,
  { documentId, revision, span }: Citation,
): void {
  const { changes } = prepared<[string, number, number, string, number], never>(
    writer,
    `INSERT OR IGNORE INTO answer_quotes (answer, revision, span_start, span_end)
     SELECT ?, r.id, ?, ? FROM documents d JOIN revisions r ON r.document = d.id
      WHERE d.document_id = ? AND r.revision = ? AND r.retained = 1`,
  ).run(answerId, span.start, span.end, documentId, revision);
  if (changes === 0) throw new FootnoteError('REVISION_NOT_RETAINED', { documentId, revision });
}

/** Documents of the candidates in a trace; an abstention's nearest passages are among them. */
function listedDocuments(trace: Trace): Set<string> {
  return new Set(candidatesOf(trace).map(({ documentId }) => documentId));
}

/** SQL that leaves out answers with a document the reader may not read. */
export function whereAnswerReadable(scope: Scope): {
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
  const items = rows.slice(0, page.limit).map(parseAnswer);
  const more = rows.length > page.limit;
  return { items, nextCursor: more ? encodeCursor(items.at(-1)?.id ?? '') : null };
}

/** @throws ANSWER_NOT_FOUND, ANSWER_ERASED */
export function readAnswer(reader: Database, scope: Scope, id: string): StoredAnswer {
  const { where, values } = whereAnswerReadable(scope);
  const row = reader
    .prepare<(string | number)[], { answer: string; trace: string }>(
      `SELECT a.answer, a.trace FROM answers a WHERE a.id = ? AND ${where}`,
    )
    .get(id, ...values);
  if (row === undefined) throw absent(reader, id);
  return { answer: parseAnswer(row.answer), trace: JSON.parse(row.trace) as Trace };
}

type Since050 = 'incomplete' | 'fallback';

/** Answers that were stored before models could fail were whole. */
function parseAnswer(json: string): Answer {
  const stored = JSON.parse(json) as Omit<Answer, Since050> & Partial<Pick<Answer, Since050>>;
  return { incomplete: false, fallback: null, ...stored };
}

/** Why an answer is not there. */
function absent(reader: Database, id: string): FootnoteError {
  const erased = prepared<[string], { seq: number }>(
    reader,
    'SELECT seq FROM erased_answers WHERE id = ?',
  ).get(id);
  return erased === undefined
    ? new FootnoteError('ANSWER_NOT_FOUND', { id })
    : new FootnoteError('ANSWER_ERASED', { id, seq: erased.seq });
}
