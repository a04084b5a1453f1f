import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { DATABASE_FILE } from '../../src/store/sqlite/connection.ts';
import { SCHEMA_VERSION } from '../../src/store/sqlite/migrations.ts';
import type { ExpectedDocument } from './expected.ts';

/* What is in a store's files, read past the store. */

export interface Observed {
  /** 0 when there is no database yet. */
  readonly version: number;
  readonly seq: number;
  readonly documents: ReadonlyMap<string, ExpectedDocument>;
  readonly answers: ReadonlySet<string>;
}

export function observe(dataDir: string): Observed {
  let database: Database;
  try {
    database = new Sqlite(join(dataDir, DATABASE_FILE), { readonly: true, fileMustExist: true });
  } catch {
    return { version: 0, seq: 0, documents: new Map(), answers: new Set() };
  }
  try {
    return database.transaction(() => read(database)).deferred();
  } finally {
    database.close();
  }
}

function read(database: Database): Observed {
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version === 0) {
    return { version, seq: 0, documents: new Map(), answers: new Set() };
  }
  const column = <T>(sql: string): T[] => database.prepare<[], T>(sql).pluck().all();
  const answers = column<string>('SELECT id FROM answers');
  // An answer that was erased is not lost.
  const erased = version < SCHEMA_VERSION ? [] : column<string>('SELECT id FROM erased_answers');
  return {
    version,
    seq: column<number | null>('SELECT max(seq) FROM commits')[0] ?? 0,
    documents: readDocuments(database),
    answers: new Set([...answers, ...erased]),
  };
}

function readDocuments(database: Database): Map<string, ExpectedDocument> {
  const rows = database
    .prepare<[], { documentId: string; sha256: string; toSeq: number | null }>(
      `SELECT d.document_id AS documentId, r.source_sha256 AS sha256, r.to_seq AS toSeq
         FROM documents d JOIN revisions r ON r.document = d.id ORDER BY d.id, r.revision`,
    )
    .all();
  const documents = new Map<string, ExpectedDocument>();
  for (const { documentId, sha256, toSeq } of rows) {
    const revisions = [...(documents.get(documentId)?.revisions ?? []), sha256];
    documents.set(documentId, { revisions, current: toSeq === null });
  }
  return documents;
}

/** How many of these stretches of bytes stand in some file of the directory, and in which files. */
export function findTraces(
  dataDir: string,
  traces: readonly Buffer[],
): { readonly found: number; readonly files: readonly string[] } {
  const left = new Set(traces);
  const files = new Set<string>();
  for (const name of readdirSync(dataDir)) {
    const content = readFileSync(join(dataDir, name));
    for (const trace of traces) {
      if (!content.includes(trace)) continue;
      left.delete(trace);
      files.add(name);
    }
  }
  return { found: traces.length - left.size, files: [...files] };
}

/**
 * Whether the write-ahead log ends within a transaction: whoever wrote it was killed before the frame that
 * would have committed it. See https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */
export function endsInTransaction(dataDir: string): boolean {
  const log = readLog(dataDir);
  if (log === null || log.length < LOG_HEADER_BYTES) return false;
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8);
  const salts = log.subarray(16, 24);
  let committed = true;
  for (let at = LOG_HEADER_BYTES; at + FRAME_HEADER_BYTES <= log.length; at += frameBytes) {
    if (!log.subarray(at + 8, at + 16).equals(salts)) break;
    committed = at + frameBytes <= log.length && log.readUInt32BE(at + 4) !== 0;
  }
  return !committed;
}

const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

function readLog(dataDir: string): Buffer | null {
  try {
    return readFileSync(join(dataDir, `${DATABASE_FILE}-wal`));
  } catch {
    return null;
  }
}
