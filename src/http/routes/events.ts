import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Store } from '../../store/types.ts';
import { EVENT_KINDS, streamOf } from '../event-schemas.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { EVERYTHING } from '../query.ts';
import {
  EVENT_STREAM_MEDIA_TYPE,
  STORE_POLL_MS,
  type EventStreams,
  type ServerSentEvent,
} from '../sse.ts';

type EventLog = Pick<Store, 'latest' | 'events' | 'eventPosition' | 'latestEventPosition'>;

interface EventDeps {
  readonly store: EventLog;
  readonly streams: EventStreams;
}

/** Events read at once: what a stream holds in memory for a client that does not keep up. */
const EVENTS_PER_READ = 100;

const EventId = Type.String({
  pattern: '^(0|[1-9]\\d{0,14})\\.(0|[1-9]\\d{0,14})$',
  description: 'The id of the last event that was seen, `<seq>.<n>`: the stream goes on after it.',
});

/**
 * `GET /events`: what happens to documents, answers and ingests, in the order of the log, whichever process
 * did it. The log is bounded: whoever was away for too long, or reads too slowly, gets a `reset`.
 */
export const eventRoutes: FastifyPluginAsyncTypebox<EventDeps> = async (app, deps) => {
  const { store, streams } = deps;
  app.get(
    '/events',
    {
      schema: {
        operationId: 'listenToEvents',
        summary: 'What happens, as it happens: server-sent events',
        description:
          'Without the id of an event the stream begins with what comes after the connection. With one it ' +
          'resumes right after that event, or with `reset` when the log does not go back that far. An ' +
          'EventSource sends the header by itself when it connects again; the header wins over the query.',
        tags: [TAGS.operations],
        headers: Type.Object({ 'last-event-id': Type.Optional(EventId) }),
        querystring: Type.Object(
          { lastEventId: Type.Optional(EventId) },
          { additionalProperties: false },
        ),
        response: {
          200: {
            description: 'The stream, which ends when the server closes.',
            content: { [EVENT_STREAM_MEDIA_TYPE]: { schema: streamOf(EVENT_KINDS) } },
          },
          '4xx': problemResponse,
          '5xx': problemResponse,
        },
      },
    },
    async (request, reply) => {
      const lastEventId = request.headers['last-event-id'] ?? request.query.lastEventId;
      if (lastEventId !== undefined) {
        const position = await store.eventPosition(lastEventId);
        return streams.open(request, reply, (signal) => follow(store, position, signal));
      }
      const { position, id } = await latestEvent(store);
      return streams.open(request, reply, (signal) => follow(store, position, signal), {
        startId: id,
      });
    },
  );
};

/** Events after a position of the log; null = the log does not know where. */
async function* follow(
  store: EventLog,
  from: number | null,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent> {
  let position = from;
  let reason = 'The last event that was seen is not in the log: too old, or of another store.';
  for (;;) {
    if (position === null) {
      const latest = await latestEvent(store);
      position = latest.position;
      yield await reset(store, latest.id, reason);
    }
    const page = await store.events(EVERYTHING, position, EVENTS_PER_READ);
    if (page.gap) {
      position = null;
      reason = 'Events were dropped from the log before the client had taken them.';
      continue;
    }
    for (const { id, type, data } of page.events) yield { id, event: type, data };
    // Through a long backlog, too, others get their turn.
    await (page.position === position
      ? delay(STORE_POLL_MS, undefined, { signal })
      : turn(undefined, { signal }));
    position = page.position;
  }
}

/**
 * It carries the id of the latest event, since with the old one a client that comes back would be reset once
 * more. The seq is read after the position: at that seq a client sees all that the skipped events told.
 */
async function reset(
  store: EventLog,
  latestId: string | null,
  reason: string,
): Promise<ServerSentEvent> {
  const { seq } = await store.latest();
  return { ...(latestId === null ? {} : { id: latestId }), event: 'reset', data: { seq, reason } };
}

/** Where the log ends; 0 and null when there was no event yet. */
async function latestEvent(store: EventLog): Promise<{ position: number; id: string | null }> {
  const latest = await store.latestEventPosition();
  if (latest === 0) return { position: 0, id: null };
  const { events, position } = await store.events(EVERYTHING, latest - 1, 1);
  return { position, id: events[0]?.id ?? null };
}
