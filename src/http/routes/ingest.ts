import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { IngestJobs } from '../../../ingest/types.ts';
import type { Store } from '../../store/types.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { JobSchema } from '../responses.ts';
import { IdentifierParamsSchema, IngestBodySchema } from '../schemas.ts';

interface IngestDeps {
  readonly store: Store;
  readonly ingestJobs: IngestJobs;
}

const problems = { '4xx': problemResponse, '5xx': problemResponse };

/** `POST /ingest` reads the folders again, as a job; `GET /jobs/:id` says how far it is. */
export const ingestRoutes: FastifyPluginAsyncTypebox<IngestDeps> = async (
  app,
  { store, ingestJobs },
) => {
  app.post(
    '/ingest',
    {
      preValidation: async (request) => {
        request.body ??= {};
      },
      schema: {
        operationId: 'startIngest',
        summary: 'Read the corpora folder again',
        tags: [TAGS.ingest],
        body: IngestBodySchema,
        response: { 202: JobSchema, ...problems },
      },
    },
    async (request, reply) => {
      const job = await ingestJobs.start(request.body.corpus ?? null);
      return reply.code(202).header('location', `/v1/jobs/${job.id}`).send(job);
    },
  );

  app.get(
    '/jobs/:id',
    {
      schema: {
        operationId: 'getJob',
        summary: 'How far an ingest is, or how it ended',
        tags: [TAGS.ingest],
        params: IdentifierParamsSchema,
        response: { 200: JobSchema, ...problems },
      },
    },
    ({ params }) => store.job(params.id),
  );
};
