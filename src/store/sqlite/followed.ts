import type { Database } from 'better-sqlite3';
import type { OvertakenAnswers, QuotedSpan, Scope, UnfollowedCommit } from '../types.ts';
import { whereAnswerReadable } from './answers.ts';
import { appendEvent } from './event-log.ts';
import { prepared } from './statements.ts';

/*
 * Which answers a commit made stale is worked out after it, and told once. Of every commit up to the one in
 * the table `followed` it has been told, whichever process made it.
 */

/** Commits that closed no revision overtake nothing, and are passed over. */
export function readUnfollowedCommit(reader: Database): UnfollowedCommit | null {
  const seq = prepared<[], number | null>(
    reader,
    'SELECT min(to_seq) FROM revisions WHERE to_seq > (SELECT seq FROM followed)',
  )
    .pluck()
    .get();
  if (seq === null || seq === undefined) return null;
  const changes = prepared<[number, number], UnfollowedCommit['changes'][number]>(
    reader,
    `SELECT d.document_id AS documentId, closed.revision AS before, opened.revision AS after
       FROM revisions closed JOIN documents d ON d.id = closed.document
       LEFT JOIN revisions opened ON opened.document = closed.document AND opened.from_seq = ?
      WHERE closed.to_seq = ? ORDER BY d.document_id`,
  ).all(seq, seq);
  return { seq, changes };
}

export function recordOvertaken(
  writer: Database,
  seq: number,
  overtaken: readonly OvertakenAnswers[],
): void {
  writer
    .transaction(() => {
      const { changes } = writer
        .prepare<[number, number]>('UPDATE followed SET seq = ? WHERE seq < ?')
        .run(seq, seq);
      if (changes === 0) return; // another process has told it
      for (const { documentId, revision, answers } of overtaken) {
        for (const answerId of answers) {
          const there = prepared<[string], number>(writer, 'SELECT 1 FROM answers WHERE id = ?');
          if (there.get(answerId) === undefined) continue; // expired or erased meanwhile
          appendEvent(writer, {
            seq,
            type: 'answer-stale',
            document: null,
            answer: answerId,
            data: { answerId, documentId, revision, seq },
          });
        }
      }
    })
    .immediate();
}

interface QuotedRow {
  revision: number;
  spanStart: number;
  spanEnd: number;
  revisionId: number;
  /** Ids, joined by commas. */
  answers: string;
}

export function readQuotedSpans(reader: Database, scope: Scope, documentId: string): QuotedSpan[] {
  const { where, values } = whereAnswerReadable(scope);
  const rows = reader
    .prepare<(string | number)[], QuotedRow>(
      `SELECT r.revision, r.id AS revisionId, q.span_start AS spanStart, q.span_end AS spanEnd,
              group_concat(a.id) AS answers
         FROM documents cited JOIN revisions r ON r.document = cited.id
         JOIN answer_quotes q ON q.revision = r.id JOIN answers a ON a.id = q.answer
        WHERE cited.document_id = ? AND a.as_of = 0 AND ${where}
        GROUP BY r.id, q.span_start, q.span_end`,
    )
    .all(documentId, ...values);
  const texts = new Map<number, string>();
  const text = prepared<[number], { text: string }>(
    reader,
    'SELECT text FROM revisions WHERE id = ?',
  );
  return rows.map(({ revision, revisionId, spanStart, spanEnd, answers }) => {
    const whole = texts.get(revisionId) ?? text.get(revisionId)?.text ?? '';
    texts.set(revisionId, whole);
    return {
      revision,
      span: { start: spanStart, end: spanEnd },
      quote: whole.slice(spanStart, spanEnd),
      // Ids sort by time.
      answers: answers.split(',').sort().reverse(),
    };
  });
}
