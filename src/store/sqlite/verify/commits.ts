import type { Database } from 'better-sqlite3';
import { Type } from 'typebox';
import { corpusOf, sha256, toDocumentId } from '../../../core/ids.ts';
import type { Finding } from './checks.ts';
import { findRows, jsonReader } from './rows.ts';

/* Commits, documents, and which revision of a document is valid when. */

export function* verifyCommits(database: Database): Generator<Finding> {
  yield* findRows(
    database,
    'commit-numbers',
    `SELECT 'commit ' || seq || ' is number ' || n
       FROM (SELECT seq, row_number() OVER (ORDER BY seq) AS n FROM commits) WHERE seq <> n`,
  );
  yield* findRows(
    database,
    'commit-times',
    `SELECT 'commit ' || seq || ' of ' || committed_at || ' follows one of ' || before
       FROM (SELECT seq, committed_at, lag(committed_at) OVER (ORDER BY seq) AS before FROM commits)
      WHERE before > committed_at`,
  );
  yield* findRows(
    database,
    'revision-interval',
    `SELECT 'revision row ' || id || ' is valid from ' || from_seq || ' to ' || to_seq
       FROM revisions WHERE from_seq >= to_seq`,
  );
  yield* findRows(
    database,
    'revision-overlap',
    `SELECT 'revision row ' || next || ' of document row ' || document || ' begins before row ' || id || ' ends'
       FROM (SELECT id, document, to_seq,
                    lead(id) OVER by_commit AS next, lead(from_seq) OVER by_commit AS next_from
               FROM revisions WINDOW by_commit AS (PARTITION BY document ORDER BY from_seq, revision))
      WHERE next IS NOT NULL AND (to_seq IS NULL OR to_seq > next_from)`,
  );
  yield* verifyNumbers(database);
  yield* verifyDocuments(database);
}

/** A collected revision keeps its row, so that no number is missing; erased ones come before the first. */
function* verifyNumbers(database: Database): Generator<Finding> {
  const erased = new Map(
    database
      .prepare<[], [string, number]>('SELECT document_sha256, last_revision FROM erased_documents')
      .raw()
      .all(),
  );
  const documents = database
    .prepare<[], { id: number; documentId: string; lastRevision: number }>(
      'SELECT id, document_id AS documentId, last_revision AS lastRevision FROM documents',
    )
    .iterate();
  const numbersOf = database
    .prepare<[number], number>(
      'SELECT revision FROM revisions WHERE document = ? ORDER BY from_seq, revision',
    )
    .pluck();
  for (const { id, documentId, lastRevision } of documents) {
    let expected = (erased.get(sha256(documentId)) ?? 0) + 1;
    for (const revision of numbersOf.all(id)) {
      if (revision !== expected) {
        const detail = `document row ${id} has revision ${revision} where ${expected} should be`;
        yield { check: 'revision-number', detail };
      }
      expected = revision + 1;
    }
    if (lastRevision !== expected - 1) {
      const detail = `document row ${id} ends with revision ${expected - 1}, and says ${lastRevision}`;
      yield { check: 'revision-number', detail };
    }
  }
}

const readReaders = jsonReader(Type.Array(Type.String()));

function* verifyDocuments(database: Database): Generator<Finding> {
  const rows = database
    .prepare<[], { id: number; documentId: string; corpus: string; readers: string | null }>(
      'SELECT id, document_id AS documentId, corpus, readers FROM documents',
    )
    .iterate();
  for (const { id, documentId, corpus, readers } of rows) {
    const flaws = [
      ...(isDocumentId(documentId) ? [] : ['has no valid id']),
      ...(corpus === corpusOf(documentId) ? [] : ['is in another corpus than its id says']),
      ...(readers === null || readReaders(readers) ? [] : ['has no list of readers']),
    ];
    for (const flaw of flaws) yield { check: 'document-id', detail: `document row ${id} ${flaw}` };
  }
}

function isDocumentId(documentId: string): boolean {
  try {
    return toDocumentId(documentId) === documentId;
  } catch {
    return false;
  }
}
