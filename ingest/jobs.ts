import { asFootnoteError, FootnoteError } from '../src/core/errors.ts';
import { newId, sha256 } from '../src/core/ids.ts';
import type { EraseJob, ErasureReceipt, IngestJob, Store } from '../src/store/types.ts';
import type { CorpusIngester } from './ingest.ts';
import type { Jobs } from './types.ts';

/** A running job is stored so often at most, in milliseconds: who watches it asks no faster. */
const SAVE_INTERVAL_MS = 250;

const NOTHING_YET: IngestJob['progress'] = {
  filesTotal: 0,
  filesDone: 0,
  filesFailed: 0,
  passages: 0,
  embedded: 0,
  passagesPerSecond: 0,
  remainingMs: null,
};

/**
 * Scans that run one after the other behind the caller's back, and erasures beside them. A scan whose files
 * failed in part has succeeded and lists them; it has failed when it could not be made at all.
 */
export function createJobs(deps: {
  ingester: Pick<CorpusIngester, 'scan' | 'hasCorpus'>;
  store: Pick<Store, 'saveJob' | 'recoverJobs' | 'requestErasure' | 'erase' | 'job'>;
}): Jobs {
  const { ingester, store } = deps;
  const stopping = new AbortController();
  let scans: Promise<unknown> = Promise.resolve();
  let erasures: Promise<unknown> = Promise.resolve();

  const runIngest = async (started: IngestJob, atomic: boolean): Promise<void> => {
    let job = started;
    let savedAt = performance.now();
    let saving: Promise<void> = Promise.resolve();
    const onProgress = (progress: IngestJob['progress']): void => {
      job = { ...job, progress };
      if (performance.now() - savedAt < SAVE_INTERVAL_MS) return;
      savedAt = performance.now();
      saving = store.saveJob(job).catch(() => undefined);
    };
    const end = stopping.signal.aborted
      ? ({ status: 'interrupted' } as const)
      : await scan(job.corpus, atomic, onProgress);
    await saving;
    await store.saveJob({ ...job, ...end, finishedAt: new Date().toISOString() });
  };

  const scan = async (
    corpus: string | null,
    atomic: boolean,
    onProgress: (progress: IngestJob['progress']) => void,
  ): Promise<Pick<IngestJob, 'status' | 'failures' | 'seq'>> => {
    const { signal } = stopping;
    try {
      const { failures, seq } = await ingester.scan({ corpus, atomic, onProgress, signal });
      return { status: signal.aborted ? 'interrupted' : 'succeeded', failures, seq };
    } catch (error) {
      return { ...failed(corpus ?? '.', error), seq: null };
    }
  };

  /** Failing, it stays in the journal, and the next start tries again. */
  const runErasure = async (jobId: string): Promise<ErasureReceipt | null> => {
    try {
      stopping.signal.throwIfAborted();
      return await store.erase(jobId, stopping.signal);
    } catch (error) {
      if (stopping.signal.aborted) return null;
      const job = (await store.job(jobId)) as EraseJob;
      await store.saveJob({ ...job, ...failed(job.documentSha256, error) });
      return null;
    }
  };

  const queueErasure = (jobId: string): Promise<ErasureReceipt | null> => {
    const finished = erasures.then(() => runErasure(jobId)).catch(() => null);
    erasures = finished;
    return finished;
  };

  return {
    async startIngest({ corpus, atomic }) {
      if (stopping.signal.aborted) throw new FootnoteError('SHUTTING_DOWN');
      if (corpus !== null && !(await ingester.hasCorpus(corpus))) {
        throw new FootnoteError('INVALID_CORPUS', { corpus });
      }
      const job: IngestJob = {
        ...begunJob(),
        kind: 'ingest',
        corpus,
        progress: NOTHING_YET,
      };
      await store.saveJob(job);
      // A job whose end cannot be stored is found 'running' at the next start and marked there.
      scans = scans.then(() => runIngest(job, atomic)).catch(() => undefined);
      return job;
    },
    async startErasure(documentId, ifRevision) {
      if (stopping.signal.aborted) throw new FootnoteError('SHUTTING_DOWN');
      const documentSha256 = sha256(documentId);
      const job: EraseJob = { ...begunJob(), kind: 'erase', documentSha256, receipt: null };
      await store.requestErasure(job, documentId, ifRevision);
      return { job, finished: queueErasure(job.id) };
    },
    async recover() {
      for (const jobId of await store.recoverJobs()) void queueErasure(jobId);
    },
    async close() {
      stopping.abort(new FootnoteError('SHUTTING_DOWN'));
      await Promise.all([scans, erasures]);
    },
  };
}

function begunJob() {
  return {
    id: newId('job'),
    status: 'running',
    startedAt: new Date().toISOString(),
    finishedAt: null,
    failures: [],
    seq: null,
  } as const;
}

function failed(path: string, error: unknown): Pick<IngestJob, 'status' | 'failures'> {
  const { code, message } = asFootnoteError(error);
  return { status: 'failed', failures: [{ path, code, message }] };
}
