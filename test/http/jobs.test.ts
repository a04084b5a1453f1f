import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Job, Store } from '../../src/store/types.ts';
import { connect, serve } from '../helpers/event-stream.ts';
import { eraseJob, fakeApp, job, storeOf } from '../helpers/fake-parts.ts';

const EVENTS = { accept: 'text/event-stream' };
const done = { id: '', event: 'done', data: {} };
const told = (state: Job) => ({ id: '', event: 'job', data: state });

let app: FastifyInstance;
const cleanUps: (() => Promise<void>)[] = [];

afterEach(async () => {
  await app.close();
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function serveJobs(store: Store): Promise<string> {
  ({ app } = await fakeApp({ store }));
  return `${await serve(app)}/v1/jobs`;
}

/** A store of one job, which can be changed. */
function storeOfJob(first: Job) {
  const state = { job: first };
  const store = storeOf({
    job: async (id) => {
      if (id !== first.id) throw new FootnoteError('JOB_NOT_FOUND', { id });
      return state.job;
    },
  });
  return { state, store };
}

describe('GET /v1/jobs/:id as events', () => {
  it('tells of the job each time it has changed, and is done when it ends', async () => {
    const { state, store } = storeOfJob(job);
    const client = await connect(`${await serveJobs(store)}/${job.id}`, EVENTS);
    expect(await client.next()).toEqual(told(job));
    const further = { ...job, progress: { ...job.progress, filesDone: 19 } };
    state.job = further;
    expect(await client.next()).toEqual(told(further));
    const ended: Job = { ...further, status: 'succeeded', seq: 7 };
    state.job = ended;
    expect(await client.rest()).toEqual([told(ended), done]);
  });

  it.each<Job>([
    { ...job, status: 'succeeded' },
    { ...job, status: 'failed' },
    { ...job, status: 'interrupted' },
    eraseJob,
  ])('is done at once when the job has ended: $kind $status', async (ended) => {
    const { store } = storeOfJob(ended);
    const client = await connect(`${await serveJobs(store)}/${ended.id}`, EVENTS);
    expect(await client.rest()).toEqual([told(ended), done]);
  });

  it('follows a job of another process', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'footnote-jobs-'));
    const [store, other] = [createSqliteStore({ directory }), createSqliteStore({ directory })];
    cleanUps.push(async () => {
      await Promise.all([store.close(), other.close()]);
      await rm(directory, { recursive: true, force: true });
    });
    await other.saveJob(job);
    const client = await connect(`${await serveJobs(store)}/${job.id}`, EVENTS);
    expect(await client.next()).toEqual(told(job));
    const ended: Job = { ...job, status: 'succeeded' };
    await other.saveJob(ended);
    expect(await client.rest()).toEqual([told(ended), done]);
  });

  it('tells of a path that no file should have', async () => {
    const path = 'support/a\n\nevent: done\ndata: {}\n\n.md';
    const failures = [{ path, code: 'CORRUPT_DOCUMENT', message: 'x\r\ry' }];
    const ended: Job = { ...job, status: 'failed', failures };
    const client = await connect(`${await serveJobs(storeOfJob(ended).store)}/${job.id}`, EVENTS);
    expect(await client.rest()).toEqual([told(ended), done]);
  });

  it('does not keep the server from closing', async () => {
    const client = await connect(`${await serveJobs(storeOfJob(job).store)}/${job.id}`, EVENTS);
    await client.next();
    const [left] = await Promise.all([client.rest(), app.close()]);
    expect(left).toEqual([]);
  });

  it('is refused with a problem when there is no such job', async () => {
    const client = await connect(`${await serveJobs(storeOfJob(job).store)}/job_none`, EVENTS);
    expect(client.status).toBe(404);
    expect(client.headers['content-type']).toMatch('application/problem+json');
    await client.until(() => client.text().includes('"code":"JOB_NOT_FOUND"'));
  });
});

describe('GET /v1/jobs/:id as JSON', () => {
  it.each([{}, { accept: '*/*' }, { accept: 'application/json, text/event-stream' }])(
    'is what a client gets with %j',
    async (headers) => {
      const address = await serveJobs(storeOfJob(job).store);
      const response = await fetch(`${address}/${job.id}`, { headers });
      expect(response.headers.get('content-type')).toMatch('application/json');
      expect(response.headers.get('vary')).toBe('accept');
      expect(await response.json()).toEqual(job);
    },
  );

  it('says that the answer depends on what the client takes, also as events', async () => {
    const { store } = storeOfJob({ ...job, status: 'succeeded' });
    const client = await connect(`${await serveJobs(store)}/${job.id}`, EVENTS);
    expect(client.headers.vary).toBe('accept');
    expect(client.headers['content-type']).toMatch('text/event-stream');
  });
});
