import type { Answer, Citation, Filter, Hit } from '../src/core/model.ts';
import { EVERYTHING } from '../src/core/everything.ts';
import { ASKED_ON } from './asked-on.ts';
import type { Place } from './characters.ts';
import { DOCUMENT_FIELD, type EvalCorpus } from './corpus.ts';
import type { EvalQuestion } from './questions.ts';
import { plainQuery } from '../src/retrieve/plain-query.ts';

/** Passages that an answer is made of: what the API takes when nothing is said. */
const TOP_K = 8;

/** A question, and what is measured of its answer. */
export interface Asked {
  readonly question: EvalQuestion;
  readonly declined: boolean;
  readonly evidence: number;
  /** Evidence below this is declined. */
  readonly threshold: number;
  /** Claims on the page. */
  readonly claims: number;
  readonly citations: readonly Citation[];
  /** The passages found, best first. */
  readonly passages: readonly Place[];
  readonly durationMs: number;
}

/**
 * Where a question is asked: of the whole corpus; or by a filter of the documents that hold its answer
 * alone, as it stands or without the clause that names the document (which the filter does).
 */
export const ASK_SCOPES = ['corpus', 'document', 'unnamed document'] as const;
export type AskScope = (typeof ASK_SCOPES)[number];

/** Asks through the whole pipeline. */
export async function ask(
  { parts }: EvalCorpus,
  question: EvalQuestion,
  scope: AskScope,
): Promise<Asked> {
  const request = plainQuery(
    (scope === 'unnamed document' ? question.textWithoutDocument : null) ?? question.text,
    { filter: scope === 'corpus' ? null : documentFilter(question), topK: TOP_K, day: ASKED_ON },
  );
  const startedAt = performance.now();
  let hits: readonly Hit[] = [];
  let answer: Answer | null = null;
  for await (const event of parts.answerer.ask(request)) {
    if (event.type === 'retrieval') hits = event.hits;
    if (event.type === 'answer') answer = event.answer;
  }
  if (answer === null) throw new Error(`There was no answer to ${question.id}.`);
  const durationMs = performance.now() - startedAt;
  const { trace } = await parts.store.answer(EVERYTHING, answer.id);
  const evidence = trace.retrieval['evidence'] as { value: number; threshold: number };
  return {
    question,
    declined: answer.status === 'abstained',
    evidence: evidence.value,
    threshold: evidence.threshold,
    claims: answer.claims.length,
    citations: answer.citations,
    passages: hits.map(({ documentId, span }) => ({ documentId, span })),
    durationMs,
  };
}

/** One after the other: the pipeline is measured, not the queue. */
export async function askAll(
  corpus: EvalCorpus,
  questions: readonly EvalQuestion[],
  scope: AskScope,
): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const question of questions) asked.push(await ask(corpus, question, scope));
  return asked;
}

function documentFilter({ gold }: EvalQuestion): Filter {
  return { [DOCUMENT_FIELD]: { in: [...new Set(gold.map(({ documentId }) => documentId))] } };
}
