import type { Answerer } from '../../src/answer.ts';
import { asFootnoteError } from '../../src/core/errors.ts';
import type { Answer, Checks, Claim } from '../../src/core/model.ts';
import { plainQuery } from '../../src/retrieve/plain-query.ts';
import type { StoredAnswer } from '../../src/store/types.ts';
import { ASKED_ON } from '../asked-on.ts';
import { quotesHold } from '../facts.ts';
import type { EvalQuestion } from '../questions.ts';
import { countLines, type LineCount } from './count-lines.ts';

/** How the model did with one question. */
export interface ModelAnswer {
  readonly question: string;
  /** failed: the model gave nothing that could be read to its end. */
  readonly outcome: Answer['status'] | 'incomplete' | 'failed';
  /** Code and message of the failure; null when there was none. */
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly lines: LineCount;
  /** What was read as claims, and how many of them stood. */
  readonly claims: { readonly made: number; readonly kept: number };
  /** Gates that dropped or marked a claim, with the number of claims. */
  readonly failedGates: Readonly<Partial<Record<keyof Checks, number>>>;
  /** Whether the expected facts stand in the quotes; null when none is known, or nothing should be answered. */
  readonly factsQuoted: boolean | null;
  /** Whether it declined where the corpus has no answer, and answered where it has one. */
  readonly declinedRightly: boolean;
  /** From asking to the first verified claim; null without one. */
  readonly firstClaimMs: number | null;
  readonly totalMs: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** Asks one question through the whole pipeline and looks at what the model wrote. */
export async function askModel(
  answerer: Answerer,
  readAnswer: (id: string) => Promise<StoredAnswer>,
  question: EvalQuestion,
): Promise<ModelAnswer> {
  const startedAt = performance.now();
  let firstClaimMs: number | null = null;
  let answer: Answer | null = null;
  let failure: ModelAnswer['failure'] = null;
  try {
    for await (const event of answerer.ask(plainQuery(question.text, { day: ASKED_ON }))) {
      if (event.type === 'claim') firstClaimMs ??= performance.now() - startedAt;
      if (event.type === 'answer') answer = event.answer;
    }
  } catch (error) {
    const { code, message } = asFootnoteError(error);
    failure = { code, message };
  }
  const totalMs = performance.now() - startedAt;
  const stored = answer === null ? null : await readAnswer(answer.id);
  const generation = (stored?.trace.generation ?? {}) as TracedGeneration;
  const checked = (stored?.trace.verification['claims'] ?? []) as TracedClaim[];
  const quotes = answer?.citations.map(({ quote }) => quote) ?? [];
  return {
    question: question.text,
    outcome: answer === null ? 'failed' : answer.incomplete ? 'incomplete' : answer.status,
    failure: failure ?? generation.failure ?? null,
    lines: countLines(generation.output ?? ''),
    claims: { made: checked.length, kept: checked.filter(({ kept }) => kept).length },
    failedGates: countGates(checked),
    factsQuoted:
      question.answerable && question.facts.length > 0 ? quotesHold(quotes, question.facts) : null,
    declinedRightly: (answer?.status === 'answered') === question.answerable,
    firstClaimMs,
    totalMs,
    promptTokens: answer?.usage.promptTokens ?? 0,
    completionTokens: answer?.usage.completionTokens ?? 0,
  };
}

interface TracedGeneration {
  readonly output?: string;
  readonly failure?: { readonly code: string; readonly message: string } | null;
}

interface TracedClaim extends Pick<Claim, 'checks'> {
  readonly failed: readonly (keyof Checks)[];
  readonly kept: boolean;
}

function countGates(claims: readonly TracedClaim[]): Partial<Record<keyof Checks, number>> {
  const counts: Partial<Record<keyof Checks, number>> = {};
  for (const gate of claims.flatMap(({ failed }) => failed)) {
    counts[gate] = (counts[gate] ?? 0) + 1;
  }
  return counts;
}
