import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import { answererOf, configOf, fakeApp } from '../helpers/fake-parts.ts';
import { asked, post, type Body } from './openai/post.ts';

/** An answerer that fails at once. */
const failingWith = (error: Error) => ({
  // eslint-disable-next-line require-yield -- it fails before it tells anything
  answerer: answererOf(async function* () {
    throw error;
  }),
});

describe('what is wrong with POST /v1/chat/completions', () => {
  const image = { type: 'image_url', image_url: { url: 'data:,' } };

  it.each<[string, Body, string, RegExp]>([
    ['no messages', { messages: [] }, 'messages', /messages/],
    ['no user message', { messages: [{ role: 'system', content: 'a' }] }, 'messages', /question/],
    [
      'a blank question',
      { messages: [{ ...asked, content: ' ' }] },
      'messages[0].content',
      /blank/,
    ],
    ['no content', { messages: [{ role: 'user' }] }, 'messages[0].content', /blank/],
    [
      'a long question',
      { messages: [{ ...asked, content: 'x'.repeat(2001) }] },
      'messages[0].content',
      /more than 2000/,
    ],
    [
      'a picture',
      { messages: [asked, { role: 'user', content: [image] }] },
      'messages[1].content',
      /image_url cannot be read/,
    ],
    ['a role', { messages: [{ role: 'boss', content: 'a' }] }, 'messages[0].role', /role/],
    ['two answers', { n: 2 }, 'n', /\/n must be 1/],
    ['a model of no name', { model: undefined }, 'model', /model is missing/],
    ['our own field', { topK: 0 }, 'topK', /topK/],
    ['a time', { asOf: 'soon' }, 'asOf', /ISO 8601/],
    ['two scopes', { model: 'footnote:legal', corpora: ['media'] }, 'corpora', /one corpus/],
  ])('is told as OpenAI does: %s', async (_what, body, param, message) => {
    const { response, seen } = await post(body);
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    expect(response.json()).toEqual({
      error: {
        message: expect.stringMatching(message) as string,
        type: 'invalid_request_error',
        param,
        code: 'INVALID_REQUEST',
      },
    });
    expect(seen.asked).toEqual([]);
  });

  it.each(['gpt-4o', 'footnotes', 'Footnote', 'foot:note'])('is a model %j', async (model) => {
    const { response } = await post({ model });
    expect([response.statusCode, response.json()]).toMatchObject([
      404,
      { error: { code: 'model_not_found', param: 'model', type: 'invalid_request_error' } },
    ]);
  });

  it.each([false, true])('is a corpus that is not there, streamed: %j', async (stream) => {
    const parts = failingWith(new FootnoteError('INVALID_CORPUS', { corpus: 'nowhere' }));
    const named = await post({ model: 'footnote:nowhere', stream }, parts);
    expect([named.response.statusCode, named.response.json()]).toMatchObject([
      404,
      { error: { code: 'model_not_found' } },
    ]);
    const sent = await post({ corpora: ['nowhere'], stream }, parts);
    expect([sent.response.statusCode, sent.response.json()]).toMatchObject([
      400,
      { error: { code: 'INVALID_CORPUS', param: null } },
    ]);
  });

  it.each([false, true])('is the language model, streamed: %j', async (stream) => {
    const parts = failingWith(new FootnoteError('MODEL_UNREACHABLE'));
    const { response } = await post({ stream }, parts);
    expect([response.statusCode, response.json()]).toMatchObject([
      502,
      { error: { code: 'MODEL_UNREACHABLE', type: 'server_error', param: null } },
    ]);
  });

  it('is told without its cause when nobody foresaw it', async () => {
    const { response } = await post({}, failingWith(new Error('secret')));
    expect([response.statusCode, response.json()]).toMatchObject([
      500,
      { error: { code: 'INTERNAL', type: 'server_error' } },
    ]);
    expect(response.body).not.toContain('secret');
  });

  it('is a body that is no JSON, too large, or of another type', async () => {
    const broken = await post('{"model":');
    expect([broken.response.statusCode, broken.response.json()]).toMatchObject([
      400,
      { error: { code: 'MALFORMED_JSON' } },
    ]);
    const large = await post({ messages: [{ role: 'user', content: 'x'.repeat(5_000_000) }] });
    expect([large.response.statusCode, large.response.json()]).toMatchObject([
      413,
      { error: { code: 'PAYLOAD_TOO_LARGE' } },
    ]);
    const { app } = await fakeApp();
    const plain = await app.inject({
      method: 'POST',
      url: '/v1/chat/completions',
      headers: { 'content-type': 'text/plain' },
      payload: 'Hi?',
    });
    expect([plain.statusCode, plain.json()]).toMatchObject([
      415,
      { error: { code: 'UNSUPPORTED_MEDIA_TYPE' } },
    ]);
  });

  it('is a server that is not ready, or asked too often, or by another name', async () => {
    const starting = { ready: false, code: 'NOT_READY', reason: 'Reading.' } as const;
    const early = (await post({}, { readiness: () => starting })).response;
    expect([early.statusCode, early.headers['retry-after'], early.json()]).toMatchObject([
      503,
      '1',
      { error: { code: 'NOT_READY', message: 'Reading.', type: 'server_error' } },
    ]);

    const { app } = await fakeApp({ config: configOf({ RATE_LIMIT_PER_MINUTE: '1' }) });
    const request = {
      method: 'POST',
      url: '/v1/chat/completions',
      payload: { model: 'footnote', messages: [asked] },
    } as const;
    await app.inject(request);
    const limited = await app.inject(request);
    expect([limited.statusCode, limited.json()]).toMatchObject([
      429,
      { error: { code: 'TOO_MANY_REQUESTS', type: 'rate_limit_error' } },
    ]);

    const misdirected = await app.inject({ ...request, headers: { host: 'evil.example' } });
    expect([misdirected.statusCode, misdirected.json()]).toMatchObject([
      421,
      { error: { code: 'MISDIRECTED_HOST' } },
    ]);
  });
});
