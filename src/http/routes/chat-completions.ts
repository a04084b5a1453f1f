import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Answerer } from '../../answer.ts';
import { asFootnoteError } from '../../core/errors.ts';
import { beginAnswer } from '../answer-events.ts';
import { signalOfGone } from '../gone.ts';
import { ChatCompletionSchema, ChatStreamSchema } from '../openai/completion-schemas.ts';
import { toChunks, toCompletion } from '../openai/completion.ts';
import { ChatBodySchema, toSearchBody } from '../openai/conversation.ts';
import { openAiErrorResponse, toOpenAiError } from '../openai/errors.ts';
import { originOf } from '../openai/message.ts';
import { corpusOfModel, modelNotFound } from '../openai/models.ts';
import { TAGS } from '../openapi.ts';
import { toQuery } from '../query.ts';
import { AnyQuerySchema } from '../schemas.ts';
import { EVENT_STREAM_MEDIA_TYPE, type EventStreams } from '../sse.ts';

interface ChatDeps {
  readonly answerer: Pick<Answerer, 'answer' | 'ask'>;
  readonly streams: EventStreams;
}

/** Chats are sent whole with every question, however little of them is read. */
const CHAT_BODY_BYTES = 4 * 1024 * 1024;

/** `POST /chat/completions`: `POST /ask` for clients of OpenAI's API. */
export const chatCompletionRoutes: FastifyPluginAsyncTypebox<ChatDeps> = async (
  app,
  { answerer, streams },
) => {
  app.post(
    '/chat/completions',
    {
      bodyLimit: CHAT_BODY_BYTES,
      schema: {
        operationId: 'createChatCompletion',
        summary: "Ask as one asks a model of OpenAI's API",
        description:
          'The last user message is answered as `POST /v1/ask` answers it. Each mark in the text is a ' +
          '`url_citation` among the annotations. System messages, sampling parameters and tools have no ' +
          "effect, and an Authorization header is not looked at. Errors have the form of OpenAI's API.",
        tags: [TAGS.openai],
        querystring: AnyQuerySchema,
        body: ChatBodySchema,
        response: {
          200: {
            description: 'The answer as a message.',
            content: {
              'application/json': { schema: ChatCompletionSchema },
              [EVENT_STREAM_MEDIA_TYPE]: { schema: ChatStreamSchema },
            },
          },
          '4xx': openAiErrorResponse,
          '5xx': openAiErrorResponse,
        },
      },
    },
    async (request, reply) => {
      const { model, stream, stream_options } = request.body;
      const query = toQuery(toSearchBody(request.body));
      const gone = signalOfGone(reply);
      const origin = originOf(request);
      const head = {
        id: `chatcmpl-${request.id}`,
        model,
        created: Math.floor(Date.now() / 1000),
      };
      if (stream !== true) {
        const answer = await asModel(model, () => answerer.answer(query, gone));
        return toCompletion(answer, head, origin);
      }
      const events = await asModel(model, () => beginAnswer(answerer, query, gone));
      const includeUsage = stream_options?.include_usage === true;
      return streams.open(
        request,
        reply,
        (signal) => toChunks(events(signal), head, { origin, includeUsage }),
        { toErrorEvent: (problem) => ({ data: toOpenAiError(problem) }) },
      );
    },
  );
};

/** Where the model names a corpus that is not there, it is the model that is not there. */
async function asModel<T>(model: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const isUnknown = asFootnoteError(error).code === 'INVALID_CORPUS';
    throw isUnknown && corpusOfModel(model) !== null ? modelNotFound(model) : error;
  }
}
