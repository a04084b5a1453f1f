import type { FastifyPluginAsync } from 'fastify';
import type { Answerer } from '../../answer.ts';
import type { Store } from '../../store/types.ts';
import { sendOpenAiError } from '../openai/errors.ts';
import type { EventStreams } from '../sse.ts';
import { chatCompletionRoutes } from './chat-completions.ts';
import { modelRoutes } from './models.ts';

interface OpenAiDeps {
  readonly store: Store;
  readonly answerer: Pick<Answerer, 'answer' | 'ask'>;
  readonly streams: EventStreams;
}

/** What clients of OpenAI's API know how to ask, whatever goes wrong in a form that they can read. */
export const openAiRoutes: FastifyPluginAsync<OpenAiDeps> = async (app, deps) => {
  app.setErrorHandler(sendOpenAiError);
  await app.register(chatCompletionRoutes, deps);
  await app.register(modelRoutes, deps);
};
