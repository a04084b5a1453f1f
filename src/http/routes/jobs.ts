import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Job, Store } from '../../store/types.ts';
import { streamOf } from '../event-schemas.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { JobSchema } from '../responses.ts';
import { IdentifierParamsSchema } from '../schemas.ts';
import {
  asksForEvents,
  EVENT_STREAM_MEDIA_TYPE,
  STORE_POLL_MS,
  type EventStreams,
  type ServerSentEvent,
} from '../sse.ts';

interface JobDeps {
  readonly store: Pick<Store, 'job'>;
  readonly streams: EventStreams;
}

const JobStreamSchema = streamOf([
  {
    event: 'job',
    description: 'The job, at first and each time it has changed.',
    data: JobSchema,
  },
  {
    event: 'done',
    description: 'The job has ended, and the stream with it.',
    data: Type.Object({}),
  },
]);

/** `GET /jobs/:id`: how far a job is, as JSON, or as events until it ends. */
export const jobRoutes: FastifyPluginAsyncTypebox<JobDeps> = async (app, { store, streams }) => {
  app.get(
    '/jobs/:id',
    {
      schema: {
        operationId: 'getJob',
        summary: 'How far an ingest or an erasure is, or how it ended',
        description:
          'With `Accept: text/event-stream` as server-sent events: `job` each time the job has changed, ' +
          'then `done`. Close the EventSource at `done`, or it connects again.',
        tags: [TAGS.ingest],
        params: IdentifierParamsSchema,
        response: {
          200: {
            description: 'The job.',
            content: {
              'application/json': { schema: JobSchema },
              [EVENT_STREAM_MEDIA_TYPE]: { schema: JobStreamSchema },
            },
          },
          '4xx': problemResponse,
          '5xx': problemResponse,
        },
      },
    },
    async (request, reply) => {
      reply.header('vary', 'accept');
      const job = await store.job(request.params.id);
      if (!asksForEvents(request.headers.accept)) return job;
      return streams.open(request, reply, (signal) => follow(store, job, signal));
    },
  );
};

async function* follow(
  store: JobDeps['store'],
  first: Job,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent> {
  let told = '';
  for (let job = first; ; job = await store.job(job.id)) {
    const now = JSON.stringify(job);
    if (now !== told) yield { event: 'job', data: job };
    told = now;
    if (job.status !== 'running') break;
    await delay(STORE_POLL_MS, undefined, { signal });
  }
  yield { event: 'done', data: {} };
}
