import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Store } from '../../store/types.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { EVERYTHING } from '../query.ts';
import { CorporaResponseSchema } from '../responses.ts';

/** `GET /corpora`: all on one page, since corpora are folders that people make by hand. */
export const corporaRoutes: FastifyPluginAsyncTypebox<{ store: Store }> = async (
  app,
  { store },
) => {
  app.get(
    '/corpora',
    {
      schema: {
        operationId: 'listCorpora',
        summary: 'The corpora and how much is in them',
        tags: [TAGS.documents],
        response: { 200: CorporaResponseSchema, '4xx': problemResponse, '5xx': problemResponse },
      },
    },
    async () => ({ items: await store.corpora(EVERYTHING), nextCursor: null }),
  );
};
