import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { JobSchema } from '../../src/http/responses.ts';
import { fakeApp, job, storeOf } from '../helpers/fake-parts.ts';

describe('POST /v1/ingest', () => {
  it.each([
    ['no body', undefined, null],
    ['an empty object', {}, null],
    ['a corpus', { corpus: 'support' }, 'support'],
  ])('starts a job for %s and says where to follow it', async (_what, payload, corpus) => {
    const { app, seen } = await fakeApp();
    const response = await app.inject({
      method: 'POST',
      url: '/v1/ingest',
      ...(payload ? { payload } : {}),
    });
    expect(response.statusCode).toBe(202);
    expect(response.headers.location).toBe(`/v1/jobs/${job.id}`);
    expect(response.json()).toEqual(job);
    expect(seen.jobs).toEqual([{ corpus, atomic: false }]);
  });

  it('refuses a corpus that is not there', async () => {
    const { app } = await fakeApp();
    const payload = { corpus: 'nowhere' };
    const response = await app.inject({ method: 'POST', url: '/v1/ingest', payload });
    expect(response.json()).toMatchObject({ status: 400, code: 'INVALID_CORPUS' });
  });

  it.each([{ corpora: ['a'] }, { corpus: 5 }, { corpus: '' }])('refuses %j', async (payload) => {
    const { app, seen } = await fakeApp();
    const response = await app.inject({ method: 'POST', url: '/v1/ingest', payload });
    expect(response.json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    expect(seen.jobs).toEqual([]);
  });
});

describe('GET /v1/jobs/:id', () => {
  it('tells how far the job is', async () => {
    const { app } = await fakeApp({ store: storeOf({ job: async () => job }) });
    const response = await app.inject(`/v1/jobs/${job.id}`);
    expect(response.json()).toEqual(job);
    expect(Compile(JobSchema).Errors(response.json())).toEqual([]);
  });
});
