import type { Database } from 'better-sqlite3';
import type { EventPage, EventType, Scope, StoredEvent } from '../types.ts';
import { whereAnswerReadable } from './answers.ts';
import { whereReadable } from './scope.ts';
import { prepared } from './statements.ts';

/** Events kept: hours of a busy store. Whoever was away for longer is told that there is a gap. */
export const KEPT_EVENTS = 10_000;

export interface NewEvent {
  /** The commit that it is about. */
  readonly seq: number;
  readonly type: EventType;
  /** Row id of the document that it tells of; null when it is gone, or there is none. */
  readonly document: number | null;
  /** The answer that it tells of. */
  readonly answer: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Appends an event, within a transaction, and drops the oldest. */
export function appendEvent(
  writer: Database,
  { seq, type, document, answer, data }: NewEvent,
): void {
  const { lastInsertRowid } = prepared<
    [number, number, string, number | null, string | null, string],
    never
  >(
    writer,
    'INSERT INTO events (seq, n, type, document, answer, data) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(seq, nextNumber(writer, seq), type, document, answer, JSON.stringify(data));
  prepared<[number], never>(writer, 'DELETE FROM events WHERE id <= ?').run(
    Number(lastInsertRowid) - KEPT_EVENTS,
  );
}

/** The next number among the events about a commit, from 0. */
function nextNumber(writer: Database, seq: number): number {
  const told = prepared<[number], number>(
    writer,
    'UPDATE commits SET events = events + 1 WHERE seq = ? RETURNING events',
  ).pluck();
  const number = told.get(seq);
  if (number !== undefined) return number - 1;
  // Before the first commit there are only jobs to tell of.
  const last = prepared<[number], number | null>(
    writer,
    'SELECT max(n) FROM events WHERE seq = ?',
  ).pluck();
  return (last.get(seq) ?? -1) + 1;
}

interface EventRow {
  position: number;
  id: string;
  type: EventType;
  data: string;
  visible: number;
}

/** @param after a position: 0 = from the oldest that is kept */
export function readEvents(
  reader: Database,
  scope: Scope,
  after: number,
  limit: number,
): EventPage {
  const { where, values } = whereTold(scope);
  const rows = reader
    .prepare<(string | number)[], EventRow>(
      `SELECT e.id AS position, e.seq || '.' || e.n AS id, e.type, e.data, ${where} AS visible
         FROM events e WHERE e.id > ? ORDER BY e.id LIMIT ?`,
    )
    .all(...values, after, limit);
  return {
    events: rows
      .filter(({ visible }) => visible === 1)
      .map(({ id, type, data }): StoredEvent => ({
        id,
        type,
        data: JSON.parse(data) as StoredEvent['data'],
      })),
    position: rows.at(-1)?.position ?? after,
    gap: after < oldestPosition(reader) - 1,
  };
}

/** SQL that tells whether the reader may know of an event. Jobs and erasures are an administrator's. */
function whereTold(scope: Scope): { where: string; values: readonly (string | number)[] } {
  if (scope.groups === null) return { where: '1', values: [] };
  const document = whereReadable({ ...scope, corpora: null });
  const answer = whereAnswerReadable(scope);
  return {
    where: `CASE WHEN e.answer IS NOT NULL
                 THEN EXISTS (SELECT 1 FROM answers a WHERE a.id = e.answer AND ${answer.where})
                 WHEN e.document IS NOT NULL
                 THEN EXISTS (SELECT 1 FROM documents d WHERE d.id = e.document AND ${document.where})
                 ELSE 0 END`,
    values: [...answer.values, ...document.values],
  };
}

function oldestPosition(reader: Database): number {
  return prepared<[], number | null>(reader, 'SELECT min(id) FROM events').pluck().get() ?? 0;
}

/** 0 when there is none. */
export function latestEventPosition(reader: Database): number {
  return prepared<[], number | null>(reader, 'SELECT max(id) FROM events').pluck().get() ?? 0;
}

/** @param id `<seq>.<n>` @returns null when it is not in the log */
export function eventPosition(reader: Database, id: string): number | null {
  const [seq, n] = id.split('.').map(Number);
  const position = prepared<[number, number], number>(
    reader,
    'SELECT id FROM events WHERE seq = ? AND n = ?',
  )
    .pluck()
    .get(seq ?? NaN, n ?? NaN);
  return position ?? null;
}
