import type { Database } from 'better-sqlite3';
import { Type } from 'typebox';
import { KEPT_EVENTS } from '../event-log.ts';
import type { Finding } from './checks.ts';
import { findRows, jsonReader } from './rows.ts';

/* What the store keeps besides: events, what has been told, what was taken away, calibrations. */

const readFields = jsonReader(Type.Record(Type.String({ pattern: '^[\\s\\S]*$' }), Type.Unknown()));

export function* verifyRecords(database: Database): Generator<Finding> {
  yield* verifyEvents(database);
  yield* findRows(
    database,
    'followed',
    `SELECT rows || ' rows, of commit ' || coalesce(seq, '?') || ' at most'
       FROM (SELECT count(*) AS rows, max(seq) AS seq FROM followed)
      WHERE rows <> 1 OR seq > (SELECT coalesce(max(seq), 0) FROM commits)`,
  );
  yield* findRows(
    database,
    'removals',
    `SELECT rows || ' rows, ' || coalesce(erasures, '?') || ' erasures, ' || documents || ' documents erased'
       FROM (SELECT count(*) AS rows, max(epoch) AS epoch, max(erasures) AS erasures,
                    (SELECT count(*) FROM erased_documents) AS documents FROM removals)
      WHERE rows <> 1 OR erasures < documents OR epoch < erasures`,
  );
  yield* verifyCounts(database);
  yield* verifyCalibrations(database);
}

function* verifyEvents(database: Database): Generator<Finding> {
  yield* findRows(
    database,
    'event',
    `SELECT (last - first + 1 - ?) || ' more row numbers of events than are kept'
       FROM (SELECT max(id) AS last, min(id) AS first FROM events) WHERE last - first >= ?`,
    KEPT_EVENTS,
    KEPT_EVENTS,
  );
  yield* findRows(
    database,
    'event',
    `SELECT 'event row ' || id || ' is about commit ' || seq || ', which is not there' FROM events
      WHERE seq > (SELECT coalesce(max(seq), 0) FROM commits)`,
  );
  yield* findRows(
    database,
    'event',
    `SELECT 'event row ' || id || ' of type ' || type || ' lacks what it is about' FROM events
      WHERE (type IN ('document-revised', 'document-deleted')) <> (document IS NOT NULL)
         OR (type = 'answer-stale') <> (answer IS NOT NULL)
         OR type NOT IN ('document-revised', 'document-deleted', 'document-erased', 'answer-stale', 'ingest-progress')`,
  );
  // Numbers are not given twice, though old events are dropped.
  yield* findRows(
    database,
    'event',
    `SELECT 'event row ' || e.id || ' is number ' || e.n || ' of ' || c.events || ' about commit ' || seq
       FROM events e JOIN commits c USING (seq) WHERE e.n >= c.events`,
  );
  const rows = database
    .prepare<[], { id: number; data: string }>('SELECT id, data FROM events')
    .iterate();
  for (const { id, data } of rows) {
    if (readFields(data) === undefined) {
      yield { check: 'event', detail: `event row ${id} is not well-formed` };
    }
  }
}

/** What is counted as revisions come and go. */
function* verifyCounts(database: Database): Generator<Finding> {
  yield* findRows(
    database,
    'corpus-passages',
    `SELECT 'corpus ' || corpus || ' counts ' || told || ' passages and has ' || there FROM (
       SELECT corpus, sum(told) AS told, sum(there) AS there FROM (
         SELECT corpus, passages AS told, 0 AS there FROM corpus_passages
         UNION ALL
         SELECT d.corpus, 0, r.passages FROM documents d JOIN revisions r ON r.document = d.id
          WHERE r.to_seq IS NULL)
        GROUP BY corpus) WHERE told <> there`,
  );
}

function* verifyCalibrations(database: Database): Generator<Finding> {
  yield* findRows(
    database,
    'calibration',
    `SELECT 'calibration of corpus ' || corpus || ' at commit ' || seq || ', which is not there'
       FROM calibrations WHERE seq > (SELECT coalesce(max(seq), 0) FROM commits)`,
  );
  // A corpus whose last document is erased has its name taken away with it.
  yield* findRows(
    database,
    'calibration',
    `SELECT 'calibration at commit ' || seq || ' of a corpus without documents' FROM calibrations c
      WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.corpus = c.corpus)`,
  );
  yield* findRows(
    database,
    'calibration',
    `SELECT 'calibration of corpus ' || corpus || ' at commit ' || seq || ' is not well-formed'
       FROM calibrations WHERE NOT json_valid(calibration)`,
  );
}
