import type { Database } from 'better-sqlite3';
import type { Commit } from '../types.ts';
import { prepared } from './statements.ts';

/** Latest commit; seq 0 before the first. */
export function latestCommit(database: Database): Commit {
  const row = prepared<[], Commit>(
    database,
    'SELECT seq, committed_at AS committedAt FROM commits ORDER BY seq DESC LIMIT 1',
  ).get();
  return row ?? { seq: 0, committedAt: '1970-01-01T00:00:00.000Z' };
}

/** Advances seq by one, within a transaction; a clock that was set back does not take it along. */
export function nextCommit(writer: Database): Commit {
  const latest = latestCommit(writer);
  const now = new Date().toISOString();
  const next = {
    seq: latest.seq + 1,
    committedAt: now > latest.committedAt ? now : latest.committedAt,
  };
  prepared<[number, string], never>(
    writer,
    'INSERT INTO commits (seq, committed_at) VALUES (?, ?)',
  ).run(next.seq, next.committedAt);
  return next;
}
