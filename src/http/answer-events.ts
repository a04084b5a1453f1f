import { Type } from 'typebox';
import type { Answerer, AnswerEvent } from '../answer.ts';
import { AnswerSchema, CitationSchema, ClaimSchema, HitSchema } from '../core/model.ts';
import type { Query } from '../retrieve/types.ts';
import { streamOf } from './event-schemas.ts';
import type { ServerSentEvent } from './sse.ts';

/** What a streamed answer holds, in this order. */
export const AnswerStreamSchema = streamOf([
  {
    event: 'retrieval',
    description: 'What was found, best first.',
    data: Type.Object({ hits: Type.Array(HitSchema) }),
  },
  {
    event: 'claim',
    description: 'A claim that stands in the answer: verified, with what it cites.',
    data: Type.Object({
      text: Type.String({ description: "What it adds to the answer's text, marks and all." }),
      claim: ClaimSchema,
      citations: Type.Array(CitationSchema),
    }),
  },
  { event: 'answer', description: 'The whole answer, as it is stored.', data: AnswerSchema },
  { event: 'done', description: 'The end.', data: Type.Object({}) },
]);

export type AnswerEvents = (signal: AbortSignal) => AsyncGenerator<AnswerEvent>;

/**
 * Begins an answer. What fails before anything can be told fails here, where it still has a status of its own;
 * what comes later is told by the events.
 * @param signal ends the work while nothing is told; the one given to the events does so from then on
 * @throws what Answerer.ask throws
 */
export async function beginAnswer(
  answerer: Pick<Answerer, 'ask'>,
  query: Query,
  signal: AbortSignal,
): Promise<AnswerEvents> {
  const stop = new AbortController();
  const events = answerer.ask(query, AbortSignal.any([signal, stop.signal]));
  const first = await events.next();
  return async function* (streamSignal) {
    const abort = (): void => stop.abort(streamSignal.reason);
    if (streamSignal.aborted) abort();
    streamSignal.addEventListener('abort', abort, { once: true });
    if (first.done) return;
    yield first.value;
    yield* events;
  };
}

/** The events of an answer as they go over the line. */
export async function* toServerSentEvents(
  events: AsyncIterable<AnswerEvent>,
): AsyncGenerator<ServerSentEvent> {
  for await (const { type, ...data } of events) {
    yield { event: type, data: 'answer' in data ? data.answer : data };
  }
  yield { event: 'done', data: {} };
}
