import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Config } from '../../core/config.ts';
import { FootnoteError } from '../../core/errors.ts';
import type { ModelHealth } from '../../models/types.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { assertReady, type Readiness } from '../plugins/readiness.ts';

interface HealthDeps {
  readonly config: Pick<Config, 'generator' | 'generatorFallback' | 'embedder'>;
  readonly readiness: () => Readiness;
  readonly modelHealth: () => Promise<ModelHealth>;
}

const ReadySchema = Type.Object({
  status: Type.Literal('ready'),
  degraded: Type.Union([Type.Object({ code: Type.String(), reason: Type.String() }), Type.Null()], {
    description: 'Why the chat model cannot be asked, while GENERATOR_FALLBACK stands in for it.',
  }),
});

/** What an operator or an orchestrator asks; and the way from `/` to the documentation. */
export const healthRoutes: FastifyPluginAsyncTypebox<HealthDeps> = async (app, deps) => {
  const { config, readiness, modelHealth } = deps;
  // Questions must be embedded in any case.
  const hasStandIn = config.generatorFallback !== 'none' && config.embedder === 'embedded';

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
        summary: 'Whether questions can be answered, and if not, what is missing',
        description:
          'The first ingest must be committed, and the models that the settings name be there.',
        tags: [TAGS.operations],
        response: { 200: ReadySchema, 503: problemResponse },
      },
    },
    async () => {
      assertReady(readiness());
      const health = await modelHealth();
      if (health.ok) return { status: 'ready' as const, degraded: null };
      const { code, reason } = health;
      if (!hasStandIn) {
        throw new FootnoteError('NOT_READY', {}, { detail: `${code}: ${reason}` });
      }
      return { status: 'ready' as const, degraded: { code, reason } };
    },
  );

  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/docs'));
};
