import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { DocumentDiffSchema } from '../../core/diff-model.ts';
import { toDocumentId } from '../../core/ids.ts';
import type { DiffReader } from '../deps.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { EVERYTHING } from '../query.ts';
import { DiffQuerySchema, DocumentParamsSchema } from '../schemas.ts';

/** `GET /documents/:id/diff`: what an edit changed. */
export const diffRoutes: FastifyPluginAsyncTypebox<{ documentDiff: DiffReader }> = async (
  app,
  { documentDiff },
) => {
  app.get(
    '/documents/:id/diff',
    {
      schema: {
        operationId: 'diffRevisions',
        summary: 'What changed between two revisions, passage by passage and word by word',
        tags: [TAGS.documents],
        params: DocumentParamsSchema,
        querystring: DiffQuerySchema,
        response: { 200: DocumentDiffSchema, '4xx': problemResponse, '5xx': problemResponse },
      },
    },
    ({ params, query: { from = null, to = null } }) =>
      documentDiff(toDocumentId(params.id), { from, to }, EVERYTHING),
  );
};
