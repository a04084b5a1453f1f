import { describe, expect, it } from 'vitest';
import { createJobs } from '../../ingest/jobs.ts';
import type { IngestReport } from '../../ingest/types.ts';
import { FootnoteError } from '../../src/core/errors.ts';
import type { Job } from '../../src/store/types.ts';

const report: IngestReport = {
  filesTotal: 2,
  revised: 1,
  unchanged: 0,
  deleted: 0,
  failures: [{ path: 'support/a.md', code: 'CORRUPT_DOCUMENT', message: 'It is damaged.' }],
  encodings: [],
  passages: 3,
  embedded: 3,
  seq: 7,
  durationMs: 1,
};

const NO_ERASURES = {
  recoverJobs: async () => [],
  requestErasure: () => Promise.reject(new Error('not asked for')),
  erase: () => Promise.reject(new Error('not asked for')),
  job: () => Promise.reject(new Error('not asked for')),
};

/** Jobs over a scan that the test ends by hand. */
function setUp() {
  const saved = new Map<string, Job>();
  const scans: { end: (outcome: IngestReport | Error) => void; signal: AbortSignal | undefined }[] =
    [];
  const jobs = createJobs({
    store: {
      ...NO_ERASURES,
      saveJob: async (job) => void saved.set(job.id, job),
    },
    ingester: {
      hasCorpus: async (corpus) => corpus === 'support',
      scan: ({ signal }) =>
        new Promise((resolve, reject) => {
          const end = (outcome: IngestReport | Error) =>
            outcome instanceof Error ? reject(outcome) : resolve(outcome);
          scans.push({ end, signal });
          signal?.addEventListener('abort', () => resolve(report));
        }),
    },
  });
  const ended = (id: string) => expect.poll(() => saved.get(id)?.finishedAt).not.toBeNull();
  return { saved, scans, jobs, ended };
}

describe('createJobs', () => {
  it('returns at once and stores how it ended, failed files included', async () => {
    const { saved, scans, jobs, ended } = setUp();
    const { id, status } = await jobs.startIngest({ corpus: 'support', atomic: false });
    expect([status, saved.get(id)?.status]).toEqual(['running', 'running']);
    await expect.poll(() => scans.length).toBe(1);
    scans[0]?.end(report);
    await ended(id);
    expect(saved.get(id)).toMatchObject({ status: 'succeeded', failures: report.failures, seq: 7 });
  });

  it('runs one job at a time', async () => {
    const { scans, jobs, ended } = setUp();
    const first = await jobs.startIngest({ corpus: null, atomic: false });
    await jobs.startIngest({ corpus: null, atomic: false });
    await expect.poll(() => scans.length).toBe(1);
    scans[0]?.end(report);
    await ended(first.id);
    await expect.poll(() => scans.length).toBe(2);
    scans[1]?.end(report);
  });

  it('says why a scan could not be made, and goes on with the next', async () => {
    const { saved, scans, jobs, ended } = setUp();
    const { id } = await jobs.startIngest({ corpus: null, atomic: false });
    await expect.poll(() => scans.length).toBe(1);
    scans[0]?.end(new FootnoteError('UNREADABLE_FILE'));
    await ended(id);
    expect(saved.get(id)).toMatchObject({
      status: 'failed',
      failures: [{ code: 'UNREADABLE_FILE' }],
    });
    await expect(jobs.startIngest({ corpus: 'media', atomic: false })).rejects.toMatchObject({
      code: 'INVALID_CORPUS',
    });
  });

  it('interrupts what runs and what waits when it is closed', async () => {
    const { saved, scans, jobs } = setUp();
    const running = await jobs.startIngest({ corpus: null, atomic: false });
    const waiting = await jobs.startIngest({ corpus: null, atomic: false });
    await expect.poll(() => scans.length).toBe(1);
    await jobs.close();
    expect(saved.get(running.id)?.status).toBe('interrupted');
    expect(saved.get(waiting.id)?.status).toBe('interrupted');
    await expect(jobs.startIngest({ corpus: null, atomic: false })).rejects.toMatchObject({
      code: 'SHUTTING_DOWN',
    });
  });
});
