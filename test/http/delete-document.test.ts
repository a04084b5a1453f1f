import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import { DeleteResponseSchema, ErasureResponseSchema } from '../../src/http/responses.ts';
import { answer, eraseJob, fakeApp, fakeParts } from '../helpers/fake-parts.ts';

const url = '/v1/documents/support%2Fa.md';
const method = 'DELETE';

describe('DELETE /v1/documents/:id', () => {
  it('removes the document, and says at which seq and which answers that made stale', async () => {
    const { app, seen } = await fakeApp();
    const response = await app.inject({ method, url });
    expect(response.json()).toEqual({
      documentId: 'support/a.md',
      seq: 44,
      staleAnswers: [answer.id],
      staleAnswerCount: 1,
    });
    expect(Compile(DeleteResponseSchema).Errors(response.json())).toEqual([]);
    expect(seen.removed).toEqual([{ documentId: 'support/a.md', ifRevision: null }]);
    expect(seen.erased).toEqual([]);
  });

  it.each(['', '?erase=true'])('passes on the revision that it is to be at (%s)', async (query) => {
    const { app, seen } = await fakeApp();
    await app.inject({ method, url: url + query, headers: { 'if-match': '"7"' } });
    expect([...seen.removed, ...seen.erased]).toEqual([
      { documentId: 'support/a.md', ifRevision: 7 },
    ]);
  });

  it('refuses a parameter that it does not know, and an erase that is neither yes nor no', async () => {
    const { app, seen } = await fakeApp();
    for (const query of ['?earse=true', '?erase=perhaps', '?erase=']) {
      expect((await app.inject({ method, url: url + query })).statusCode).toBe(400);
    }
    expect([seen.removed, seen.erased]).toEqual([[], []]);
  });
});

describe('DELETE /v1/documents/:id?erase=true', () => {
  it('gives the receipt when nothing is left', async () => {
    const { app, seen } = await fakeApp();
    const response = await app.inject({ method, url: `${url}?erase=true` });
    expect(response.statusCode).toBe(200);
    const { receipt } = eraseJob;
    expect(response.json()).toEqual({
      documentId: 'support/a.md',
      seq: 45,
      jobId: eraseJob.id,
      receipt,
    });
    expect(Compile(DeleteResponseSchema).Errors(response.json())).toEqual([]);
    expect(seen.removed).toEqual([]);
  });

  it('names the job when there is no receipt yet', async () => {
    const { deps } = fakeParts();
    const startErasure = async () => ({ job: eraseJob, finished: Promise.resolve(null) });
    const { app } = await fakeApp({ jobs: { ...deps.jobs, startErasure } });
    const response = await app.inject({ method, url: `${url}?erase=true` });
    expect(response.statusCode).toBe(202);
    expect(response.headers['location']).toBe(`/v1/jobs/${eraseJob.id}`);
    expect(response.json()).toMatchObject({ seq: null, jobId: eraseJob.id, receipt: null });
    expect(Compile(ErasureResponseSchema).Errors(response.json())).toEqual([]);
  });

  it('says that a document is erased already', async () => {
    const { deps } = fakeParts();
    const startErasure = () => Promise.reject(new FootnoteError('DOCUMENT_ERASED'));
    const { app } = await fakeApp({ jobs: { ...deps.jobs, startErasure } });
    const response = await app.inject({ method, url: `${url}?erase=true` });
    expect(response.json()).toMatchObject({ status: 410, code: 'DOCUMENT_ERASED' });
  });
});
