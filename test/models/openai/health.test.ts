import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EndpointSettings } from '../../../src/models/openai/endpoint.ts';
import type { NamedModel } from '../../../src/models/openai/failures.ts';
import { createModelHealth } from '../../../src/models/openai/health.ts';
import { connectTo, holdTime, KEY } from '../../helpers/endpoint/connect.ts';
import * as faults from '../../helpers/endpoint/faults.ts';
import { listing } from '../../helpers/endpoint/models.ts';
import { errorReply } from '../../helpers/endpoint/protocol.ts';
import { MODELS, startOpenAiEndpoint, type OpenAiEndpoint } from '../../helpers/openai-endpoint.ts';

const CHAT: NamedModel = { variable: 'CHAT_MODEL', name: MODELS.chat };
const EMBEDDING: NamedModel = { variable: 'EMBEDDING_MODEL', name: MODELS.embedding };
let endpoint: OpenAiEndpoint;

beforeEach(async () => {
  endpoint = await startOpenAiEndpoint();
});
afterEach(async () => {
  vi.useRealTimers();
  await endpoint.close();
});

function watch(
  models: readonly [NamedModel, ...NamedModel[]] = [CHAT, EMBEDDING],
  settings: Partial<EndpointSettings> = {},
) {
  return createModelHealth({ endpoint: connectTo(endpoint, settings), models });
}

describe('the health of the models', () => {
  it('is asked for by the list of models, with the key', async () => {
    expect(await watch()()).toEqual({ ok: true });
    expect(endpoint.asked).toMatchObject([{ path: '/v1/models', authorization: `Bearer ${KEY}` }]);
  });

  it('is asked for without a key where there is none', async () => {
    expect(await watch([CHAT], { apiKey: null })()).toEqual({ ok: true });
    expect(endpoint.asked[0]?.authorization).toBeUndefined();
  });

  it('says which model is missing, and where it is set', async () => {
    endpoint.answerWith(listing(MODELS.chat, 'another'));
    expect(await watch()()).toEqual({
      ok: false,
      code: 'MODEL_NOT_FOUND',
      reason: 'The endpoint does not list the embedding model tiny. Check EMBEDDING_MODEL.',
    });
  });

  it.each(['tiny:latest', 'models/tiny'])('knows the model that is listed as %s', async (id) => {
    endpoint.answerWith(listing(id));
    expect(await watch([EMBEDDING])()).toEqual({ ok: true });
  });

  it.each(['tiny:7b', 'tiny-2', 'Tiny', 'org/tiny'])('does not take %s for it', async (id) => {
    endpoint.answerWith(listing(id));
    expect(await watch([EMBEDDING])()).toMatchObject({ code: 'MODEL_NOT_FOUND' });
  });

  it('asks llama.cpp for no name, as it has one model and takes every name for it', async () => {
    const data = [{ id: '/models/some.gguf', object: 'model', owned_by: 'llamacpp' }];
    endpoint.answerWith(() => ({ status: 200, body: { object: 'list', data } }));
    expect(await watch()()).toEqual({ ok: true });
  });

  it('is what it was for five seconds, however often it is asked for', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const health = watch();
    await Promise.all([health(), health(), health()]);
    vi.setSystemTime(Date.now() + 4_900);
    endpoint.answerWith(faults.keyRefused);
    expect(await health()).toEqual({ ok: true });
    expect(endpoint.asked).toHaveLength(1);
    vi.setSystemTime(Date.now() + 200);
    expect(await health()).toMatchObject({ ok: false });
    expect(endpoint.asked).toHaveLength(2);
  });

  it('is well again when the endpoint is', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const health = watch();
    endpoint.answerWith(faults.broken);
    expect(await health()).toMatchObject({ ok: false, code: 'MODEL_FAILED' });
    vi.setSystemTime(Date.now() + 6_000);
    endpoint.answerWith(listing(...Object.values(MODELS)));
    expect(await health()).toEqual({ ok: true });
  });

  it.each([
    ['a key that is refused', faults.keyRefused, 'MODEL_KEY_REFUSED', 'Check OPENAI_API_KEY.'],
    ['an error', faults.broken, 'MODEL_FAILED', 'answered with an error (500)'],
    ['a reset', faults.resetBefore, 'MODEL_UNREACHABLE', 'Check OPENAI_BASE_URL.'],
  ])('tells apart %s, at the first try', async (_what, script, code, reason) => {
    endpoint.answerWith(script);
    const health = await watch([CHAT], { maxRetries: 3 })();
    expect(health).toMatchObject({ ok: false, code });
    expect(health).toHaveProperty('reason', expect.stringContaining(reason));
    expect(JSON.stringify(health)).not.toContain(KEY);
    expect(endpoint.asked).toHaveLength(1);
  });

  it.each([
    [60_000, 3_000],
    [500, 500],
  ])('of an endpoint that may be silent for %i ms is bad after %i', async (timeoutMs, after) => {
    holdTime();
    endpoint.answerWith(faults.hanging);
    const health = watch([CHAT], { timeoutMs })();
    await endpoint.hasBeenAsked(1);
    await vi.advanceTimersByTimeAsync(after);
    expect(await health).toMatchObject({ ok: false, code: 'MODEL_TIMEOUT' });
  });

  it('tells when nothing listens there', async () => {
    await endpoint.close();
    expect(await watch()()).toMatchObject({ ok: false, code: 'MODEL_UNREACHABLE' });
  });

  it('does not repeat a key that no header can hold', async () => {
    const health = await watch([CHAT], { apiKey: 'sk-\nsecret' })();
    expect(health).toMatchObject({ ok: false });
    expect(JSON.stringify(health)).not.toContain('secret');
  });

  it.each([404, 405, 429, 501])('is unknown, hence well, after status %i', async (status) => {
    endpoint.answerWith(() => errorReply(status, 'not here'));
    expect(await watch()()).toEqual({ ok: true });
  });

  it.each(['<html>', '{}', '{"data": null}', 'null', '[]'])(
    'is unknown, hence well, after %s',
    async (body) => {
      endpoint.answerWith(() => (response) => void response.end(body));
      expect(await watch()()).toEqual({ ok: true });
    },
  );

  it('waits for no place among the requests that answer questions', async () => {
    const line = connectTo(endpoint, { concurrency: 1 });
    endpoint.chatWith(faults.hanging);
    const stop = new AbortController();
    const chat = line.fetchFor(CHAT, stop.signal)(`${endpoint.baseUrl}/chat/completions`);
    await endpoint.hasBeenAsked(1);
    expect(await createModelHealth({ endpoint: line, models: [CHAT] })()).toEqual({ ok: true });
    stop.abort();
    await expect(chat).rejects.toThrow();
  });
});
