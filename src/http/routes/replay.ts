import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ReplaySchema } from '../../core/replay-model.ts';
import type { Replayer } from '../deps.ts';
import { signalOfGone } from '../gone.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { EVERYTHING } from '../query.ts';
import { IdentifierParamsSchema, ReplayBodySchema } from '../schemas.ts';

/** `POST /answers/:id/replay`: whether the same comes out again. */
export const replayRoutes: FastifyPluginAsyncTypebox<{ replay: Replayer }> = async (
  app,
  { replay },
) => {
  app.post(
    '/answers/:id/replay',
    {
      schema: {
        operationId: 'replayAnswer',
        summary: 'Make a stored answer again, as of then or now, and compare',
        description:
          'Nothing is stored. Search by vector is exact, so that a passage that an approximate search missed ' +
          'then is named.',
        tags: [TAGS.answers],
        params: IdentifierParamsSchema,
        body: ReplayBodySchema,
        response: { 200: ReplaySchema, '4xx': problemResponse, '5xx': problemResponse },
      },
    },
    ({ params, body }, reply) => replay(params.id, body.at, EVERYTHING, signalOfGone(reply)),
  );
};
