import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Answerer } from '../../answer.ts';
import { AnswerSchema } from '../../core/model.ts';
import { AnswerStreamSchema, beginAnswer, toServerSentEvents } from '../answer-events.ts';
import { signalOfGone } from '../gone.ts';
import { TAGS, problemResponse } from '../openapi.ts';
import { toQuery } from '../query.ts';
import { AskBodySchema } from '../schemas.ts';
import { asksForEvents, EVENT_STREAM_MEDIA_TYPE, type EventStreams } from '../sse.ts';

interface AskDeps {
  readonly answerer: Pick<Answerer, 'answer' | 'ask'>;
  readonly streams: EventStreams;
}

/** `POST /ask`: the whole answer at once, or claim by claim. A caller that goes away ends the work on it. */
export const askRoutes: FastifyPluginAsyncTypebox<AskDeps> = async (app, deps) => {
  const { answerer, streams } = deps;
  app.post(
    '/ask',
    {
      schema: {
        operationId: 'ask',
        summary: 'Ask a question; get an answer whose every claim is cited',
        description:
          'With `stream: true`, or `Accept: text/event-stream` where `stream` is not said, as server-sent ' +
          'events: `retrieval`, then `claim` for each claim as soon as it is verified, then `answer` and ' +
          '`done`; or `error`, a problem, at the end. What is wrong before anything was found is a plain ' +
          'problem.',
        tags: [TAGS.ask],
        body: AskBodySchema,
        response: {
          200: {
            description: 'The answer.',
            content: {
              'application/json': { schema: AnswerSchema },
              [EVENT_STREAM_MEDIA_TYPE]: { schema: AnswerStreamSchema },
            },
          },
          '4xx': problemResponse,
          '5xx': problemResponse,
        },
      },
    },
    async (request, reply) => {
      reply.header('vary', 'accept');
      const query = toQuery(request.body);
      const gone = signalOfGone(reply);
      if (!(request.body.stream ?? asksForEvents(request.headers.accept))) {
        return answerer.answer(query, gone);
      }
      const events = await beginAnswer(answerer, query, gone);
      return streams.open(request, reply, (signal) => toServerSentEvents(events(signal)));
    },
  );
};
