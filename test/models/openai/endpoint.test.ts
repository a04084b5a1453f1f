import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EndpointSettings } from '../../../src/models/openai/endpoint.ts';
import type { NamedModel } from '../../../src/models/openai/failures.ts';
import { requestFailedIn } from '../../../src/models/openai/request-failed.ts';
import {
  connectTo,
  failureOf,
  holdTime,
  letTimePass,
  TIMEOUT_MS,
} from '../../helpers/endpoint/connect.ts';
import { send } from '../../helpers/endpoint/completions.ts';
import * as faults from '../../helpers/endpoint/faults.ts';
import { errorReply, type Script } from '../../helpers/endpoint/protocol.ts';
import { startOpenAiEndpoint, type OpenAiEndpoint } from '../../helpers/openai-endpoint.ts';

const CHAT: NamedModel = { variable: 'CHAT_MODEL', name: 'tiny-chat' };
const well: Script = () => ({ status: 200, body: { well: true } });
let endpoint: OpenAiEndpoint;

beforeEach(async () => {
  endpoint = await startOpenAiEndpoint();
});
afterEach(async () => {
  vi.useRealTimers();
  await endpoint.close();
});

/** A request that is answered, with its body read to the end. */
async function ask(
  settings: Partial<EndpointSettings> = {},
  signal?: AbortSignal,
): Promise<unknown> {
  const fetch = connectTo(endpoint, settings).fetchFor(CHAT, signal);
  const response = await fetch(`${endpoint.baseUrl}/test`, { method: 'POST', body: '{}' });
  return response.json();
}

/** How it fails, as one of our errors. */
function failure(settings: Partial<EndpointSettings> = {}, signal?: AbortSignal) {
  return failureOf(
    ask(settings, signal).catch((error: unknown) => {
      throw requestFailedIn(error)?.failure ?? error;
    }),
  );
}

/** Fails as `fault` does, so many times, and answers from then on. */
function failing(times: number, fault: Script): void {
  endpoint.answerWith((asked, count) =>
    count <= times ? fault(asked, count) : well(asked, count),
  );
}

const statusOf =
  (status: number): Script =>
  () =>
    errorReply(status, 'not now', { headers: { 'retry-after-ms': '1' } });

describe('trying again', () => {
  it.each([
    ['too many requests', faults.rateLimited()],
    ['a timeout of the server', statusOf(408)],
    ['a conflict', statusOf(409)],
    ['an error of the server', faults.broken],
    ['a gateway without a server', statusOf(502)],
    ['an overload', statusOf(529)],
  ])('mends %s', async (_what, fault) => {
    failing(2, fault);
    expect(await ask({ maxRetries: 2 })).toEqual({ well: true });
    expect(endpoint.asked).toHaveLength(3);
  });

  it('mends a connection that breaks before the answer', async () => {
    failing(1, faults.resetBefore);
    expect(await ask({ maxRetries: 1 })).toEqual({ well: true });
    expect(endpoint.asked).toHaveLength(2);
  });

  it('comes to an end, with the last failure', async () => {
    endpoint.answerWith(faults.rateLimited());
    expect((await failure({ maxRetries: 3 })).code).toBe('MODEL_RATE_LIMITED');
    expect(endpoint.asked).toHaveLength(4);
  });

  it.each([
    ['a key that is refused', faults.keyRefused, 'MODEL_KEY_REFUSED'],
    ['an unknown model', faults.modelUnknown, 'MODEL_NOT_FOUND'],
    ['a prompt that is too long', faults.contextTooLong, 'MODEL_CONTEXT_EXCEEDED'],
    ['a request that is wrong', statusOf(400), 'MODEL_FAILED'],
    ['an account without money', faults.outOfQuota, 'MODEL_RATE_LIMITED'],
  ])('is no use with %s', async (_what, fault, code) => {
    endpoint.answerWith(fault);
    expect((await failure({ maxRetries: 3 })).code).toBe(code);
    expect(endpoint.asked).toHaveLength(1);
  });

  it('does not wait for an hour, but says so', async () => {
    endpoint.answerWith(faults.rateLimited({ 'retry-after': '3600' }));
    const error = await failure({ maxRetries: 3 });
    expect(error).toMatchObject({
      code: 'MODEL_RATE_LIMITED',
      details: { retryAfterMs: 3_600_000 },
    });
    expect(error.message).toContain('It wants to be asked again in 3600 s.');
    expect(endpoint.asked).toHaveLength(1);
  });

  it('waits for as long as the endpoint asks for', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T10:00:00Z') });
    failing(1, faults.rateLimited({ 'retry-after': 'Sun, 22 Nov 2026 10:00:00 GMT' }));
    expect(await ask({ maxRetries: 1 })).toEqual({ well: true });
  });

  it('ends at once when the caller goes away while it waits', async () => {
    endpoint.answerWith(faults.rateLimited({ 'retry-after': '60' }));
    const controller = new AbortController();
    const asking = ask({ maxRetries: 1 }, controller.signal);
    await endpoint.hasBeenAsked(1);
    controller.abort(new Error('gone'));
    await expect(asking).rejects.toThrow();
    expect(endpoint.asked).toHaveLength(1);
  });
});

describe('the limit of requests at once', () => {
  it('counts a request until the end of its answer', async () => {
    const open: (() => void)[] = [];
    endpoint.answerWith(() => (response) => {
      response.writeHead(200).write('{"well":');
      open.push(() => response.end('true}'));
    });
    const fetch = connectTo(endpoint, { concurrency: 2 }).fetchFor(CHAT);
    const asking = [1, 2, 3].map(() => fetch(`${endpoint.baseUrl}/test`));
    await Promise.all(asking.slice(0, 2));
    await endpoint.hasBeenAsked(2);
    expect(endpoint.asked).toHaveLength(2);
    open.shift()!();
    await (await asking[0]!).text();
    await endpoint.hasBeenAsked(3);
    await asking[2];
    open.forEach((end) => end());
    await Promise.all(asking.slice(1).map(async (response) => (await response).text()));
  });

  it.each([
    ['has failed', faults.broken],
    ['was reset', faults.resetBefore],
    ['was silent', faults.hanging],
    ['was reset within its answer', partly((response) => response.socket?.resetAndDestroy())],
    ['fell silent within its answer', partly(() => {})],
  ])('has a place again when a request %s', async (_what, fault) => {
    holdTime();
    failing(1, fault);
    const fetch = connectTo(endpoint, { concurrency: 1 }).fetchFor(CHAT);
    const first = fetch(`${endpoint.baseUrl}/test`).then((response) => response.text());
    const failed = expect(first).rejects.toThrow();
    await endpoint.hasBeenAsked(1);
    await letTimePass();
    await failed;
    const second = await fetch(`${endpoint.baseUrl}/test`);
    expect(await second.json()).toEqual({ well: true });
  });

  it('has a place again when an answer is left unread', async () => {
    const fetch = connectTo(endpoint, { concurrency: 1 }).fetchFor(CHAT);
    endpoint.answerWith(partly(() => {}));
    const response = await fetch(`${endpoint.baseUrl}/test`);
    await response.body?.cancel();
    await endpoint.brokenOff;
    endpoint.answerWith(well);
    expect(await (await fetch(`${endpoint.baseUrl}/test`)).json()).toEqual({ well: true });
  });
});

/** Begins an answer, then does something else. */
function partly(then: (response: ServerResponse) => unknown): Script {
  return () => (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"well":');
    setImmediate(() => then(response));
  };
}

describe('a silent endpoint', () => {
  it('is given up before the answer', async () => {
    holdTime();
    endpoint.answerWith(faults.hanging);
    const failing = failure({ maxRetries: 3 });
    await endpoint.hasBeenAsked(1);
    await vi.advanceTimersByTimeAsync(TIMEOUT_MS);
    const error = await failing;
    expect(error.code).toBe('MODEL_TIMEOUT');
    expect(error.message).toBe(
      'The chat model tiny-chat was silent for 20000 ms (MODEL_TIMEOUT_MS).',
    );
    await endpoint.brokenOff;
    expect(endpoint.asked).toHaveLength(1);
  });

  it('is given up within the answer', async () => {
    holdTime();
    endpoint.answerWith(partly(() => {}));
    const response = await connectTo(endpoint).fetchFor(CHAT)(`${endpoint.baseUrl}/test`);
    const reader = response.body!.getReader();
    await reader.read();
    const rest = reader.read().catch((error: unknown) => requestFailedIn(error)?.failure);
    await vi.advanceTimersByTimeAsync(TIMEOUT_MS);
    expect(await rest).toMatchObject({ code: 'MODEL_TIMEOUT' });
    await endpoint.brokenOff;
  });

  it('is given up in the midst of an error', async () => {
    endpoint.answerWith(() => (response) => {
      response.writeHead(500, { 'content-type': 'application/json' }).write('{"error":');
    });
    const error = await failure({ timeoutMs: 1_000 });
    expect(error).toMatchObject({ code: 'MODEL_FAILED', details: { status: 500 } });
    await endpoint.brokenOff;
  });

  it('may be silent again and again, but not for more than five times as long in all', async () => {
    holdTime();
    endpoint.answerWith(() => (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 5);
      response.once('close', () => clearInterval(drip));
    });
    const response = await connectTo(endpoint).fetchFor(CHAT)(`${endpoint.baseUrl}/test`);
    const reader = response.body!.getReader();
    const listening = (async () => {
      for (;;) {
        await reader.read();
        await vi.advanceTimersByTimeAsync(TIMEOUT_MS / 4);
      }
    })();
    const error = await listening.catch((reason: unknown) => requestFailedIn(reason)?.failure);
    expect(error).toMatchObject({ code: 'MODEL_TIMEOUT', details: { wholeMs: 5 * TIMEOUT_MS } });
    await endpoint.brokenOff;
  });
});

describe('an answer', () => {
  it('that breaks off is no answer', async () => {
    endpoint.answerWith(partly((response) => response.socket?.resetAndDestroy()));
    expect((await failure({ maxRetries: 3 })).code).toBe('MODEL_UNREACHABLE');
    expect(endpoint.asked).toHaveLength(1);
  });

  it('that is larger than any should be is cut off', async () => {
    const mebibyte = ' '.repeat(2 ** 20);
    endpoint.answerWith(() => async (response) => {
      while (!response.destroyed) await send(response, mebibyte, mebibyte.length);
    });
    const error = await failure();
    expect(error.code).toBe('MODEL_FAILED');
    expect(error.message).toContain('longer than');
    await endpoint.brokenOff;
  });

  it('is broken off with the reason of the caller', async () => {
    endpoint.answerWith(partly(() => {}));
    const controller = new AbortController();
    const asking = ask({}, controller.signal);
    await endpoint.hasBeenAsked(1);
    controller.abort(new Error('gone'));
    await expect(asking).rejects.toThrow('gone');
    await endpoint.brokenOff;
  });
});
