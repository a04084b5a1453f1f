import type { WrittenEvent } from './answer-page.ts';
import { assembleAnswer, startWriting, type Writing } from './assemble-answer.ts';
import { FootnoteError } from './core/errors.ts';
import type { Answer, Hit } from './core/model.ts';
import type { Generator } from './generate/types.ts';
import { createGenerationRecord, type GenerationRecord } from './generation-record.ts';
import type { Query, Retriever } from './retrieve/types.ts';
import type { Store, StoredAnswer } from './store/types.ts';
import { verifyClaim } from './verify/verify.ts';

/** What happens on the way to an answer, in this order; a claim event is already verified. */
export type AnswerEvent =
  | { readonly type: 'retrieval'; readonly hits: readonly Hit[] }
  | WrittenEvent
  | { readonly type: 'answer'; readonly answer: Answer };

export interface Answerer {
  /**
   * The answer is stored before its `answer` event leaves.
   * @throws what Retriever.retrieve throws
   * @throws DOCUMENT_ERASED when a document that it rests on was erased meanwhile
   */
  ask(request: Query, signal?: AbortSignal): AsyncGenerator<AnswerEvent>;
  /** The answer that `ask` ends in. @throws what `ask` throws */
  answer(request: Query, signal?: AbortSignal): Promise<Answer>;
  /** An answer that is not stored. @throws what Retriever.retrieve throws */
  make(request: Query, signal?: AbortSignal): Promise<StoredAnswer>;
}

type MakingEvent =
  Exclude<AnswerEvent, { readonly type: 'answer' }> | ({ readonly type: 'made' } & StoredAnswer);

/** Question → retrieve → generate → verify → stored answer: the whole of it, in one place. */
export function createAnswerer(parts: {
  store: Store;
  retriever: Retriever;
  generator: Generator;
  /** Writes the answer when the generator fails before its first claim; null = then there is none. */
  fallback: Generator | null;
  partialClaims: 'label' | 'drop';
}): Answerer {
  const { store, retriever, generator, fallback, partialClaims } = parts;

  async function* steps(request: Query, signal?: AbortSignal): AsyncGenerator<MakingEvent> {
    const startedAt = performance.now();
    const retrieval = await retriever.retrieve(request, signal);
    yield { type: 'retrieval', hits: retrieval.passages.map(({ hit }) => hit) };

    const writing = startWriting(retrieval, request);
    let record = createGenerationRecord(generator.id);
    let failed: GenerationRecord | null = null;
    let failure: FootnoteError | null = null;
    try {
      yield* write(writing, generator, record, signal);
    } catch (error) {
      signal?.throwIfAborted();
      failure = record.fail(error);
      if (!failure.code.startsWith('MODEL_')) throw error;
      // What has left stands. An answer that goes on in another voice would be two answers.
      if (writing.page.claims.length === 0) {
        if (fallback === null) throw error;
        failed = record;
        record = createGenerationRecord(fallback.id);
        yield* write(writing, fallback, record, signal);
      }
    }
    const endedAt = performance.now();
    yield {
      type: 'made',
      ...assembleAnswer(
        { request, writing, record, failed, failure, startedAt, endedAt },
        { generatorId: generator.id, partialClaims },
      ),
    };
  }

  /** Lets a generator write; every claim is verified before it leaves. */
  async function* write(
    writing: Writing,
    writer: Generator,
    record: GenerationRecord,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<WrittenEvent> {
    const { retrieval, page, givenWords } = writing;
    const { evidence, passages } = retrieval;
    if (passages.length === 0) return;
    if (!writer.declines && evidence.value < evidence.threshold) return;
    const request = {
      question: retrieval.standAlone.question,
      terms: retrieval.terms,
      sources: page.sources,
      links: retrieval.links,
    };
    for await (const event of writer.generate(request, signal)) {
      record.add(event);
      if (event.type !== 'claim') continue;
      const verifyStartedAt = performance.now();
      const { type: _, ...draft } = event;
      const verified = verifyClaim(draft, page.verifySources, givenWords);
      const written = page.write(draft, verified, partialClaims);
      writing.verifyMs += performance.now() - verifyStartedAt;
      if (written !== null) yield written;
    }
  }

  async function* ask(request: Query, signal?: AbortSignal): AsyncGenerator<AnswerEvent> {
    for await (const event of steps(request, signal)) {
      if (event.type !== 'made') yield event;
      else {
        const { answer, trace } = event;
        await store.saveAnswer({ answer, trace });
        yield { type: 'answer', answer };
      }
    }
  }

  return {
    ask,
    async answer(request, signal) {
      for await (const event of ask(request, signal)) {
        if (event.type === 'answer') return event.answer;
      }
      throw new FootnoteError('INTERNAL', {}, { cause: 'no answer event' });
    },
    async make(request, signal) {
      for await (const event of steps(request, signal)) {
        if (event.type === 'made') return { answer: event.answer, trace: event.trace };
      }
      throw new FootnoteError('INTERNAL');
    },
  };
}
