import { parentPort, workerData } from 'node:worker_threads';
import hnswlib from 'hnswlib-node';
import { loadIndexFile, saveIndexFile } from './dense-file.ts';
import { lockIndexFiles } from './dense-lock.ts';
import { openReader } from './connection.ts';
import { modelInUse } from './embedding-models.ts';
import { toVector } from './held-vectors.ts';

/*
 * The thread that owns the HNSW graph: it follows the embeddings table with a connection of its own,
 * adds what is new in small slices between questions, and writes the index file now and then. Nothing
 * here is truth: whatever goes wrong, the graph is built again from the database.
 */

export interface DenseWorkerPayload {
  readonly directory: string;
  readonly model: string;
  readonly dimensions: number;
}

export type DenseRequest =
  | {
      readonly type: 'search';
      readonly id: number;
      readonly vector: Float32Array;
      readonly k: number;
    }
  | { readonly type: 'follow' }
  | { readonly type: 'renew' }
  | { readonly type: 'close' };

export type DenseResponse =
  | { readonly type: 'ready' }
  | {
      readonly type: 'found';
      readonly id: number;
      /** Passage ids, nearest first. */
      readonly passages: readonly number[];
      /** Every embedding up to this row id is in the graph. */
      readonly coveredId: number;
    }
  | { readonly type: 'closed' };

// At ef 64, 100 and 400 recall@10 against exact was .65, .76 and .94 on 21,000 vectors like these; 400 takes
// 1.6 ms. A test holds it to .9.
const HNSW = { m: 16, efConstruction: 100, efSearch: 400 };
/** One addition takes 0.4 to 1 ms; a question waits for one slice at most. */
const SLICE = 16;
const SAVE_AFTER_ADDED = 5_000;
/** A graph is begun anew when this share of it is of passages that were collected: they cost every search. */
const MAX_DEAD_SHARE = 0.3;

const { payload } = workerData as { payload: DenseWorkerPayload };
if (parentPort === null) throw new Error('dense-worker.ts runs in a worker thread only');
const port = parentPort;

const database = openReader(payload.directory);
const nextRows = database.prepare<
  [string, number, number],
  { id: number; passage: number; vector: Buffer }
>('SELECT id, passage, vector FROM embeddings WHERE model = ? AND id > ? ORDER BY id LIMIT ?');
const currentSeq = database.prepare<[], { seq: number | null }>(
  'SELECT max(seq) AS seq FROM commits',
);

/** What tells one database from another at the same place: the passage whose vector has this row id. */
const coveredPassage = database
  .prepare<[string, number], string>(
    `SELECT p.sha256 FROM embeddings e JOIN passages p ON p.id = e.passage
      WHERE e.model = ? AND e.id = ?`,
  )
  .pluck();

const erasureCount = database.prepare<[], number>('SELECT erasures FROM removals').pluck();
const vectorCount = database
  .prepare<[string, number], number>('SELECT count(*) FROM embeddings WHERE model = ? AND id <= ?')
  .pluck();

let graph = new hnswlib.HierarchicalNSW('ip', payload.dimensions);
let coveredId = 0;
/** Erasures before this graph was begun. */
let erasures = erasureCount.get() ?? 0;
let addedSinceSave = 0;
let following = false;
let saving: Promise<void> = Promise.resolve();
let closing = false;

async function open(): Promise<void> {
  const saved = await loadIndexFile(payload);
  const fits =
    saved !== null &&
    saved.erasures === erasures &&
    coveredSha256(saved.coveredId) === saved.coveredSha256;
  if (!fits) return begin();
  graph = saved.graph;
  coveredId = saved.coveredId;
  graph.setEf(HNSW.efSearch);
  if (deadShare() > MAX_DEAD_SHARE) begin();
}

/** Begins an empty graph, to be filled from the database. */
function begin(): void {
  graph = new hnswlib.HierarchicalNSW('ip', payload.dimensions);
  graph.initIndex(1024, HNSW.m, HNSW.efConstruction);
  graph.setEf(HNSW.efSearch);
  coveredId = 0;
  addedSinceSave = 0;
  erasures = erasureCount.get() ?? 0;
}

/** Share of the graph whose vectors are in the database no more. */
function deadShare(): number {
  const held = graph.getCurrentCount();
  const alive = vectorCount.get(payload.model, coveredId) ?? 0;
  return held === 0 ? 0 : 1 - alive / held;
}

function coveredSha256(embeddingId: number): string {
  return coveredPassage.get(payload.model, embeddingId) ?? '';
}

function addSlice(): number {
  const rows = nextRows.all(payload.model, coveredId, SLICE);
  if (graph.getCurrentCount() + rows.length > graph.getMaxElements()) {
    graph.resizeIndex(graph.getMaxElements() * 2);
  }
  for (const row of rows) {
    graph.addPoint([...toVector(row.vector)], row.passage);
    coveredId = row.id;
  }
  addedSinceSave += rows.length;
  return rows.length;
}

/** Writes the graph when it has grown, after the write that is under way; resolves when both are done. */
function save(): Promise<void> {
  saving = saving.then(async () => {
    if (addedSinceSave === 0) return;
    // There is one file, and it belongs to the model in use, which may be another by now.
    if (modelInUse(database)?.id !== payload.model) return;
    const unlock = lockIndexFiles(payload.directory);
    try {
      // Looked at under the lock: what another process erased must not be written again.
      if (erasures !== erasureCount.get()) return begin();
      addedSinceSave = 0;
      const seq = currentSeq.get()?.seq ?? 0;
      const last = { coveredId, coveredSha256: coveredSha256(coveredId), erasures };
      await saveIndexFile({ ...payload, graph, ...last, seq });
    } finally {
      unlock();
    }
  });
  return saving;
}

/** Adds what is new, yielding to waiting questions between slices. */
async function follow(): Promise<void> {
  if (following) return;
  following = true;
  while (!closing && addSlice() > 0) await new Promise((resolve) => setImmediate(resolve));
  if (deadShare() > MAX_DEAD_SHARE) begin();
  if (addedSinceSave >= SAVE_AFTER_ADDED) await save();
  following = false;
}

function search(vector: Float32Array, k: number): number[] {
  const count = Math.min(k, graph.getCurrentCount());
  return count === 0 ? [] : graph.searchKnn([...vector], count).neighbors;
}

const opened = open().then(() => port.postMessage({ type: 'ready' } satisfies DenseResponse));

async function handle(request: DenseRequest): Promise<void> {
  await opened;
  switch (request.type) {
    case 'search': {
      const passages = search(request.vector, request.k);
      port.postMessage({
        type: 'found',
        id: request.id,
        passages,
        coveredId,
      } satisfies DenseResponse);
      return;
    }
    case 'follow':
      if (!closing) await follow();
      return;
    case 'renew':
      await saving;
      begin();
      if (!closing) await follow();
      return;
    case 'close':
      closing = true;
      await save();
      database.close();
      port.postMessage({ type: 'closed' } satisfies DenseResponse);
      port.close();
  }
}

port.on('message', (request: DenseRequest) => {
  // A failure ends the thread with an 'error' event: the store then searches exactly, without it.
  handle(request).catch((error: unknown) => {
    setImmediate(() => {
      throw error;
    });
  });
});
