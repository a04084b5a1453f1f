import type { Asked } from './ask.ts';
import { SPLITS, type EvalQuestion, type Split } from './questions.ts';
import { quotesHold } from './facts.ts';
import { mean } from './metrics.ts';

/* What answers to answerable questions show: the expected facts, and how much else. */

/** The quotes that a hurried reader looks at. */
export const FIRST_QUOTES = 3;

export interface AnswerScores {
  readonly split: Split;
  /** What the questions have in common: `kind table`, `format csv`; null = all that are answerable. */
  readonly group: string | null;
  readonly questions: number;
  /** Share declined. */
  readonly refused: number;
  readonly facts: FactScores;
  readonly shown: ShownScores;
}

/** Shares of the questions with known facts, declined ones counting as not shown. */
export interface FactScores {
  readonly questions: number;
  /** Every fact stands in a quote. */
  readonly shown: number;
  /** Every fact stands in one of the first three quotes. */
  readonly inFirstQuotes: number;
  /** Every fact stands in a quote from a document that is known to hold the answer. */
  readonly fromGoldDocument: number;
}

/** Of answers that were given. */
export interface ShownScores {
  /** Sentences, entries, rows or records in an answer, on average. */
  readonly claims: number;
  /** Share of the answers with 1, 2, 3, and 4 or more of them. */
  readonly claimCounts: readonly number[];
  /** Characters quoted by an answer, on average. */
  readonly quotedCharacters: number;
}

/** Scores of the answerable questions of each half: of all, by kind, and by format of the source. */
export function scoreAnswers(asked: readonly Asked[]): AnswerScores[] {
  const answerable = asked.filter(({ question }) => question.answerable);
  const groupings = [groupsBy(answerable, 'kind'), groupsBy(answerable, 'format')];
  return SPLITS.flatMap((split) => {
    const half = answerable.filter(({ question }) => question.split === split);
    const groups = groupings.flat().map(({ group, holds }) => ({
      group,
      of: half.filter(({ question }) => holds(question)),
    }));
    return [{ group: null, of: half }, ...groups]
      .filter(({ of }) => of.length > 0)
      .map(({ group, of }) => ({ split, group, ...scoreGroup(of) }));
  });
}

/** The values of a property as groups; none when all questions have the same. */
function groupsBy(asked: readonly Asked[], property: 'kind' | 'format') {
  const values = [...new Set(asked.map(({ question }) => question[property]))].sort();
  if (values.length < 2) return [];
  return values.map((value) => ({
    group: `${property} ${value}`,
    holds: (question: EvalQuestion) => question[property] === value,
  }));
}

function scoreGroup(asked: readonly Asked[]): Omit<AnswerScores, 'split' | 'group'> {
  return {
    questions: asked.length,
    refused: mean(asked.map(({ declined }) => (declined ? 1 : 0))),
    facts: scoreFacts(asked.filter(({ question }) => question.facts.length > 0)),
    shown: scoreShown(asked.filter(({ declined }) => !declined)),
  };
}

function scoreFacts(asked: readonly Asked[]): FactScores {
  const shareOf = (quotesOf: (one: Asked) => Asked['citations']): number =>
    mean(
      asked.map((one) => {
        const quotes = quotesOf(one).map(({ quote }) => quote);
        return quotesHold(quotes, one.question.facts) ? 1 : 0;
      }),
    );
  return {
    questions: asked.length,
    shown: shareOf(({ citations }) => citations),
    inFirstQuotes: shareOf(({ citations }) => citations.slice(0, FIRST_QUOTES)),
    fromGoldDocument: shareOf(({ citations, question }) =>
      citations.filter(({ documentId }) => question.documents.includes(documentId)),
    ),
  };
}

function scoreShown(answered: readonly Asked[]): ShownScores {
  const withClaims = (fits: (claims: number) => boolean): number =>
    mean(answered.map(({ claims }) => (fits(claims) ? 1 : 0)));
  return {
    claims: mean(answered.map(({ claims }) => claims)),
    claimCounts: [
      ...[1, 2, 3].map((count) => withClaims((claims) => claims === count)),
      withClaims((claims) => claims >= 4),
    ],
    quotedCharacters: mean(
      answered.map(({ citations }) =>
        citations.reduce((total, { quote }) => total + quote.length, 0),
      ),
    ),
  };
}
