import { once } from 'node:events';
import fc from 'fast-check';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import { replyWithProblems } from '../../src/http/plugins/problem-replies.ts';
import {
  asksForEvents,
  createEventStreams,
  FOLLOWING,
  type ServerSentEvent,
} from '../../src/http/sse.ts';
import { connect, serve, type EventClient } from '../helpers/event-stream.ts';

type Source = (signal: AbortSignal) => AsyncIterable<ServerSentEvent>;

let app: FastifyInstance;
let source: Source;
/** What is awaited between the request and the beginning of its stream. */
let gate: Promise<unknown>;
let logged = '';

/** An app with `GET /stream`, which tells of `source`, and `GET /ping`. */
beforeEach(() => {
  logged = '';
  gate = Promise.resolve();
  source = silence;
  app = Fastify({ logger: { stream: { write: (line: string) => void (logged += line) } } });
  replyWithProblems(app);
  const streams = createEventStreams(app, FOLLOWING);
  app.get('/stream', async (request, reply) => {
    await gate;
    return streams.open(request, reply, (signal) => source(signal), { startId: '7.0' });
  });
  app.get('/ping', () => 'pong');
});

afterEach(() => app.close());

/** Nothing, until the signal comes. */
async function* silence(signal: AbortSignal): AsyncGenerator<ServerSentEvent> {
  await once(signal, 'abort');
  yield* [];
}

/** These events, and then nothing. */
function telling(...events: readonly ServerSentEvent[]): Source {
  return async function* (signal) {
    yield* events;
    yield* silence(signal);
  };
}

/** More than the system's buffers between a server and a client take: 32 MB. */
function* large(): Generator<ServerSentEvent> {
  for (let i = 0; i < LARGE_EVENTS; i++) {
    yield { event: 'told', data: String(i).padStart(65_536, '.') };
  }
}
const LARGE_EVENTS = 500;

/** A client that reads nothing until it is told to; what a server writes without looking has been written. */
async function connectWithoutReading(address: string): Promise<EventClient> {
  const client = await connect(`${address}/stream`);
  client.pause();
  for (let i = 0; i < 50; i++) await (await fetch(`${address}/ping`)).text();
  return client;
}

describe('a stream of server-sent events', () => {
  it('is one that no proxy keeps back or stores, and says when and where to come back', async () => {
    const client = await connect(`${await serve(app)}/stream`);
    expect(client.status).toBe(200);
    expect(client.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    await client.until(() => client.text().endsWith('\n\n'));
    expect(client.text()).toBe('retry: 2000\nid: 7.0\n\n');
    expect(client.lastEventId()).toBe('7.0');
  });

  it('holds each event with its id, its name and its data in one line', async () => {
    source = telling(
      { id: '8.0', event: 'first', data: { text: 'a\nb' } },
      { event: 'second', data: null },
    );
    const client = await connect(`${await serve(app)}/stream`);
    expect(await client.take(2)).toEqual([
      { id: '8.0', event: 'first', data: { text: 'a\nb' } },
      { id: '8.0', event: 'second', data: null },
    ]);
    expect(client.text()).toContain('id: 8.0\nevent: first\ndata: {"text":"a\\nb"}\n\n');
  });

  it('cannot be broken by its data', async () => {
    const address = await serve(app);
    const hostile = fc.constantFrom(
      '\n\nevent: x\ndata: {}\n\n',
      '\r\rid: 1\r',
      '\u2028\u2029\u0085\0',
      '\ud800',
      ': ',
    );
    const text = fc.oneof(hostile, fc.string({ unit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.dictionary(text, text)), async (values) => {
        const sent = values.map((data) => ({ event: 'told', data }));
        source = async function* () {
          yield* sent;
        };
        const client = await connect(`${address}/stream`);
        const received = await client.rest();
        expect(received.map(({ event, data }) => ({ event, data }))).toEqual(
          JSON.parse(JSON.stringify(sent)),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('asks for no more events than the client takes', async () => {
    const address = await serve(app);
    const count = 500;
    let asked = 0;
    source = async function* () {
      for (; asked < count; asked++)
        yield { event: 'told', data: `${asked} ${'x'.repeat(65_536)}` };
    };
    const client = await connect(`${address}/stream`);
    client.pause();
    // Without waiting for the client, the whole would have been written before the next request is read.
    for (let i = 0; i < 50; i++) await (await fetch(`${address}/ping`)).text();
    expect(asked).toBeLessThan(count / 2);
    client.resume();
    const received = await client.rest();
    expect(received.map(({ data }) => Number((data as string).split(' ')[0]))).toEqual(
      Array.from({ length: count }, (_, i) => i),
    );
  });

  it('shows that it is alive while there is nothing to tell', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const client = await connect(`${await serve(app)}/stream`);
      await client.until(() => client.text().endsWith('\n\n'));
      vi.advanceTimersByTime(45_000);
      await client.until(() => client.text().endsWith('\n\n:\n\n:\n\n:\n\n'));
      client.leave();
      await vi.waitUntil(() => vi.getTimerCount() === 0, { timeout: 5000 });
    } finally {
      vi.useRealTimers();
    }
  });

  it('adds no signs of life to what a client does not take', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      source = async function* () {
        yield* large();
      };
      const client = await connectWithoutReading(await serve(app));
      vi.advanceTimersByTime(10 * 15_000);
      client.resume();
      await client.rest();
      expect(client.text()).not.toContain('\n:');
    } finally {
      vi.useRealTimers();
    }
  });

  it('lets go of the events when the client goes away', async () => {
    let wasLetGo = false;
    source = async function* (signal) {
      try {
        yield* silence(signal);
      } finally {
        wasLetGo = true;
      }
    };
    const client = await connect(`${await serve(app)}/stream`);
    client.leave();
    await vi.waitUntil(() => wasLetGo, { timeout: 5000 });
    expect(logged).not.toMatch(/"level":[456]0/);
  });

  it('lets go of the events when the client goes away with its receive buffer full', async () => {
    let wasLetGo = false;
    source = async function* () {
      try {
        yield* large();
      } finally {
        wasLetGo = true;
      }
    };
    const client = await connectWithoutReading(await serve(app));
    expect(wasLetGo).toBe(false);
    client.leave();
    await vi.waitUntil(() => wasLetGo, { timeout: 5000 });
  });

  it('tells of an error that comes after its beginning, and ends', async () => {
    source = async function* () {
      yield { event: 'told', data: 1 };
      throw new FootnoteError('STORE_BUSY');
    };
    const client = await connect(`${await serve(app)}/stream?a=b`);
    const [, problem, ...more] = await client.rest();
    expect(problem).toMatchObject({
      event: 'error',
      data: { code: 'STORE_BUSY', status: 503, instance: '/stream' },
    });
    expect(more).toEqual([]);
    expect(logged).toContain('"msg":"STORE_BUSY"');
  });

  it('tells nothing of an error that nobody foresaw but that there was one', async () => {
    source = async function* () {
      yield { event: 'told', data: 1 };
      throw new Error('secret');
    };
    const client = await connect(`${await serve(app)}/stream`);
    expect(await client.rest()).toMatchObject([{}, { event: 'error', data: { code: 'INTERNAL' } }]);
    expect(client.text()).not.toContain('secret');
    expect(logged).toContain('secret');
  });

  it('gives its headers alone to HEAD', async () => {
    const response = await fetch(`${await serve(app)}/stream`, { method: 'HEAD' });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await response.text()).toBe('');
  });
});

describe('the streams of a server', () => {
  it('are bounded: one too many is refused with a problem, until another one ends', async () => {
    const address = await serve(app);
    const clients = await Promise.all(
      Array.from({ length: FOLLOWING.maxOpen }, () => connect(`${address}/stream`)),
    );
    expect(new Set(clients.map(({ status }) => status))).toEqual(new Set([200]));
    const refused = await fetch(`${address}/stream`);
    expect(refused.headers.get('content-type')).toMatch('application/problem+json');
    expect(await refused.json()).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    clients[0]?.leave();
    await vi.waitUntil(async () => (await connect(`${address}/stream`)).status === 200, {
      timeout: 5000,
    });
  });

  it('end when it closes', async () => {
    source = telling({ event: 'told', data: 1 });
    const client = await connect(`${await serve(app)}/stream`);
    await client.next();
    const [left] = await Promise.all([client.rest(), app.close()]);
    expect(left).toEqual([]);
  });

  it('do not keep it from closing when a client has stopped reading', async () => {
    source = async function* () {
      yield* large();
    };
    await connectWithoutReading(await serve(app));
    await app.close();
  });

  it('do not keep it from closing when their events do not look at the signal', async () => {
    source = async function* () {
      await new Promise(() => undefined);
      yield* [];
    };
    await connect(`${await serve(app)}/stream`);
    await app.close();
  });

  it('do not begin once it is closing', async () => {
    let begin = (): void => undefined;
    gate = new Promise<void>((resolve) => (begin = resolve));
    const isClosing = new Promise<void>((resolve) => {
      app.addHook('preClose', async () => resolve());
    });
    let hasArrived = false;
    app.addHook('onRequest', async () => {
      hasArrived = true;
    });
    const client = connect(`${await serve(app)}/stream`);
    await vi.waitUntil(() => hasArrived, { timeout: 5000 });
    const closed = app.close();
    await isClosing;
    begin();
    const { status, headers } = await client;
    expect([status, headers['content-type']]).toEqual([503, expect.stringMatching('problem')]);
    await closed;
  });
});

describe('asksForEvents', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['*/*', false],
    ['text/*', false],
    ['application/json', false],
    ['text/event-streams', false],
    ['text/event-stream', true],
    ['Text/Event-Stream', true],
    ['text/event-stream;charset=utf-8', true],
    [' text/html , text/event-stream ; q=0.9 , */*', true],
    ['text/event-stream, application/json', true],
    ['application/json, text/event-stream', false],
    ['application/json;a="text/event-stream"', false],
  ])('takes %j for %s', (accept, expected) => {
    expect(asksForEvents(accept)).toBe(expected);
  });
});
