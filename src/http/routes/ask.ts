import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Answerer } from '../../answer.ts';
import { FootnoteError } from '../../core/errors.ts';
import { AnswerSchema } from '../../core/model.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { toQuery } from '../query.ts';
import { AskBodySchema } from '../schemas.ts';

interface AskDeps {
  readonly answerer: Pick<Answerer, 'answer'>;
}

/** `POST /ask`: the whole answer at once. A caller that goes away ends the work on it. */
export const askRoutes: FastifyPluginAsyncTypebox<AskDeps> = async (app, { answerer }) => {
  app.post(
    '/ask',
    {
      schema: {
        operationId: 'ask',
        summary: 'Ask a question; get an answer whose every claim is cited',
        tags: [TAGS.ask],
        body: AskBodySchema,
        response: { 200: AnswerSchema, '4xx': problemResponse, '5xx': problemResponse },
      },
    },
    (request) => {
      if (request.body.stream === true) throw notYetStreaming();
      return answerer.answer(toQuery(request.body), request.signal);
    },
  );
};

function notYetStreaming(): FootnoteError {
  const message = 'must be false: streaming is not there yet';
  return new FootnoteError(
    'INVALID_REQUEST',
    { errors: [{ path: '/stream', message }] },
    { detail: `stream ${message}. Without it the whole answer comes at once.` },
  );
}
