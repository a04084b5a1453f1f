import { createPage, type WrittenEvent } from './answer-page.ts';
import { ANALYSER } from './core/analyse.ts';
import { FootnoteError } from './core/errors.ts';
import { newId } from './core/ids.ts';
import type { Answer, Hit } from './core/model.ts';
import type { Trace } from './core/trace.ts';
import type { Generator } from './generate/types.ts';
import type { Query, Retrieval, Retriever } from './retrieve/types.ts';
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

/** Passages that an abstention names as the nearest. */
const NEAREST = 3;
const ABSTAINED_TEXT = 'The documents do not answer this question.';

/** Question → retrieve → generate → verify → stored answer: the whole of it, in one place. */
export function createAnswerer(parts: {
  store: Store;
  retriever: Retriever;
  generator: Generator;
  embedderId: string;
  partialClaims: 'label' | 'drop';
}): Answerer {
  const { store, retriever, generator, embedderId, partialClaims } = parts;

  async function* steps(request: Query, signal?: AbortSignal): AsyncGenerator<MakingEvent> {
    const startedAt = performance.now();
    const retrieval = await retriever.retrieve(request, signal);
    const hits = retrieval.passages.map(({ hit }) => hit);
    yield { type: 'retrieval', hits };

    const page = createPage(retrieval);
    const { evidence } = retrieval;
    const generateStartedAt = performance.now();
    let verifyMs = 0;
    if (evidence.value >= evidence.threshold) {
      const generateRequest = {
        question: retrieval.standAlone.question,
        terms: retrieval.terms,
        sources: page.sources,
        links: retrieval.links,
      };
      for await (const draft of generator.generate(generateRequest, signal)) {
        if (draft.type !== 'claim') continue;
        const verifyStartedAt = performance.now();
        const verified = verifyClaim(draft, page.verifySources, request.question);
        const event = page.write(draft, verified, partialClaims);
        verifyMs += performance.now() - verifyStartedAt;
        if (event !== null) yield event;
      }
    }

    const answered = page.claims.length > 0;
    const endedAt = performance.now();
    const answer: Answer = {
      id: newId('ans'),
      question: request.question,
      status: answered ? 'answered' : 'abstained',
      abstention: answered
        ? null
        : { reason: reasonOf(retrieval, page.drafts.length), nearest: hits.slice(0, NEAREST) },
      text: answered ? page.text() : ABSTAINED_TEXT,
      claims: page.claims,
      citations: page.citations,
      snapshot: { seq: retrieval.seq, asOf: retrieval.asOf },
      stale: retrieval.asOf === null ? false : null,
      models: { embedder: embedderId, generator: generator.id },
      incomplete: false,
      fallback: null,
      usage: { promptTokens: 0, completionTokens: 0 },
      timings: {
        retrieveMs: rounded(retrieval.durationMs),
        generateMs: rounded(endedAt - generateStartedAt - verifyMs),
        verifyMs: rounded(verifyMs),
        totalMs: rounded(endedAt - startedAt),
      },
      offsetUnit: 'utf16',
      createdAt: new Date().toISOString(),
    };
    const trace: Trace = {
      question: request.question,
      seq: retrieval.seq,
      request: tracedRequest(request),
      configuration: {
        embedder: embedderId,
        generator: generator.id,
        analyser: ANALYSER,
        chunkers: [...new Set(retrieval.passages.map(({ passage }) => passage.chunker))].sort(),
        partialClaims,
        threshold: evidence.threshold,
      },
      retrieval: retrieval.trace,
      generation: { generator: generator.id, claims: page.drafts.map(({ draft }) => draft) },
      verification: { claims: page.drafts.map(({ verified, kept }) => ({ ...verified, kept })) },
      timings: answer.timings,
    };
    yield { type: 'made', answer, trace };
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

function tracedRequest({
  corpora,
  filter,
  asOf,
  topK,
  history,
  day,
}: Query): NonNullable<Trace['request']> {
  return {
    corpora: corpora === null ? null : [...corpora],
    filter,
    asOf,
    topK,
    day,
    // What was answered before quotes documents that this answer need not list, and that may be erased.
    history: history
      .filter(({ role }) => role === 'user')
      .map(({ role, content }) => ({ role, content })),
  };
}

/** Why there is no answer, in a sentence for the person who asked. */
function reasonOf({ evidence, passages, noTitles }: Retrieval, drafts: number): string {
  if (noTitles !== null) return noTitles;
  if (passages.length === 0) return 'No passage has anything in common with the question.';
  if (evidence.value < evidence.threshold) {
    const numbers = `evidence ${evidence.value.toFixed(2)}, needed ${evidence.threshold.toFixed(2)}`;
    const words = evidence.unknownWords.map((word) => `“${word}”`).join(', ');
    const unknown = words === '' ? '' : ` Words that stand in no document: ${words}.`;
    return `No passage accounts for enough of the question (${numbers}).${unknown}`;
  }
  return drafts === 0
    ? 'The nearest passages hold no sentence that answers the question.'
    : 'No claim stood up to verification.';
}

/** Milliseconds to the microsecond: what comes after is noise. */
function rounded(durationMs: number): number {
  return Math.round(durationMs * 1000) / 1000;
}
