import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Retriever } from '../../retrieve/types.ts';
import { signalOfGone } from '../gone.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { toQuery } from '../query.ts';
import { SearchResponseSchema } from '../responses.ts';
import { SearchBodySchema } from '../schemas.ts';

/** `POST /search`: what an answer would be made from. */
export const searchRoutes: FastifyPluginAsyncTypebox<{ retriever: Retriever }> = async (
  app,
  { retriever },
) => {
  app.post(
    '/search',
    {
      schema: {
        operationId: 'search',
        summary: 'Retrieve passages without writing an answer',
        tags: [TAGS.ask],
        body: SearchBodySchema,
        response: { 200: SearchResponseSchema, '4xx': problemResponse, '5xx': problemResponse },
      },
    },
    async (request, reply) => {
      const { seq, passages, trace } = await retriever.retrieve(
        toQuery(request.body),
        signalOfGone(reply),
      );
      return { seq, hits: passages.map(({ hit }) => hit), trace };
    },
  );
};
