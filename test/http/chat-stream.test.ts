import { once } from 'node:events';
import OpenAI, { APIError, InternalServerError } from 'openai';
import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import type { Annotation } from '../../src/http/openai/message.ts';
import { ANSWERING } from '../../src/http/sse.ts';
import { answer, hit } from '../helpers/fake-parts.ts';
import { claimEvent, first, rejectionOf, request, serveAnswers, tellTwo } from './openai/served.ts';

type Chunk = OpenAI.ChatCompletionChunk;

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
    expect(message.content).toMatch(/^Refunds take 14 days\. \[1\]\nCash takes 3\. 🚲 \[1\]\n\n/);
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
      yield claimEvent(answer.text, first);
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
      yield claimEvent(answer.text, first);
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
      yield claimEvent(answer.text, first);
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
    const body = JSON.stringify({ question: answer.question, stream: true });
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
