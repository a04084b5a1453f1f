import { once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { Answerer, AnswerEvent } from '../../src/answer.ts';
import { FootnoteError } from '../../src/core/errors.ts';
import { ANSWERING } from '../../src/http/sse.ts';
import { connect, serve, type EventClient } from '../helpers/event-stream.ts';
import { answer, answererOf, fakeApp, hit } from '../helpers/fake-parts.ts';

const question = 'How long do refunds take?';
const [claim] = answer.claims as [(typeof answer.claims)[0]];
const told = { text: answer.text, claim, citations: answer.citations };
const claimEvent: AnswerEvent = { type: 'claim', ...told };

let app: FastifyInstance | null = null;

afterEach(async () => {
  await app?.close();
  app = null;
});

/** Serves an app whose answers are these events. @returns its address */
async function serveAnswers(ask?: Answerer['ask']): Promise<string> {
  const faked = await fakeApp(ask === undefined ? {} : { answerer: answererOf(ask) });
  app = faked.app;
  return serve(app);
}

function askAt(address: string, body: object = {}, headers = {}): Promise<EventClient> {
  return connect(`${address}/v1/ask`, headers, { question, stream: true, ...body });
}

/** A promise with what settles it. */
function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}

describe('POST /v1/ask, streamed', () => {
  it('tells what was found, each claim, the whole answer and the end', async () => {
    const client = await askAt(await serveAnswers());
    expect(client.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8' });
    const events = await client.rest();
    expect(events.map(({ event, data }) => ({ event, data }))).toEqual([
      { event: 'retrieval', data: { hits: [hit] } },
      { event: 'claim', data: told },
      { event: 'answer', data: answer },
      { event: 'done', data: {} },
    ]);
  });

  it('does not ask to come back: whoever does would ask again', async () => {
    const client = await askAt(await serveAnswers());
    await client.rest();
    expect(client.text()).not.toMatch(/^(retry|id):/m);
  });

  it('comes of an Accept header as well, unless the body says no', async () => {
    const address = await serveAnswers();
    const accept = { accept: 'text/event-stream' };
    const streamed = await connect(`${address}/v1/ask`, accept, { question });
    expect((await streamed.rest()).at(-1)?.event).toBe('done');
    const plain = await askAt(address, { stream: false }, accept);
    expect(plain.headers['content-type']).toMatch(/^application\/json/);
  });

  it('sends each claim as soon as it is there', async () => {
    const gate = deferred();
    const address = await serveAnswers(async function* () {
      yield { type: 'retrieval', hits: [hit] };
      yield claimEvent;
      await gate.promise;
      yield { type: 'answer', answer };
    });
    const client = await askAt(address);
    expect((await client.take(2)).map(({ event }) => event)).toEqual(['retrieval', 'claim']);
    gate.resolve();
    expect((await client.rest()).map(({ event }) => event)).toEqual(['answer', 'done']);
  });

  it('is a plain problem when nothing can be told', async () => {
    // eslint-disable-next-line require-yield -- it fails before it tells anything
    const address = await serveAnswers(async function* () {
      throw new FootnoteError('INVALID_CORPUS');
    });
    const client = await askAt(address);
    expect(client.status).toBe(400);
    expect(client.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('ends in an error event when it fails on the way', async () => {
    const address = await serveAnswers(async function* () {
      yield { type: 'retrieval', hits: [hit] };
      throw new FootnoteError('MODEL_TIMEOUT');
    });
    const events = await (await askAt(address)).rest();
    expect(events.map(({ event }) => event)).toEqual(['retrieval', 'error']);
    expect(events[1]?.data).toMatchObject({ code: 'MODEL_TIMEOUT', status: 504 });
  });

  it('ends the work when the client goes away on the way', async () => {
    const aborted = deferred();
    const address = await serveAnswers(async function* (_request, signal) {
      yield { type: 'retrieval', hits: [hit] };
      if (signal === undefined) throw new Error('no signal');
      await once(signal, 'abort');
      aborted.resolve();
      throw signal.reason;
    });
    const client = await askAt(address);
    await client.next();
    client.leave();
    await aborted.promise;
  });

  it('ends the work when the server closes', async () => {
    const aborted = deferred();
    const address = await serveAnswers(async function* (_request, signal) {
      yield { type: 'retrieval', hits: [hit] };
      if (signal === undefined) throw new Error('no signal');
      await once(signal, 'abort');
      aborted.resolve();
    });
    const client = await askAt(address);
    await client.next();
    await app?.close();
    await aborted.promise;
  });

  it('asks for no more claims than a client takes', async () => {
    const LARGE = 500;
    let told = 0;
    const large = { ...claimEvent, claim: { ...claim, text: 'x'.repeat(65_536) } };
    const address = await serveAnswers(async function* () {
      yield { type: 'retrieval', hits: [] };
      for (; told < LARGE; told++) yield large;
      yield { type: 'answer', answer };
    });
    const client = await askAt(address);
    client.pause();
    for (let i = 0; i < 50; i++) await (await fetch(`${address}/healthz`)).text();
    // Buffers of the system between the two hold a few megabytes.
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThan(LARGE / 2);
    client.resume();
    expect((await client.rest()).length).toBe(1 + LARGE + 2);
  });

  it('has streams of its own, so that listeners to events leave room for questions', async () => {
    const { promise, resolve } = deferred();
    const address = await serveAnswers(async function* () {
      yield { type: 'retrieval', hits: [] };
      await promise;
      yield { type: 'answer', answer };
    });
    const clients = await Promise.all(
      Array.from({ length: ANSWERING.maxOpen }, () => askAt(address)),
    );
    const refused = await askAt(address);
    expect(refused.status).toBe(429);
    resolve();
    for (const client of clients) expect((await client.rest()).at(-1)?.event).toBe('done');
    expect((await askAt(address)).status).toBe(200);
  });
});
