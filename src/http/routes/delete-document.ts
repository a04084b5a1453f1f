import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Ingester, Jobs } from '../../../ingest/types.ts';
import { toDocumentId } from '../../core/ids.ts';
import type { StaleAnswersReader } from '../deps.ts';
import { expectedRevision } from '../if-match.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { EVERYTHING } from '../query.ts';
import { DeleteResponseSchema, ErasureResponseSchema } from '../responses.ts';
import { DeleteQuerySchema, DocumentParamsSchema, IfMatchHeadersSchema } from '../schemas.ts';
import { namedStale } from '../stale.ts';

interface DeleteDeps {
  readonly ingester: Pick<Ingester, 'remove'>;
  readonly jobs: Pick<Jobs, 'startErasure'>;
  readonly staleAnswers: StaleAnswersReader;
}

/** An erasure takes a second or two; whoever asked is told of the job when it takes longer. */
const ERASURE_WAIT_MS = 20_000;

/** `DELETE /documents/:id`: a tombstone, or with `?erase=true` gone for good. */
export const deleteDocumentRoutes: FastifyPluginAsyncTypebox<DeleteDeps> = async (app, deps) => {
  app.delete(
    '/documents/:id',
    {
      schema: {
        operationId: 'deleteDocument',
        summary: 'Remove a document from new answers, or erase it with all that was made of it',
        description:
          'Without `erase` its revisions are kept, for as-of questions. With `erase=true` nothing of it ' +
          'stays: 200 with the receipt when that is done, 202 when it takes longer, with the job to ask.',
        tags: [TAGS.documents],
        params: DocumentParamsSchema,
        querystring: DeleteQuerySchema,
        headers: IfMatchHeadersSchema,
        response: {
          200: DeleteResponseSchema,
          202: ErasureResponseSchema,
          '4xx': problemResponse,
          '5xx': problemResponse,
        },
      },
    },
    async ({ params, query, headers }, reply) => {
      const documentId = toDocumentId(params.id);
      const ifRevision = expectedRevision(headers['if-match']);
      if (query.erase === true) {
        const erased = await erase(deps.jobs, documentId, ifRevision);
        if (erased.receipt !== null) return erased;
        return reply.code(202).header('location', `/v1/jobs/${erased.jobId}`).send(erased);
      }
      const { seq, revision } = await deps.ingester.remove(documentId, ifRevision);
      const step = { documentId, before: revision, after: null };
      return { documentId, seq, ...namedStale(await deps.staleAnswers(step, EVERYTHING)) };
    },
  );
};

async function erase(jobs: DeleteDeps['jobs'], documentId: string, ifRevision: number | null) {
  const { job, finished } = await jobs.startErasure(documentId, ifRevision);
  const patience = new AbortController();
  const receipt = await Promise.race([
    finished,
    delay(ERASURE_WAIT_MS, null, { signal: patience.signal }).catch(() => null),
  ]);
  patience.abort();
  return { documentId, seq: receipt?.seq ?? null, jobId: job.id, receipt };
}
