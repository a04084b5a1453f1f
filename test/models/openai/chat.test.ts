import { type AIMessageChunk } from '@langchain/core/messages';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOpenAiChatModel } from '../../../src/models/openai/chat.ts';
import type { EndpointSettings } from '../../../src/models/openai/endpoint.ts';
import { DECLINING, HONEST } from '../../helpers/endpoint/behaviours.ts';
import {
  ANSWER,
  chatModelAt,
  MESSAGES,
  PROMPT,
  readAll,
  readOn,
} from '../../helpers/endpoint/chat-question.ts';
import { cut, saying } from '../../helpers/endpoint/completions.ts';
import { connectTo, failureOf, KEY } from '../../helpers/endpoint/connect.ts';
import * as faults from '../../helpers/endpoint/faults.ts';
import { honest } from '../../helpers/endpoint/honest.ts';
import { errorReply } from '../../helpers/endpoint/protocol.ts';
import { startOpenAiEndpoint, type OpenAiEndpoint } from '../../helpers/openai-endpoint.ts';

let endpoint: OpenAiEndpoint;

beforeEach(async () => {
  endpoint = await startOpenAiEndpoint();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await endpoint.close();
});

const connect = (settings?: Partial<EndpointSettings>, model?: string) =>
  chatModelAt(endpoint, settings, model);
const read = (model = connect(), signal?: AbortSignal) => readAll(model, signal);

describe('a chat model', () => {
  it('is asked at temperature 0, with its messages, its limit of tokens and for the usage', async () => {
    await read();
    expect(endpoint.asked).toHaveLength(1);
    expect(endpoint.asked[0]).toMatchObject({
      path: '/v1/chat/completions',
      authorization: `Bearer ${KEY}`,
      body: {
        model: 'tiny-chat',
        temperature: 0,
        max_tokens: 300,
        stream: true,
        stream_options: { include_usage: true },
        messages: [
          { role: 'system', content: 'Answer from the sources.' },
          { role: 'user', content: PROMPT },
        ],
      },
    });
  });

  it('gives its text in pieces as they come, and the usage', async () => {
    const { pieces, text, usage } = await read();
    expect(text).toBe(ANSWER);
    expect(pieces.length).toBeGreaterThan(5);
    expect(usage).toMatchObject({ output_tokens: Math.ceil(ANSWER.length / 4) });
    expect(usage?.input_tokens).toBeGreaterThan(PROMPT.length / 4);
  });

  it('gives the first piece before the second has been made', async () => {
    let goOn: () => void = () => {};
    const later = new Promise<void>((resolve) => (goOn = resolve));
    endpoint.chatWith((asked, count) => async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"choices":[{"index":0,"delta":{"content":"first"}}]}\n\n');
      await later;
      const rest = saying(() => 'second')(asked, count);
      if (typeof rest === 'function') response.writeHead = () => response;
      if (typeof rest === 'function') await rest(response);
    });
    const stream = await connect().stream(MESSAGES);
    const first: IteratorResult<AIMessageChunk, undefined> = await stream.next();
    expect(first.value?.text).toBe('first');
    goOn();
    expect(await readOn(stream)).toBe('second');
  });

  it('gives the same when it is invoked', async () => {
    const message = await connect().invoke(MESSAGES);
    expect(message.text).toBe(ANSWER);
    expect(message).toHaveProperty('usage_metadata.output_tokens', Math.ceil(ANSWER.length / 4));
  });

  it('says when it was cut off by the limit of tokens', async () => {
    endpoint.chatWith(() => ({
      status: 200,
      body: { choices: [{ index: 0, message: { content: 'so f' }, finish_reason: 'length' }] },
    }));
    const message = await connect().invoke(MESSAGES);
    expect(message.response_metadata['finish_reason']).toBe('length');
  });

  const whole = ['in JSON, though a stream is asked for', 'cut through characters and escapes'];
  it.each([...whole, 'in a slow drip'])('gives the same %s', async (how) => {
    endpoint.chatWith(HONEST[how]!);
    const { text, usage } = await read();
    expect(text).toBe(ANSWER);
    expect(usage?.output_tokens).toBe(Math.ceil(ANSWER.length / 4));
  });

  it('that says nothing has not failed', async () => {
    endpoint.chatWith(DECLINING['says nothing at all']!);
    expect((await read()).text).toBe('');
  });

  it('does without the usage of a server that tells none', async () => {
    endpoint.chatWith(({ body }, count) =>
      saying(honest)(
        { path: '', authorization: '', headers: {}, body: { ...body, stream_options: {} } },
        count,
      ),
    );
    const { text, usage } = await read();
    expect(text).toBe(ANSWER);
    expect(usage).toBeUndefined();
  });

  it('takes ten megabytes, if somebody wants them', async () => {
    endpoint.chatWith(
      saying(() => 'x'.repeat(10_000_000), { pieces: (text) => cut(text, 65_536) }),
    );
    expect((await read()).text).toHaveLength(10_000_000);
  });

  it('counts against one limit of requests with all that ask the same endpoint', async () => {
    endpoint.chatWith(faults.hanging);
    const line = connectTo(endpoint, { concurrency: 1 });
    const settings = { endpoint: line, model: 'tiny-chat', maxTokens: 300 };
    const controller = new AbortController();
    const first = read(createOpenAiChatModel(settings), controller.signal);
    await endpoint.hasBeenAsked(1);
    const second = read(createOpenAiChatModel(settings));
    endpoint.chatWith(saying(honest));
    expect(endpoint.asked).toHaveLength(1);
    controller.abort();
    await expect(first).rejects.toThrow(/abort/i);
    expect((await second).text).toBe(ANSWER);
  });
});

describe('a server that refuses a parameter', () => {
  const sent = () =>
    endpoint.asked.map(({ body }) =>
      ['stream_options', 'temperature', 'max_tokens', 'max_completion_tokens'].filter(
        (name) => name in body,
      ),
    );

  it.each([400, 422])('with %i is asked without it, from then on at once', async (status) => {
    endpoint.chatWith(faults.refusing(['stream_options'], saying(honest), status));
    const model = connect();
    expect((await read(model)).text).toBe(ANSWER);
    expect((await read(model)).text).toBe(ANSWER);
    expect(sent()).toEqual([
      ['stream_options', 'temperature', 'max_tokens'],
      ['temperature', 'max_tokens'],
      ['temperature', 'max_tokens'],
    ]);
  });

  it('as the newer models of OpenAI do is told its limit by the other name', async () => {
    endpoint.chatWith(faults.refusing(['max_tokens', 'temperature'], saying(honest)));
    expect((await read()).text).toBe(ANSWER);
    expect(sent().at(-1)).toEqual(['stream_options', 'max_completion_tokens']);
    expect(endpoint.asked.at(-1)?.body.max_completion_tokens).toBe(300);
  });

  it('is told its limit by the old name where LangChain takes the new', async () => {
    endpoint.chatWith(faults.refusing(['max_completion_tokens'], saying(honest)));
    expect((await read(connect({}, 'o4-compatible'))).text).toBe(ANSWER);
    expect(endpoint.asked.at(-1)?.body.max_tokens).toBe(300);
  });

  it('of either name has failed', async () => {
    endpoint.chatWith(faults.refusing(['max_tokens', 'max_completion_tokens'], saying(honest)));
    expect((await failureOf(read())).code).toBe('MODEL_FAILED');
    expect(endpoint.asked.length).toBeLessThan(4);
  });

  it('is not what a prompt that is too long is about', async () => {
    const message = "'max_tokens' is too large: 300. This model's maximum context length is 256.";
    endpoint.chatWith(() => errorReply(400, message, { param: 'max_tokens' }));
    expect((await failureOf(read())).code).toBe('MODEL_CONTEXT_EXCEEDED');
    expect(endpoint.asked).toHaveLength(1);
  });
});

describe('tracing', () => {
  it('sends nothing anywhere and prints nothing, whatever the environment says', async () => {
    const sent: string[] = [];
    const tracer = createServer((request, response) => {
      sent.push(request.url ?? '');
      response.end('{}');
    });
    await new Promise<void>((resolve) => tracer.listen(0, '127.0.0.1', resolve));
    const { port } = tracer.address() as AddressInfo;
    for (const prefix of ['LANGSMITH', 'LANGCHAIN']) {
      vi.stubEnv(`${prefix}_TRACING`, 'true');
      vi.stubEnv(`${prefix}_TRACING_V2`, 'true');
      vi.stubEnv(`${prefix}_ENDPOINT`, `http://127.0.0.1:${port}`);
      vi.stubEnv(`${prefix}_API_KEY`, 'lsv2_scripted');
    }
    vi.stubEnv('LANGCHAIN_CALLBACKS_BACKGROUND', 'false');
    vi.stubEnv('LANGCHAIN_VERBOSE', 'true');
    vi.stubEnv('LANGSMITH_GATEWAY', `http://127.0.0.1:${port}`);
    vi.stubEnv('OPENAI_LOG', 'debug');
    vi.stubEnv('OPENAI_ORG_ID', 'org-of-somebody');
    const prints = (['log', 'debug', 'info', 'error'] as const).map((name) =>
      vi.spyOn(console, name),
    );
    try {
      const model = connect();
      expect((await read(model)).text).toBe(ANSWER);
      expect((await model.invoke(MESSAGES)).text).toBe(ANSWER);
      expect(endpoint.asked[0]?.headers).not.toHaveProperty('openai-organization');
    } finally {
      await new Promise((resolve) => tracer.close(resolve));
    }
    expect(sent).toEqual([]);
    for (const print of prints) expect(print).not.toHaveBeenCalled();
  });
});
