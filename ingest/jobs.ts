import { asFootnoteError, FootnoteError } from '../src/core/errors.ts';
import { newId } from '../src/core/ids.ts';
import type { Job, Store } from '../src/store/types.ts';
import type { CorpusIngester } from './ingest.ts';
import type { IngestJobs } from './types.ts';

/** A running job is stored so often at most, in milliseconds: who watches it asks no faster. */
const SAVE_INTERVAL_MS = 250;

const NOTHING_YET: Job['progress'] = {
  filesTotal: 0,
  filesDone: 0,
  filesFailed: 0,
  passages: 0,
  embedded: 0,
  passagesPerSecond: 0,
  remainingMs: null,
};

/**
 * Scans that run one after the other behind the caller's back. A job whose files failed in part has
 * succeeded and lists them; it has failed when the scan itself could not be made.
 */
export function createIngestJobs(deps: {
  ingester: Pick<CorpusIngester, 'scan' | 'hasCorpus'>;
  store: Pick<Store, 'saveJob'>;
}): IngestJobs {
  const { ingester, store } = deps;
  const stopping = new AbortController();
  let queue: Promise<void> = Promise.resolve();

  const run = async (started: Job): Promise<void> => {
    let job = started;
    let savedAt = performance.now();
    let saving: Promise<void> = Promise.resolve();
    const onProgress = (progress: Job['progress']): void => {
      job = { ...job, progress };
      if (performance.now() - savedAt < SAVE_INTERVAL_MS) return;
      savedAt = performance.now();
      saving = store.saveJob(job).catch(() => undefined);
    };
    const end = stopping.signal.aborted
      ? ({ status: 'interrupted' } as const)
      : await scan(job.corpus, onProgress);
    await saving;
    await store.saveJob({ ...job, ...end, finishedAt: new Date().toISOString() });
  };

  const scan = async (
    corpus: string | null,
    onProgress: (progress: Job['progress']) => void,
  ): Promise<Pick<Job, 'status' | 'failures' | 'seq'>> => {
    try {
      const { failures, seq } = await ingester.scan({
        corpus,
        onProgress,
        signal: stopping.signal,
      });
      return { status: stopping.signal.aborted ? 'interrupted' : 'succeeded', failures, seq };
    } catch (error) {
      const { code, message } = asFootnoteError(error);
      return { status: 'failed', failures: [{ path: corpus ?? '.', code, message }], seq: null };
    }
  };

  return {
    async start(corpus) {
      if (stopping.signal.aborted) throw new FootnoteError('SHUTTING_DOWN');
      if (corpus !== null && !(await ingester.hasCorpus(corpus))) {
        throw new FootnoteError('INVALID_CORPUS', { corpus });
      }
      const job: Job = {
        id: newId('job'),
        kind: 'ingest',
        corpus,
        status: 'running',
        startedAt: new Date().toISOString(),
        finishedAt: null,
        progress: NOTHING_YET,
        failures: [],
        seq: null,
      };
      await store.saveJob(job);
      // A job whose end cannot be stored is found 'running' at the next start and marked there.
      queue = queue.then(() => run(job)).catch(() => undefined);
      return job;
    },
    async close() {
      stopping.abort();
      await queue;
    },
  };
}
