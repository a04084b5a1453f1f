import type { FastifyInstance } from 'fastify';
import OpenAI from 'openai';
import { afterEach } from 'vitest';
import type { Answerer, AnswerEvent } from '../../../src/answer.ts';
import type { Answer } from '../../../src/core/model.ts';
import { serve } from '../../helpers/event-stream.ts';
import { answer, answererOf, fakeApp, hit, storeOf, type Seen } from '../../helpers/fake-parts.ts';

/* Answers that are served to clients of OpenAI's API over a port of this machine. */

export const messages = [{ role: 'user' as const, content: answer.question }];
export const request = { model: 'footnote', messages };

export const [first] = answer.claims as [(typeof answer.claims)[0]];
const second = { ...first, text: 'Cash takes 3. 🚲', span: { start: 26, end: 42 } };
const two: Answer = {
  ...answer,
  text: 'Refunds take 14 days. [1]\nCash takes 3. 🚲 [1]',
  claims: [first, second],
  usage: { promptTokens: 70, completionTokens: 8 },
};

export function claimEvent(text: string, claim: (typeof answer.claims)[0]): AnswerEvent {
  return { type: 'claim', text, claim, citations: answer.citations };
}

export const tellTwo: Answerer['ask'] = async function* () {
  yield { type: 'retrieval', hits: [hit] };
  yield claimEvent(answer.text, first);
  yield claimEvent('\nCash takes 3. 🚲 [1]', second);
  yield { type: 'answer', answer: two };
};

let app: FastifyInstance | null = null;

afterEach(async () => {
  const closed = app?.close();
  // Where fetch has broken off a connection it opens another one, says nothing on it, and closes it after 4 s.
  app?.server.closeAllConnections();
  await closed;
  app = null;
});

/** Serves until the test is over answers of these events. @returns a client, its address and what was asked */
export async function serveAnswers(
  ask?: Answerer['ask'],
): Promise<{ client: OpenAI; baseURL: string; seen: Seen }> {
  const corpora = async () => [
    { corpus: 'support', documents: 1, passages: 1, characters: 9, lastIngestedAt: null },
  ];
  const faked = await fakeApp({
    store: storeOf({ corpora }),
    ...(ask === undefined ? {} : { answerer: answererOf(ask) }),
  });
  app = faked.app;
  const baseURL = `${await serve(app)}/v1`;
  return {
    client: new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 }),
    baseURL,
    seen: faked.seen,
  };
}

/** What a promise rejects with. */
export async function rejectionOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it did not reject');
}
