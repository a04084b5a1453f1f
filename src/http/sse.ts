import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { finished, PassThrough, type Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FootnoteError } from '../core/errors.ts';
import { toProblem, type Problem } from './problems.ts';

/*
 * Server-sent events, as the HTML standard has them (§9.2): blocks of `field: value` lines, parted by blank
 * lines, of which a browser's EventSource makes events.
 */

export const EVENT_STREAM_MEDIA_TYPE = 'text/event-stream';

/** How often a stream looks into the store for what is new, in milliseconds. */
export const STORE_POLL_MS = 100;

/** Proxies cut connections on which nothing moves, most of them after 30 or 60 s. */
const HEARTBEAT_MS = 15_000;
/** When the server closes, a client gets this long to take what is on its way. */
const CLOSE_GRACE_MS = 1000;

export interface ServerSentEvent {
  /** Where a client that comes back goes on: its Last-Event-ID. */
  readonly id?: string;
  /** Without a name it is a message. */
  readonly event?: string;
  /** Whatever JSON can hold. */
  readonly data: unknown;
}

/** A message that is no JSON, and has no line ends. */
export interface LineEvent {
  readonly line: string;
}

export type StreamEvent = ServerSentEvent | LineEvent;

export interface StreamForm {
  /** What a client that comes back before the first event names as its Last-Event-ID; null = nothing. */
  readonly startId?: string | null;
  /** How an error is told; as an event `error` by default. */
  readonly toErrorEvent?: (problem: Problem) => ServerSentEvent;
}

export interface EventStreams {
  /**
   * Sets the headers of the reply and gives its body. One event is asked for after another, as fast as the
   * client takes them. `signal` aborts when the client is gone or the server closes. An error of the events
   * is told as the last of them.
   * @throws TOO_MANY_REQUESTS, SHUTTING_DOWN
   */
  open(
    request: Pick<FastifyRequest, 'url' | 'log'>,
    reply: Pick<FastifyReply, 'raw' | 'headers'>,
    events: (signal: AbortSignal) => AsyncIterable<StreamEvent>,
    form?: StreamForm,
  ): Readable;
}

/** What is the same for all streams of one sort. */
export interface StreamLimits {
  /** Streams open at once. */
  readonly maxOpen: number;
  /** How long a client waits before it connects again, in milliseconds; null = it should not. */
  readonly retryMs: number | null;
}

/** Of streams that follow the store: each holds a connection and asks the store ten times a second. */
export const FOLLOWING: StreamLimits = { maxOpen: 100, retryMs: 2000 };
/** Of answers: they end by themselves, and whoever comes back would ask again. */
export const ANSWERING: StreamLimits = { maxOpen: 100, retryMs: null };

interface OpenStream {
  readonly stop: AbortController;
  readonly response: ServerResponse;
}

/** Streams of one sort: their number is bounded, and they end when the app closes. */
export function createEventStreams(app: FastifyInstance, limits: StreamLimits): EventStreams {
  const streams = new Set<OpenStream>();
  let isClosing = false;

  app.addHook('preClose', async () => {
    isClosing = true;
    for (const { stop } of streams) stop.abort();
    // A client that does not read would keep the server from closing.
    setTimeout(() => {
      for (const { response } of streams) response.destroy();
    }, CLOSE_GRACE_MS).unref();
  });

  return {
    open(request, reply, events, { startId = null, toErrorEvent = namedError } = {}) {
      if (isClosing) throw new FootnoteError('SHUTTING_DOWN');
      if (streams.size >= limits.maxOpen) throw tooManyStreams(limits.maxOpen);
      const stream = { stop: new AbortController(), response: reply.raw };
      streams.add(stream);
      finished(reply.raw, () => {
        stream.stop.abort();
        streams.delete(stream);
      });
      reply.headers({
        'content-type': `${EVENT_STREAM_MEDIA_TYPE}; charset=utf-8`,
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        // Kept alive, the connection of a stream that ended would hold up a server that closes.
        connection: 'close',
      });
      const body = new PassThrough();
      body.write(preamble(limits.retryMs, startId));
      const { signal } = stream.stop;
      void fill(body, events(signal), signal, { request, toErrorEvent });
      return body;
    },
  };
}

function tooManyStreams(maxOpen: number): FootnoteError {
  const detail = `${maxOpen} event streams are open, which is as many as there may be.`;
  return new FootnoteError('TOO_MANY_REQUESTS', { maxStreams: maxOpen }, { detail });
}

/** What a stream begins with. Something must: the headers leave with it. */
function preamble(retryMs: number | null, startId: string | null): string {
  const retry = retryMs === null ? ':\n' : `retry: ${retryMs}\n`;
  return `${retry}${startId === null ? '' : `id: ${startId}\n`}\n`;
}

async function fill(
  body: PassThrough,
  events: AsyncIterable<StreamEvent>,
  signal: AbortSignal,
  {
    request,
    toErrorEvent,
  }: {
    request: Pick<FastifyRequest, 'url' | 'log'>;
    toErrorEvent: (problem: Problem) => ServerSentEvent;
  },
): Promise<void> {
  const heartbeat = setInterval(() => {
    if (!body.writableNeedDrain) body.write(':\n\n');
  }, HEARTBEAT_MS);
  try {
    for await (const event of events) {
      // What a slow client has not taken yet stays where it comes from, rather than in memory.
      if (!body.write(frame(event))) await once(body, 'drain', { signal });
    }
  } catch (error) {
    if (!signal.aborted) {
      const problem = toProblem(error, request.url.split('?', 1)[0] ?? '');
      request.log.error({ err: error }, problem.code);
      body.write(frame(toErrorEvent(problem)));
    }
  } finally {
    clearInterval(heartbeat);
    body.end();
  }
}

/** One event. JSON has no raw line ends, so that nothing in the data can begin a line. */
function frame(told: StreamEvent): string {
  if ('line' in told) return `data: ${told.line}\n\n`;
  const { id, event, data } = told;
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  const eventLine = event === undefined ? '' : `event: ${event}\n`;
  return `${idLine}${eventLine}data: ${JSON.stringify(data)}\n\n`;
}

function namedError(problem: Problem): ServerSentEvent {
  return { event: 'error', data: problem };
}

/**
 * Whether an Accept header asks for events rather than JSON. Of the two the one that it names first counts;
 * who takes anything gets JSON. Weights (`q=`) are not looked at.
 */
export function asksForEvents(accept: string | undefined): boolean {
  const types = (accept ?? '')
    .split(',')
    .map((range) => range.split(';', 1)[0]?.trim().toLowerCase());
  const named = types.find(
    (type) => type === EVENT_STREAM_MEDIA_TYPE || type === 'application/json',
  );
  return named === EVENT_STREAM_MEDIA_TYPE;
}
