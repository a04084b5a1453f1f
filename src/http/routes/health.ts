import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { TAGS, problemResponse } from '../openapi.ts';
import { assertReady, type Readiness } from '../plugins/readiness.ts';

/** What an operator or an orchestrator asks; and the way from `/` to the documentation. */
export const healthRoutes: FastifyPluginAsyncTypebox<{ readiness: () => Readiness }> = async (
  app,
  { readiness },
) => {
  app.get(
    '/healthz',
    {
      schema: {
        operationId: 'getHealth',
        summary: 'Whether the process answers',
        tags: [TAGS.operations],
        response: { 200: Type.Object({ status: Type.Literal('ok') }) },
      },
    },
    () => ({ status: 'ok' as const }),
  );

  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'getReadiness',
        summary: 'Whether questions can be answered: the first ingest is committed',
        tags: [TAGS.operations],
        response: { 200: Type.Object({ status: Type.Literal('ready') }), 503: problemResponse },
      },
    },
    () => {
      assertReady(readiness());
      return { status: 'ready' as const };
    },
  );

  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/docs'));
};
