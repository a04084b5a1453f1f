import { userTurns } from './core/user-turns.ts';
import { createPage } from './answer-page.ts';
import { ANALYSER } from './core/analyse.ts';
import type { FootnoteError } from './core/errors.ts';
import { newId } from './core/ids.ts';
import type { Answer } from './core/model.ts';
import type { Trace } from './core/trace.ts';
import type { GenerationRecord } from './generation-record.ts';
import type { Query, Retrieval } from './retrieve/types.ts';
import type { StoredAnswer } from './store/types.ts';

/** Passages that an abstention names as the nearest. */
const NEAREST = 3;
const ABSTAINED_TEXT = 'The documents do not answer this question.';

/** An answer while it is being written. */
export interface Writing {
  readonly retrieval: Retrieval;
  readonly page: ReturnType<typeof createPage>;
  /** What the reader said: names in it are given, not claimed. */
  readonly givenWords: string;
  readonly startedAt: number;
  verifyMs: number;
}

export interface Finished {
  readonly request: Query;
  readonly writing: Writing;
  /** Of the generator that wrote the answer. */
  readonly record: GenerationRecord;
  /** Of the one that failed before it. */
  readonly failed: GenerationRecord | null;
  readonly failure: FootnoteError | null;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** What the answerer is made of, as far as answers depend on it. */
export interface AnswerConfiguration {
  /** The configured one, whoever wrote this answer. */
  readonly generatorId: string;
  readonly partialClaims: 'label' | 'drop';
}

export function startWriting(retrieval: Retrieval, { question, history }: Query): Writing {
  const said = userTurns(history).map(({ content }) => content);
  return {
    retrieval,
    page: createPage(retrieval),
    givenWords: [...said, question].join('\n'),
    startedAt: performance.now(),
    verifyMs: 0,
  };
}

/** The answer with its trace, once everything is written. */
export function assembleAnswer(
  { request, writing, record, failed, failure, startedAt, endedAt }: Finished,
  { generatorId, partialClaims }: AnswerConfiguration,
): StoredAnswer {
  const { retrieval, page, verifyMs, startedAt: generateStartedAt } = writing;
  const answered = page.claims.length > 0;
  const hits = retrieval.passages.map(({ hit }) => hit);
  const answer: Answer = {
    id: newId('ans'),
    question: request.question,
    status: answered ? 'answered' : 'abstained',
    abstention: answered
      ? null
      : { reason: reasonOf(writing, record), nearest: hits.slice(0, NEAREST) },
    text: answered ? page.text() : ABSTAINED_TEXT,
    claims: page.claims,
    citations: page.citations,
    snapshot: { seq: retrieval.seq, asOf: retrieval.asOf },
    stale: retrieval.asOf === null ? false : null,
    models: { embedder: retrieval.embedder, generator: record.generator },
    incomplete: failure !== null && failed === null,
    fallback:
      failed === null || failure === null
        ? null
        : { generator: failed.generator, code: failure.code, reason: failure.message },
    usage: record.usage(),
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
      embedder: retrieval.embedder,
      generator: generatorId,
      analyser: ANALYSER,
      chunkers: [...new Set(retrieval.passages.map(({ passage }) => passage.chunker))].sort(),
      partialClaims,
      threshold: retrieval.evidence.threshold,
    },
    retrieval: retrieval.trace,
    generation: {
      ...record.traced(),
      claims: page.drafts.map(({ draft }) => draft),
      ...(failed === null ? {} : { failed: failed.traced() }),
    },
    verification: { claims: page.drafts.map(({ verified, kept }) => ({ ...verified, kept })) },
    timings: answer.timings,
  };
  return { answer, trace };
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
    history: userTurns(history).map(({ role, content }) => ({ role, content })),
  };
}

/**
 * Why there is no answer, in a sentence for the person who asked. What a model says of it is left to the trace:
 * nobody has checked it.
 */
function reasonOf({ retrieval, page }: Writing, record: GenerationRecord): string {
  const { evidence, passages, noTitles } = retrieval;
  if (noTitles !== null) return noTitles;
  if (passages.length === 0) return 'No passage has anything in common with the question.';
  if (page.drafts.length > 0) return 'No claim stood up to verification.';
  if (record.hasAbstained()) return 'The model found no answer in the nearest passages.';
  if (evidence.value < evidence.threshold) {
    const numbers = `evidence ${evidence.value.toFixed(2)}, needed ${evidence.threshold.toFixed(2)}`;
    const words = evidence.unknownWords.map((word) => `“${word}”`).join(', ');
    const unknown = words === '' ? '' : ` Words that stand in no document: ${words}.`;
    return `No passage accounts for enough of the question (${numbers}).${unknown}`;
  }
  return 'The nearest passages hold no sentence that answers the question.';
}

/** Milliseconds to the microsecond: what comes after is noise. */
function rounded(durationMs: number): number {
  return Math.round(durationMs * 1000) / 1000;
}
