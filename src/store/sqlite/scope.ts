import type { Database } from 'better-sqlite3';
import { FootnoteError } from '../../core/errors.ts';
import { checkFilter, meetsFilter } from '../../core/filter.ts';
import type { Metadata } from '../../core/model.ts';
import type { Scope } from '../types.ts';
import { latestCommit } from './commit-log.ts';

/*
 * A scope as SQL. `d` is documents, `r` revisions, `o` occurrences. Every read of documents goes through
 * `whereScope`, so that what a reader may not see is never selected.
 */

export interface ScopeSql {
  readonly where: string;
  readonly values: readonly (string | number)[];
}

/** @throws AS_OF_IN_FUTURE for a seq or a time that is not there yet */
export function resolveSeq(reader: Database, asOf: Scope['asOf']): number {
  const latest = latestCommit(reader).seq;
  if (asOf === null) return latest;
  const future = typeof asOf === 'number' ? asOf > latest : asOf > new Date().toISOString();
  if (future) throw new FootnoteError('AS_OF_IN_FUTURE', { asOf, seq: latest });
  if (typeof asOf === 'number') return asOf;
  return (
    reader
      .prepare<[string], { seq: number | null }>(
        'SELECT max(seq) AS seq FROM commits WHERE committed_at <= ?',
      )
      .get(asOf)?.seq ?? 0
  );
}

/** Documents of the corpora that the reader may read. */
export function whereReadable(scope: Scope): ScopeSql {
  const parts: string[] = ['1 = 1'];
  const values: string[] = [];
  if (scope.corpora !== null) {
    parts.push(`d.corpus IN (${scope.corpora.map(() => '?').join(', ')})`);
    values.push(...scope.corpora);
  }
  if (scope.groups !== null) {
    const groups = scope.groups.map(() => '?').join(', ');
    parts.push(
      `(d.readers IS NULL OR EXISTS (SELECT 1 FROM json_each(d.readers) g WHERE g.value IN (${groups})))`,
    );
    values.push(...scope.groups);
  }
  return { where: parts.join(' AND '), values };
}

/** Readable documents at the revision that was current at `seq`. */
export function whereScope(scope: Scope, seq: number): ScopeSql {
  const readable = whereReadable(scope);
  return {
    where: `${readable.where} AND r.from_seq <= ? AND (r.to_seq IS NULL OR r.to_seq > ?)`,
    values: [...readable.values, seq, seq],
  };
}

/**
 * The seq that a scope is of, given that every revision it would see is kept.
 * @throws AS_OF_IN_FUTURE, REVISION_NOT_RETAINED
 */
export function pinSeq(reader: Database, scope: Scope): number {
  const seq = resolveSeq(reader, scope.asOf);
  if (scope.asOf === null) return seq;
  const { where, values } = whereScope(scope, seq);
  const missing = reader
    .prepare<(string | number)[], { documentId: string; revision: number }>(
      `SELECT d.document_id AS documentId, r.revision
         FROM revisions r JOIN documents d ON d.id = r.document
        WHERE r.retained = 0 AND r.to_seq > ? AND ${where} LIMIT 1`,
    )
    .get(seq, ...values);
  if (missing !== undefined) {
    throw new FootnoteError('REVISION_NOT_RETAINED', { asOf: scope.asOf, ...missing });
  }
  return seq;
}

/** @throws INVALID_CORPUS when a named corpus has no document that the reader may read */
export function checkCorpora(reader: Database, scope: Scope): void {
  for (const corpus of scope.corpora ?? []) {
    const { where, values } = whereReadable({ ...scope, corpora: [corpus] });
    const found = reader.prepare(`SELECT 1 FROM documents d WHERE ${where} LIMIT 1`).get(...values);
    if (found === undefined) throw new FootnoteError('INVALID_CORPUS', { corpus });
  }
}

export function parseMetadata(document: string, record: string | null): Metadata {
  const own = JSON.parse(document) as Metadata;
  return record === null ? own : { ...own, ...(JSON.parse(record) as Metadata) };
}

/** Row ids of the passages that stand in the scope. */
export function passagesInScope(reader: Database, scope: Scope, seq: number): Iterable<number> {
  const { where, values } = whereScope(scope, seq);
  const tables = `documents d JOIN revisions r ON r.document = d.id JOIN occurrences o ON o.revision = r.id`;
  const { filter } = scope;
  if (filter === null) {
    return reader
      .prepare<(string | number)[], number>(`SELECT o.passage FROM ${tables} WHERE ${where}`)
      .pluck()
      .iterate(...values);
  }
  checkFilter(filter);
  const rows = reader
    .prepare<(string | number)[], { passage: number; metadata: string; record: string | null }>(
      `SELECT o.passage, r.metadata, o.record FROM ${tables} WHERE ${where}`,
    )
    .all(...values);
  return rows
    .filter((row) => meetsFilter(parseMetadata(row.metadata, row.record), filter))
    .map((row) => row.passage);
}
