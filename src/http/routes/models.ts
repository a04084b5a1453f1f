import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Store } from '../../store/types.ts';
import { openAiErrorResponse } from '../openai/errors.ts';
import { modelNotFound, ModelSchema, modelsOf } from '../openai/models.ts';
import { TAGS } from '../openapi.ts';
import { EVERYTHING } from '../query.ts';
import { AnyQuerySchema, ModelParamsSchema } from '../schemas.ts';

const errors = { '4xx': openAiErrorResponse, '5xx': openAiErrorResponse };

/** `/models`: the scopes that clients of OpenAI's API can ask. */
export const modelRoutes: FastifyPluginAsyncTypebox<{ store: Store }> = async (app, { store }) => {
  app.get(
    '/models',
    {
      schema: {
        operationId: 'listModels',
        summary: "The corpora as models of OpenAI's API",
        description: '`footnote` answers from every corpus, `footnote:<corpus>` from one.',
        tags: [TAGS.openai],
        querystring: AnyQuerySchema,
        response: {
          200: Type.Object({ object: Type.Literal('list'), data: Type.Array(ModelSchema) }),
          ...errors,
        },
      },
    },
    async () => ({ object: 'list' as const, data: modelsOf(await store.corpora(EVERYTHING)) }),
  );

  app.get(
    '/models/:model',
    {
      schema: {
        operationId: 'getModel',
        summary: 'One of them',
        tags: [TAGS.openai],
        params: ModelParamsSchema,
        querystring: AnyQuerySchema,
        response: { 200: ModelSchema, ...errors },
      },
    },
    async ({ params: { model } }) => {
      const found = modelsOf(await store.corpora(EVERYTHING)).find(({ id }) => id === model);
      if (found === undefined) throw modelNotFound(model);
      return found;
    },
  );
};
