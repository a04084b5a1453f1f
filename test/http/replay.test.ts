import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import { answer, fakeApp } from '../helpers/fake-parts.ts';

const url = `/v1/answers/${answer.id}/replay`;
const method = 'POST';

describe('POST /v1/answers/:id/replay', () => {
  it.each(['original', 'now'])('makes the answer again, at %s', async (at) => {
    const { app, seen } = await fakeApp();
    const response = await app.inject({ method, url, payload: { at } });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ answer, identical: true, differences: [] });
    expect(seen.replayed).toEqual([{ id: answer.id, at }]);
  });

  it.each([{}, { at: 'then' }, { at: 'now', topK: 3 }])('refuses %j', async (payload) => {
    const { app, seen } = await fakeApp();
    const response = await app.inject({ method, url, payload });
    expect(response.json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    expect(seen.replayed).toEqual([]);
  });

  it.each([
    ['ANSWER_NOT_FOUND', 404],
    ['ANSWER_ERASED', 410],
    ['REVISION_NOT_RETAINED', 410],
    ['ANSWER_NOT_REPLAYABLE', 409],
  ] as const)('passes on %s', async (code, status) => {
    const { app } = await fakeApp({ replay: () => Promise.reject(new FootnoteError(code)) });
    const response = await app.inject({ method, url, payload: { at: 'now' } });
    expect(response.json()).toMatchObject({ status, code });
  });
});
