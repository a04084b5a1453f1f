import { once } from 'node:events';
import { AIMessage, HumanMessage, type UsageMetadata } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import type { FastifyInstance } from 'fastify';
import OpenAI, { APIError, InternalServerError, NotFoundError } from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import type { Answerer, AnswerEvent } from '../../src/answer.ts';
import { FootnoteError } from '../../src/core/errors.ts';
import type { Answer } from '../../src/core/model.ts';
import type { Annotation } from '../../src/http/openai/message.ts';
import { ANSWERING } from '../../src/http/sse.ts';
import { serve } from '../helpers/event-stream.ts';
import { answer, answererOf, fakeApp, hit, storeOf, type Seen } from '../helpers/fake-parts.ts';

/* The endpoint as OpenAI's own client and LangChain's see it, over a port of this machine. */

type Chunk = OpenAI.ChatCompletionChunk;

const question = answer.question;
const messages = [{ role: 'user' as const, content: question }];
const request = { model: 'footnote', messages };

const [first] = answer.claims as [(typeof answer.claims)[0]];
const second = { ...first, text: 'Cash takes 3. 🚲', span: { start: 26, end: 42 } };
const two: Answer = {
  ...answer,
  text: 'Refunds take 14 days. [1] Cash takes 3. 🚲 [1]',
  claims: [first, second],
  usage: { promptTokens: 70, completionTokens: 8 },
};

function claimEvent(claim: (typeof answer.claims)[0]): AnswerEvent {
  return { type: 'claim', claim, citations: answer.citations };
}

const tellTwo: Answerer['ask'] = async function* () {
  yield { type: 'retrieval', hits: [hit] };
  yield claimEvent(first);
  yield claimEvent(second);
  yield { type: 'answer', answer: two };
};

let app: FastifyInstance | null = null;

afterEach(async () => {
  const closed = app?.close();
  // Where fetch has broken off a connection it opens another one, says nothing on it, and closes it after 4 s.
  app?.server.closeAllConnections();
  await closed;
  app = null;
});

/** Serves answers of these events. @returns a client, its address and what was asked */
async function serveAnswers(
  ask?: Answerer['ask'],
): Promise<{ client: OpenAI; baseURL: string; seen: Seen }> {
  const corpora = async () => [
    { corpus: 'support', documents: 1, passages: 1, characters: 9, lastIngestedAt: null },
  ];
  const faked = await fakeApp({
    store: storeOf({ corpora }),
    ...(ask === undefined ? {} : { answerer: answererOf(ask) }),
  });
  app = faked.app;
  const baseURL = `${await serve(app)}/v1`;
  return {
    client: new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 }),
    baseURL,
    seen: faked.seen,
  };
}

/** A promise with what settles it. */
function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}

async function allOf(stream: AsyncIterable<Chunk>): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

const contentsOf = (chunks: readonly Chunk[]): string[] =>
  chunks.flatMap(({ choices }) => choices[0]?.delta.content ?? []);

const annotationsIn = (chunks: readonly Chunk[]): Annotation[] =>
  chunks.flatMap(({ choices }) => {
    const delta = choices[0]?.delta as { annotations?: Annotation[] } | undefined;
    return delta?.annotations ?? [];
  });

/** What a promise rejects with. */
async function rejectionOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it did not reject');
}

describe("OpenAI's client", () => {
  it('gets an answer with its citations', async () => {
    const { client, baseURL } = await serveAnswers();
    const { choices, usage } = await client.chat.completions.create(request);
    const { content, annotations } = choices[0]!.message;
    const { start_index, end_index, url, title } = annotations![0]!.url_citation;
    expect(content!.slice(start_index, end_index)).toBe('[1]');
    expect(url).toBe(new URL(answer.citations[0]!.href, baseURL).href);
    expect([title, choices[0]!.finish_reason, usage!.total_tokens]).toEqual(['Refunds', 'stop', 0]);
  });

  it('sends the conversation, and what only we know beside it', async () => {
    const { client, seen } = await serveAnswers();
    const turns = [
      { role: 'developer' as const, content: 'Be brief.' },
      { role: 'user' as const, content: 'Do you take cash?' },
      { role: 'assistant' as const, content: 'Yes. [1]' },
    ];
    const body = { model: 'footnote:support', messages: [...turns, ...messages], temperature: 0 };
    await client.chat.completions.create({ ...body, topK: 3, filter: { plan: 'a' } } as never);
    expect(seen.asked).toMatchObject([
      { question, corpora: ['support'], topK: 3, filter: { plan: 'a' }, history: turns.slice(1) },
    ]);
  });

  it('finds the models', async () => {
    const { client } = await serveAnswers();
    const { data } = await client.models.list();
    expect(data.map(({ id }) => id)).toEqual(['footnote', 'footnote:support']);
    expect(await client.models.retrieve('footnote:support')).toEqual(data[1]);
    const error = await rejectionOf(client.models.retrieve('gpt-4o'));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ status: 404, code: 'model_not_found', param: 'model' });
  });

  it('is told what was wrong', async () => {
    const { client } = await serveAnswers();
    const error = await rejectionOf(client.chat.completions.create({ ...request, n: 3 }));
    expect(error).toMatchObject({
      status: 400,
      code: 'INVALID_REQUEST',
      param: 'n',
      type: 'invalid_request_error',
    });
    expect(String(error)).toContain('a question has one answer');
    expect((error as APIError).requestID).toBeTruthy();
  });
});

describe("OpenAI's client, streaming", () => {
  it('gets in pieces what it would get at once', async () => {
    const { client } = await serveAnswers(tellTwo);
    const whole = (await client.chat.completions.create(request)).choices[0]!;
    const chunks = await allOf(await client.chat.completions.create({ ...request, stream: true }));
    expect(contentsOf(chunks).join('')).toBe(whole.message.content);
    expect(annotationsIn(chunks)).toEqual(whole.message.annotations);
    expect(annotationsIn(chunks).length).toBe(2);
    expect(chunks[0]!.choices[0]!.delta.role).toBe('assistant');
    expect(chunks.map(({ choices }) => choices[0]!.finish_reason).filter(Boolean)).toEqual([
      'stop',
    ]);
    expect(chunks.at(-1)).toMatchObject({ footnote: { answerId: answer.id, status: 'answered' } });
    expect(chunks.every((chunk) => !('usage' in chunk))).toBe(true);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
  });

  it('puts them together again by its own helper', async () => {
    const { client } = await serveAnswers(tellTwo);
    const message = await client.chat.completions.stream(request).finalMessage();
    expect(message.content).toMatch(/^Refunds take 14 days\. \[1\] Cash takes 3\. 🚲 \[1\]\n\n/);
  });

  it('gets an abstention as one piece', async () => {
    const text = 'The documents do not answer this question.';
    const { client } = await serveAnswers(async function* () {
      yield { type: 'retrieval', hits: [] };
      const abstention = { reason: 'No passage has the word.', nearest: [] };
      const none = { status: 'abstained', abstention, text, claims: [], citations: [] } as const;
      yield { type: 'answer', answer: { ...answer, ...none, claims: [], citations: [] } };
    });
    const chunks = await allOf(await client.chat.completions.create({ ...request, stream: true }));
    expect(contentsOf(chunks)).toEqual(['', `${text}\n\nNo passage has the word.`]);
    expect(chunks.at(-1)).toMatchObject({ footnote: { status: 'abstained' } });
  });

  it('gets the usage when it asks for it', async () => {
    const { client } = await serveAnswers(tellTwo);
    const stream_options = { include_usage: true };
    const chunks = await allOf(
      await client.chat.completions.create({ ...request, stream: true, stream_options }),
    );
    const usage = { prompt_tokens: 70, completion_tokens: 8, total_tokens: 78 };
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage });
    expect(new Set(chunks.slice(0, -1).map((chunk) => chunk.usage))).toEqual(new Set([null]));
  });

  it('gets each claim as soon as it is there', async () => {
    const gate = deferred();
    const { client } = await serveAnswers(async function* () {
      yield { type: 'retrieval', hits: [hit] };
      yield claimEvent(first);
      await gate.promise;
      yield { type: 'answer', answer };
    });
    const stream = await client.chat.completions.create({ ...request, stream: true });
    const chunks = stream[Symbol.asyncIterator]();
    await chunks.next();
    const { value } = (await chunks.next()) as { value: Chunk };
    expect(contentsOf([value])).toEqual(['Refunds take 14 days. [1]']);
    gate.resolve();
    while (!(await chunks.next()).done);
  });

  it('ends the work when it goes away', async () => {
    const aborted = deferred();
    const { client } = await serveAnswers(async function* (_query, signal) {
      yield { type: 'retrieval', hits: [hit] };
      yield claimEvent(first);
      if (signal === undefined) throw new Error('no signal');
      await once(signal, 'abort');
      aborted.resolve();
    });
    const stream = await client.chat.completions.create({ ...request, stream: true });
    for await (const chunk of stream) {
      if (contentsOf([chunk]).join('') !== '') stream.controller.abort();
    }
    await aborted.promise;
  });

  it('ends the work when it goes away before anything is told', async () => {
    const asked = deferred();
    const aborted = deferred();
    // eslint-disable-next-line require-yield -- it waits until nobody does
    const { client } = await serveAnswers(async function* (_query, signal) {
      asked.resolve();
      if (signal === undefined) throw new Error('no signal');
      await once(signal, 'abort');
      aborted.resolve();
      throw signal.reason;
    });
    const leaving = new AbortController();
    const { signal } = leaving;
    const rejection = rejectionOf(client.chat.completions.create(request, { signal }));
    await asked.promise;
    leaving.abort();
    await aborted.promise;
    expect(await rejection).toBeInstanceOf(OpenAI.APIUserAbortError);
  });

  it('is told of a failure on the way, after what stood until then', async () => {
    const { client } = await serveAnswers(async function* () {
      yield { type: 'retrieval', hits: [hit] };
      yield claimEvent(first);
      throw new FootnoteError('MODEL_TIMEOUT');
    });
    const chunks: Chunk[] = [];
    const stream = await client.chat.completions.create({ ...request, stream: true });
    const reading = (async () => {
      for await (const chunk of stream) chunks.push(chunk);
    })();
    const error = await rejectionOf(reading);
    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({ code: 'MODEL_TIMEOUT', type: 'server_error' });
    expect(contentsOf(chunks).join('')).toBe('Refunds take 14 days. [1]');
  });

  it('is told of a failure before anything with its status', async () => {
    // eslint-disable-next-line require-yield -- it fails before it tells anything
    const { client } = await serveAnswers(async function* () {
      throw new FootnoteError('MODEL_KEY_REFUSED');
    });
    const error = await rejectionOf(client.chat.completions.create({ ...request, stream: true }));
    expect(error).toBeInstanceOf(InternalServerError);
    expect(error).toMatchObject({ status: 502, code: 'MODEL_KEY_REFUSED' });
  });

  it('shares the bound of streamed answers', async () => {
    const { promise, resolve } = deferred();
    const { client, baseURL } = await serveAnswers(async function* () {
      yield { type: 'retrieval', hits: [] };
      await promise;
      yield { type: 'answer', answer };
    });
    const body = JSON.stringify({ question, stream: true });
    const headers = { 'content-type': 'application/json' };
    const streams = await Promise.all(
      Array.from({ length: ANSWERING.maxOpen }, () =>
        fetch(`${baseURL}/ask`, { method: 'POST', headers, body }),
      ),
    );
    const error = await rejectionOf(client.chat.completions.create({ ...request, stream: true }));
    expect(error).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    resolve();
    for (const stream of streams) expect(await stream.text()).toContain('event: done');
  });
});

describe('a streamed completion on the line', () => {
  it('has events of no name, ends as OpenAI ends it, and asks nobody to come back', async () => {
    const { baseURL } = await serveAnswers();
    const response = await fetch(`${baseURL}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...request, stream: true }),
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const text = await response.text();
    expect(text).toMatch(/\ndata: \[DONE\]\n\n$/);
    expect(text).not.toMatch(/^(event|id|retry):/m);
  });
});

describe("LangChain's ChatOpenAI", () => {
  const langChainOf = (baseURL: string) =>
    new ChatOpenAI({
      model: 'footnote',
      apiKey: 'none',
      maxRetries: 0,
      configuration: { baseURL },
    });

  it('is answered as by any model', async () => {
    const { baseURL, seen } = await serveAnswers();
    const reply = await langChainOf(baseURL).invoke([
      new HumanMessage('Do you take cash?'),
      new AIMessage('Yes.'),
      new HumanMessage(question),
    ]);
    expect(reply.text).toMatch(/^Refunds take 14 days\. \[1\]\n\n/);
    expect(seen.asked[0]).toMatchObject({
      question,
      history: [{ content: 'Do you take cash?' }, { content: 'Yes.' }],
    });
  });

  it('streams', async () => {
    const { baseURL } = await serveAnswers(tellTwo);
    const model = langChainOf(baseURL);
    let text = '';
    let tokens = 0;
    for await (const chunk of await model.stream(question)) {
      text += chunk.text;
      tokens += (chunk.usage_metadata as UsageMetadata | undefined)?.total_tokens ?? 0;
    }
    expect(text).toBe((await model.invoke(question)).text);
    expect(tokens).toBe(78);
  });

  it('is told what was wrong', async () => {
    const { baseURL } = await serveAnswers();
    const error = await rejectionOf(langChainOf(baseURL).invoke('x'.repeat(3000)));
    expect(String(error)).toContain('must not have more than 2000 characters');
  });
});
