import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import hnswlib from 'hnswlib-node';
import { embedDrafts } from '../../ingest/embed.ts';
import { sha256 } from '../../src/core/ids.ts';
import type { Answer } from '../../src/core/model.ts';
import { createEmbeddedEmbedder } from '../../src/models/embedded.ts';
import { DATABASE_FILE } from '../../src/store/sqlite/connection.ts';
import { saveIndexFile } from '../../src/store/sqlite/dense-file.ts';
import { migrate } from '../../src/store/sqlite/migrations.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import { draftOf, type DocumentSpec } from '../helpers/documents.ts';
import { answer as sampleAnswer } from '../helpers/fake-parts.ts';
import { createRandom } from '../helpers/mutations.ts';
import { sentence } from './texts.ts';

/* Stores that take a while to make: one with a dense index, and one of an earlier version. */

const DOCUMENTS = 20;
const embedder = createEmbeddedEmbedder();

/** A store with more passages than are scanned exactly, and so with a dense index. */
export async function makeLargeStore(directory: string, passages: number): Promise<void> {
  const random = createRandom(7);
  const specs = Array.from({ length: DOCUMENTS }, (_, n) => ({
    id: `large/${n}.md`,
    text: Array.from({ length: passages / DOCUMENTS }, () => sentence(random)).join('\n\n'),
  }));
  await fillStore(directory, specs);
  await saveGraph(directory);
}

async function fillStore(directory: string, specs: readonly DocumentSpec[]): Promise<void> {
  const embedders = { of: async () => embedder };
  const store = createSqliteStore({ directory });
  for (const spec of specs) {
    const draft = draftOf(spec);
    const { model, vectors } = await embedDrafts({ store, embedders }, [draft]);
    const embedded = vectors[0] ?? [];
    await store.commit([
      { kind: 'revise', draft, model, embedded, ifRevision: null, source: null },
    ]);
  }
  await store.close();
}

/** As the dense index's thread would, with less care for what it finds: that takes a tenth of the time. */
async function saveGraph(directory: string): Promise<void> {
  const { id: model, dimensions } = embedder;
  const database = new Sqlite(join(directory, DATABASE_FILE));
  const rows = database
    .prepare<[], { id: number; passage: number; sha256: string; vector: Buffer }>(
      `SELECT e.id, e.passage, p.sha256, e.vector
         FROM embeddings e JOIN passages p ON p.id = e.passage ORDER BY e.id`,
    )
    .all();
  database.close();
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
  graph.initIndex(rows.length, 16, 10);
  for (const { passage, vector } of rows) {
    graph.addPoint([...new Float32Array(new Uint8Array(vector).buffer)], passage);
  }
  const last = rows.at(-1);
  const covered = { coveredId: last?.id ?? 0, coveredSha256: last?.sha256 ?? '', erasures: 0 };
  await saveIndexFile({ directory, model, dimensions, graph, seq: DOCUMENTS, ...covered });
}

/** A store as an earlier version left it, with so many answers that bringing it up to date takes a while. */
export async function makeOldStore(
  directory: string,
  version: number,
  answers: number,
): Promise<void> {
  const current = `${directory}-current`;
  const random = createRandom(11);
  const specs = Array.from({ length: DOCUMENTS }, (_, n) => ({
    id: `old/${n}.md`,
    text: Array.from({ length: 20 }, () => sentence(random)).join('\n\n'),
  }));
  await fillStore(current, specs);
  mkdirSync(directory);
  const database = new Sqlite(join(directory, DATABASE_FILE));
  database.pragma('journal_mode = WAL');
  migrate(database, Math.min(version, FILLED_VERSION));
  database.prepare('ATTACH ? AS current').run(join(current, DATABASE_FILE));
  database.transaction(() => {
    for (const table of COPIED) copyTable(database, table);
    database.exec(`INSERT INTO sources SELECT document_id, corpus, 'aa' FROM documents`);
    for (let n = 0; n < answers; n++) insertOldAnswer(database, n, specs[n % DOCUMENTS]);
  })();
  migrate(database, version);
  database.close();
}

/** The latest whose tables are filled by hand; what came later is made of it by migration. */
const FILLED_VERSION = 2;

const COPIED = [
  'commits',
  'documents',
  'revisions',
  'passages',
  'occurrences',
  'terms',
  'postings',
  'embeddings',
];

/** The columns that there were then. */
function copyTable(database: Database, table: string): void {
  const columns = database
    .prepare<[string], string>(`SELECT name FROM pragma_table_info(?, 'main')`)
    .pluck()
    .all(table)
    .join(', ');
  database.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM current.${table}`);
}

function insertOldAnswer(database: Database, n: number, spec: DocumentSpec | undefined): void {
  const [cited] = sampleAnswer.citations;
  if (spec === undefined || cited === undefined) throw new Error('there is nothing to cite');
  const span = { start: 0, end: 5 + (n % 40) };
  const quote = spec.text.slice(span.start, span.end);
  const place = { documentId: spec.id, revision: 1, revisionSha256: sha256(spec.text) };
  const stored: Answer = {
    ...sampleAnswer,
    id: `ans_${String(n).padStart(9, '0')}`,
    citations: [{ ...cited, ...place, span, quote }],
    snapshot: { seq: DOCUMENTS, asOf: null },
    stale: n % 3 === 0 ? null : false,
  };
  const trace = {
    question: '',
    seq: 1,
    retrieval: {},
    generation: {},
    verification: {},
    timings: {},
  };
  database
    .prepare('INSERT INTO answers VALUES (?, ?, ?, ?, ?)')
    .run(stored.id, DOCUMENTS, stored.createdAt, JSON.stringify(stored), JSON.stringify(trace));
  database
    .prepare(
      `INSERT INTO answer_documents SELECT ?, id, 'cites' FROM documents WHERE document_id = ?`,
    )
    .run(stored.id, spec.id);
}
