import type { AIMessageChunk } from '@langchain/core/messages';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EndpointSettings } from '../../../src/models/openai/endpoint.ts';
import { BREAKING_OFF, FAILING } from '../../helpers/endpoint/behaviours.ts';
import {
  ANSWER,
  chatModelAt,
  MESSAGES,
  readAll,
  readOn,
} from '../../helpers/endpoint/chat-question.ts';
import { saying } from '../../helpers/endpoint/completions.ts';
import { failureOf, holdTime, KEY, letTimePass, told } from '../../helpers/endpoint/connect.ts';
import * as faults from '../../helpers/endpoint/faults.ts';
import { honest } from '../../helpers/endpoint/honest.ts';
import { startOpenAiEndpoint, type OpenAiEndpoint } from '../../helpers/openai-endpoint.ts';

let endpoint: OpenAiEndpoint;

beforeEach(async () => {
  endpoint = await startOpenAiEndpoint();
});
afterEach(async () => {
  vi.useRealTimers();
  await endpoint.close();
});

const connect = (settings?: Partial<EndpointSettings>) => chatModelAt(endpoint, settings);
const read = (model = connect(), signal?: AbortSignal) => readAll(model, signal);

const CODES: Readonly<Record<string, string>> = {
  'too many requests': 'MODEL_RATE_LIMITED',
  'no money left': 'MODEL_RATE_LIMITED',
  'an error of the server': 'MODEL_FAILED',
  'a key that is refused': 'MODEL_KEY_REFUSED',
  'an unknown model': 'MODEL_NOT_FOUND',
  'a prompt that is too long': 'MODEL_CONTEXT_EXCEEDED',
  'a reset before the answer': 'MODEL_UNREACHABLE',
  'a hang': 'MODEL_TIMEOUT',
  'a page of HTML': 'MODEL_FAILED',
  'ten megabytes at once': 'MODEL_FAILED',
  'half a line, then silence': 'MODEL_TIMEOUT',
  'a reset within the answer': 'MODEL_UNREACHABLE',
  'closed before its end': 'MODEL_FAILED',
  'an error within the answer': 'MODEL_FAILED',
  'an answer that never ends': 'MODEL_TIMEOUT',
  'an answer that is kept alive for ever': 'MODEL_TIMEOUT',
};

describe('a chat model that fails', () => {
  it.each(Object.entries(FAILING))('as %s is told apart', async (name, script) => {
    holdTime();
    endpoint.chatWith(script);
    const failing = failureOf(read());
    await endpoint.hasBeenAsked(1);
    if (CODES[name] === 'MODEL_TIMEOUT') await letTimePass();
    const error = await failing;
    expect(error.code).toBe(CODES[name]);
    expect(error.message).toMatch(/chat model tiny-chat|no answer|or was none/);
    expect(told(error)).not.toContain(KEY);
    expect(error.cause).toBeUndefined();
  });

  it.each(Object.entries(BREAKING_OFF))(
    'as %s is told apart, after what came before',
    async (name, script) => {
      holdTime();
      endpoint.chatWith(script);
      const stream = await connect().stream(MESSAGES);
      let text = '';
      while (!text.includes('\n')) text += ((await stream.next()).value as AIMessageChunk).text;
      const failing = failureOf(readOn(stream));
      if (CODES[name] === 'MODEL_TIMEOUT') await letTimePass();
      const error = await failing;
      expect(error.code).toBe(CODES[name]);
      expect(text).toContain(ANSWER.split('\n')[0]);
      expect(told(error)).not.toContain(KEY);
    },
  );

  it.each([
    ['{"choices": []}', 'MODEL_FAILED'],
    ['{"choices": [null]}', 'MODEL_FAILED'],
    ['{"hello": "world"}', 'MODEL_FAILED'],
    ['null', 'MODEL_FAILED'],
    ['[1, 2]', 'MODEL_FAILED'],
    ['{"error": {"message": "slow down", "code": "rate_limit_exceeded"}}', 'MODEL_RATE_LIMITED'],
    ['{"choices": [{', 'MODEL_FAILED'],
  ])('by answering %s has failed', async (body, code) => {
    endpoint.chatWith(() => (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
    expect((await failureOf(read())).code).toBe(code);
  });

  it('with something that is no JSON in its stream has failed, and nothing is printed', async () => {
    const print = vi.spyOn(console, 'error');
    endpoint.chatWith(() => (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: {secret\n\n');
    });
    expect((await failureOf(read())).code).toBe('MODEL_FAILED');
    expect(print).not.toHaveBeenCalled();
  });

  it('fails in the same way when it is invoked', async () => {
    endpoint.chatWith(faults.keyRefused);
    expect((await failureOf(connect().invoke(MESSAGES))).code).toBe('MODEL_KEY_REFUSED');
  });

  it('answers the next request as if nothing had been', async () => {
    holdTime();
    const model = connect({ concurrency: 1 });
    for (const [name, script] of Object.entries({ ...FAILING, ...BREAKING_OFF })) {
      endpoint.chatWith(script);
      const failing = failureOf(read(model));
      await endpoint.hasBeenAsked(endpoint.asked.length + 1);
      if (CODES[name] === 'MODEL_TIMEOUT') await letTimePass();
      expect((await failing).code).toBe(CODES[name]);
      endpoint.chatWith(saying(honest));
      expect((await read(model)).text).toBe(ANSWER);
    }
  });
});

describe('a client that goes away', () => {
  const reason = new Error('closed the page');

  it('breaks the request off before the answer, with its own reason', async () => {
    endpoint.chatWith(faults.hanging);
    const controller = new AbortController();
    const reading = read(connect(), controller.signal);
    await endpoint.hasBeenAsked(1);
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    await endpoint.brokenOff;
  });

  it('breaks the request off within the answer, with its own reason', async () => {
    endpoint.chatWith(faults.halfALine);
    const controller = new AbortController();
    const stream = await connect().stream(MESSAGES, { signal: controller.signal });
    await stream.next();
    controller.abort(reason);
    await expect(readOn(stream)).rejects.toBe(reason);
    await endpoint.brokenOff;
  });

  it('does not even begin when it has gone', async () => {
    await expect(read(connect(), AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(endpoint.asked).toEqual([]);
  });

  it.each(['halfALine', 'endless'] as const)(
    'breaks the request off by leaving the stream (%s)',
    async (script) => {
      endpoint.chatWith(faults[script]);
      for await (const piece of await connect().stream(MESSAGES)) {
        if (piece.text !== '') break;
      }
      await endpoint.brokenOff;
    },
  );
});
