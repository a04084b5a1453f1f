import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Jobs } from '../../../ingest/types.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { IngestJobSchema } from '../responses.ts';
import { IngestBodySchema } from '../schemas.ts';

interface IngestDeps {
  readonly jobs: Pick<Jobs, 'startIngest'>;
}

/** `POST /ingest` reads the folders again, as a job that `GET /jobs/:id` tells of. */
export const ingestRoutes: FastifyPluginAsyncTypebox<IngestDeps> = async (app, { jobs }) => {
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
        response: { 202: IngestJobSchema, '4xx': problemResponse, '5xx': problemResponse },
      },
    },
    async (request, reply) => {
      const { corpus = null, atomic = false } = request.body;
      const job = await jobs.startIngest({ corpus, atomic });
      return reply.code(202).header('location', `/v1/jobs/${job.id}`).send(job);
    },
  );
};
