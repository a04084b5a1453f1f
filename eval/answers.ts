import { EVERYTHING } from '../src/core/everything.ts';
import type { Answer } from '../src/core/model.ts';
import { documentIdOf, type EvalCorpus } from './corpus.ts';
import type { EvalQuestion, Split } from './datasets.ts';
import { mean } from './metrics.ts';

/*
 * How good the answers are: does the expected fact stand in the quoted words, how much is shown, is what
 * cannot be answered declined, and does every citation lead to the very words.
 */

/** A fact must stand in one of the first three quotes. */
const QUOTES_COUNTED = 3;

export interface AskedQuestion {
  readonly question: EvalQuestion;
  readonly answer: Answer;
  readonly evidence: number;
  readonly threshold: number;
  /** null when the question has no known facts. */
  readonly factsQuoted: boolean | null;
}

export interface AnswerScores {
  readonly corpus: string;
  readonly split: Split;
  readonly answerable: number;
  /** Of the answerable with known facts: share whose every fact stands in the quotes. */
  readonly factsQuoted: number;
  /** Of the answerable: share declined. */
  readonly falseRefusals: number;
  /** Of each kind of unanswerable question: how many, and the share declined. */
  readonly declined: Readonly<Record<string, { questions: number; share: number }>>;
  /** Claims in an answer, on average. */
  readonly claims: number;
}

/** Asks one question through the whole pipeline. */
export async function askQuestion(
  { name, parts }: EvalCorpus,
  question: EvalQuestion,
): Promise<AskedQuestion> {
  const request = { ...EVERYTHING, minSeq: null, question: question.text, topK: 8, history: [] };
  for await (const event of parts.answerer.ask(request)) {
    if (event.type !== 'answer') continue;
    const { trace } = await parts.store.answer(EVERYTHING, event.answer.id);
    const evidence = trace.retrieval['evidence'] as { value: number; threshold: number };
    return {
      question,
      answer: event.answer,
      evidence: evidence.value,
      threshold: evidence.threshold,
      factsQuoted: question.facts.length === 0 ? null : quotesHold(name, question, event.answer),
    };
  }
  throw new Error(`no answer event for ${question.id}`);
}

/** Whether each fact stands in one of the counted quotes, of a right document where that is known. */
function quotesHold(corpus: string, question: EvalQuestion, answer: Answer): boolean {
  const right = new Set(
    question.documents.map((id) => (id.startsWith(`${corpus}/`) ? id : documentIdOf(corpus, id))),
  );
  const quotes = answer.citations
    .slice(0, QUOTES_COUNTED)
    .filter(({ documentId }) => question.kind === 'fact' || right.has(documentId))
    .map(({ quote }) => plain(quote));
  return question.facts.every((anyOf) =>
    anyOf.some((fact) => quotes.some((quote) => quote.includes(plain(fact)))),
  );
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

export function scoreAnswers(
  corpus: string,
  asked: readonly AskedQuestion[],
  split: Split,
): AnswerScores {
  const half = asked.filter(({ question }) => question.split === split);
  const answerable = half.filter(({ question }) => question.answerable);
  const known = answerable.filter(({ factsQuoted }) => factsQuoted !== null);
  const kinds = new Set(
    half.filter(({ question }) => !question.answerable).map(({ question }) => question.kind),
  );
  const declined = [...kinds].sort().map((kind) => {
    const these = half.filter(({ question }) => !question.answerable && question.kind === kind);
    return [kind, { questions: these.length, share: mean(these.map(isDeclined)) }] as const;
  });
  const answered = half.filter(({ answer }) => answer.status === 'answered');
  return {
    corpus,
    split,
    answerable: answerable.length,
    factsQuoted: mean(known.map(({ factsQuoted }) => (factsQuoted === true ? 1 : 0))),
    falseRefusals: mean(answerable.map(isDeclined)),
    declined: Object.fromEntries(declined),
    claims: mean(answered.map(({ answer }) => answer.claims.length)),
  };
}

export function isDeclined({ answer }: AskedQuestion): number {
  return answer.status === 'abstained' ? 1 : 0;
}

/** Citations whose quote is not what their span of the stored revision holds. */
export async function inexactCitations(
  { parts }: EvalCorpus,
  asked: readonly AskedQuestion[],
): Promise<{ checked: number; inexact: number }> {
  let checked = 0;
  let inexact = 0;
  for (const { answer } of asked) {
    for (const { documentId, revision, revisionSha256, span, quote } of answer.citations) {
      const stored = await parts.store.revision(EVERYTHING, documentId, revision);
      checked++;
      const exact = stored.text.slice(span.start, span.end) === quote && quote !== '';
      if (!exact || stored.sha256 !== revisionSha256) inexact++;
    }
  }
  return { checked, inexact };
}
