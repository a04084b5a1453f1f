import type { Database } from 'better-sqlite3';
import { Type } from 'typebox';
import { corpusOf, sha256 } from '../../../core/ids.ts';
import type { Finding } from './checks.ts';
import { findRows, jsonReader } from './rows.ts';

/* Files by the hash of their document, and whether anything still names what is erased. */

interface Erasure {
  readonly seq: number;
  readonly erasedAt: string;
  /** Row id of the document when it has come in again. */
  readonly document: number | null;
}

const readEvent = jsonReader(Type.Object({ documentId: Type.String() }));
const readJob = jsonReader(
  Type.Object({
    startedAt: Type.String(),
    failures: Type.Array(Type.Object({ path: Type.String() })),
  }),
);

export function* verifyErased(database: Database): Generator<Finding> {
  yield* verifySources(database);
  const erased = readErased(database);
  if (erased.size === 0) return;
  for (const [documentSha256, { seq, document }] of erased) {
    if (document === null) yield* findNamedSource(database, documentSha256);
    else yield* findEarlier(database, document, seq);
  }
  yield* verifyEvents(database, erased);
  yield* verifyJobs(database, erased);
}

/** By the SHA-256 of the document. */
function readErased(database: Database): Map<string, Erasure> {
  const documents = database.prepare<[], [number, string]>('SELECT id, document_id FROM documents');
  const present = new Map(
    documents
      .raw()
      .all()
      .map(([id, name]) => [sha256(name), id]),
  );
  const rows = database
    .prepare<[], { documentSha256: string; seq: number; erasedAt: string }>(
      `SELECT document_sha256 AS documentSha256, seq, committed_at AS erasedAt
         FROM erased_documents JOIN commits USING (seq)`,
    )
    .all();
  return new Map(
    rows.map(({ documentSha256, ...erasure }) => [
      documentSha256,
      { ...erasure, document: present.get(documentSha256) ?? null },
    ]),
  );
}

/** What a document that has come in again cannot have from before. */
function* findEarlier(database: Database, document: number, seq: number): Generator<Finding> {
  yield* findRows(
    database,
    'erased-name',
    `SELECT 'revision row ' || id || ' is of commit ' || from_seq || ', before its erasure'
       FROM revisions WHERE document = ? AND from_seq <= ?`,
    document,
    seq,
  );
  yield* findRows(
    database,
    'answer-erased',
    `SELECT a.id || ' is of seq ' || a.seq || ', and document row ' || ad.document || ' was erased since'
       FROM answer_documents ad JOIN answers a ON a.id = ad.answer WHERE ad.document = ? AND a.seq < ?`,
    document,
    seq,
  );
}

function* verifySources(database: Database): Generator<Finding> {
  const rows = database
    .prepare<[], { row: number; documentSha256: string; corpusSha256: string; documentId: string }>(
      `SELECT rowid AS row, document_sha256 AS documentSha256, corpus_sha256 AS corpusSha256,
              document_id AS documentId
         FROM sources WHERE document_id IS NOT NULL`,
    )
    .iterate();
  for (const { row, documentId, documentSha256, corpusSha256 } of rows) {
    const fits =
      sha256(documentId) === documentSha256 && sha256(corpusOf(documentId)) === corpusSha256;
    if (!fits) yield { check: 'source', detail: `source row ${row} has other hashes than its id` };
  }
  yield* findRows(
    database,
    'source',
    `SELECT 'source row ' || rowid || ' has no name, and its document is not erased' FROM sources s
      WHERE document_id IS NULL AND NOT EXISTS
            (SELECT 1 FROM erased_documents e WHERE e.document_sha256 = s.document_sha256)`,
  );
}

function findNamedSource(database: Database, documentSha256: string): Generator<Finding> {
  return findRows(
    database,
    'erased-name',
    `SELECT 'source row ' || rowid || ' names an erased document' FROM sources
      WHERE document_sha256 = ? AND document_id IS NOT NULL`,
    documentSha256,
  );
}

function* verifyEvents(
  database: Database,
  erased: ReadonlyMap<string, Erasure>,
): Generator<Finding> {
  const events = database
    .prepare<[], { id: number; seq: number; data: string }>('SELECT id, seq, data FROM events')
    .iterate();
  for (const { id, seq, data } of events) {
    const event = readEvent(data);
    const erasure = event && erased.get(sha256(event.documentId));
    if (erasure && (erasure.document === null || seq <= erasure.seq)) {
      yield { check: 'erased-name', detail: `event row ${id} names an erased document` };
    }
  }
}

/** A job that began after the erasure has met the file anew. */
function* verifyJobs(database: Database, erased: ReadonlyMap<string, Erasure>): Generator<Finding> {
  const rows = database
    .prepare<[], { id: string; job: string }>('SELECT id, job FROM jobs')
    .iterate();
  for (const { id, job: text } of rows) {
    const job = readJob(text);
    const named = job?.failures.filter(({ path }) => {
      const erasure = erased.get(sha256(path.normalize('NFC')));
      return erasure !== undefined && job.startedAt < erasure.erasedAt;
    });
    if (named && named.length > 0) {
      yield { check: 'erased-name', detail: `${id} names an erased document` };
    }
  }
}
