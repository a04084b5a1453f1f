import type { Worker } from 'node:worker_threads';
import { spawnWorker } from '../../core/spawn-worker.ts';
import type { DenseRequest, DenseResponse, DenseWorkerPayload } from './dense-worker.ts';

/*
 * This side of the thread that owns the HNSW graph. The thread starts with the first search that is worth
 * it, so that a short-lived process never pays for a graph.
 */

export interface ApproximateNeighbours {
  /** Passage ids, nearest first. */
  readonly passages: readonly number[];
  /** Embeddings up to this row id were searched; later ones are for the caller to scan. */
  readonly coveredId: number;
}

export interface DenseIndex {
  /** null when there is no graph (the thread is starting, or failed): the caller scans exactly. */
  search(vector: Float32Array, k: number): Promise<ApproximateNeighbours | null>;
  /** Tells the thread that there is something new to add. */
  follow(): void;
  /** Tells the thread to begin a new graph: the one that it has holds vectors of what was erased. */
  renew(): void;
  /** Writes the index file if it is behind, and ends the thread. */
  close(): Promise<void>;
}

export function createDenseIndex(payload: DenseWorkerPayload): DenseIndex {
  let worker: Worker | null = null;
  let ready = false;
  /** No more searches: the thread failed, or was told to close. */
  let ended = false;
  let nextId = 0;
  const waiting = new Map<number, (found: ApproximateNeighbours | null) => void>();
  let onClosed: (() => void) | null = null;

  function fail(): void {
    ended = true;
    worker = null;
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
    onClosed?.();
  }

  function receive(response: DenseResponse): void {
    if (response.type === 'ready') ready = true;
    if (response.type === 'closed') onClosed?.();
    if (response.type !== 'found') return;
    waiting.get(response.id)?.(response);
    waiting.delete(response.id);
    if (waiting.size === 0 && onClosed === null) worker?.unref();
  }

  function start(): Worker {
    const started = spawnWorker(new URL('./dense-worker.ts', import.meta.url), { payload });
    started.on('message', receive);
    started.on('error', fail);
    started.unref();
    return started;
  }

  function send(request: DenseRequest): void {
    worker?.postMessage(request);
  }

  return {
    search(vector, k) {
      if (ended) return Promise.resolve(null);
      if (worker === null) {
        worker = start();
        send({ type: 'follow' });
      }
      if (!ready) return Promise.resolve(null);
      const id = nextId++;
      // An idle thread must not keep the process from ending; one that is being waited for must.
      worker.ref();
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        send({ type: 'search', id, vector, k });
      });
    },
    follow: () => send({ type: 'follow' }),
    renew: () => send({ type: 'renew' }),
    async close() {
      ended = true;
      if (worker === null) return;
      const closing = worker;
      await new Promise<void>((resolve) => {
        onClosed = resolve;
        closing.ref();
        send({ type: 'close' });
      });
      await closing.terminate();
      worker = null;
    },
  };
}
