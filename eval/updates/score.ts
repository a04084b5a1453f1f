import { SPLITS, type Split } from '../questions.ts';
import { isRight, type Judgement, type QuestionOutcome } from './judge.ts';
import type { DomainOutcome } from './result.ts';

/** Questions of one half, counted. */
export interface UpdateScores {
  readonly split: Split;
  /** null = all domains. */
  readonly domain: string | null;
  /** null = all steps. */
  readonly step: string | null;
  readonly changed: RightCounts;
  readonly unchanged: RightCounts;
  /**
   * Share of the unchanged questions answered rightly after the step less that of the changed, in
   * percentage points: positive = the changed ones are answered worse. NaN when there are none of either.
   */
  readonly behindPoints: number;
  /** Changed questions whose answer after the step shows what was true only before, and not all that is true now. */
  readonly superseded: number;
  /** The same beside all that is true now. */
  readonly both: number;
  /** Changed questions that the documents did not answer, asked at that time: before or after. */
  readonly unanswerable: Readonly<Record<'asked' | 'declined' | 'other' | 'wrong', number>>;
}

interface RightCounts {
  readonly questions: number;
  readonly before: number;
  readonly after: number;
}

/** Each half: all domains together, each domain, and each step of it. */
export function scoreUpdates(domains: readonly DomainOutcome[]): UpdateScores[] {
  const steps = domains.flatMap(({ domain, steps }) => steps.map((one) => ({ domain, ...one })));
  const groups = [
    { domain: null, step: null, questions: steps.flatMap(({ questions }) => questions) },
    ...domains.flatMap(({ domain, steps: own }) => [
      { domain, step: null, questions: own.flatMap(({ questions }) => questions) },
      ...own.map(({ step, questions }) => ({ domain, step, questions })),
    ]),
  ];
  return SPLITS.flatMap((split) =>
    groups.map(({ domain, step, questions }) => {
      return { split, domain, step, ...score(questions.filter((one) => one.split === split)) };
    }),
  );
}

function score(outcomes: readonly QuestionOutcome[]) {
  const changedOnes = outcomes.filter(({ changed }) => changed);
  const changed = countRight(changedOnes);
  const unchanged = countRight(outcomes.filter((one) => !one.changed));
  const share = ({ after, questions }: RightCounts): number => after / questions;
  return {
    changed,
    unchanged,
    behindPoints: 100 * (share(unchanged) - share(changed)),
    superseded: count(changedOnes, ({ oldFacts }) => oldFacts === 'alone'),
    both: count(changedOnes, ({ oldFacts }) => oldFacts === 'both'),
    unanswerable: countUnanswerable(changedOnes),
  };
}

function countRight(outcomes: readonly QuestionOutcome[]): RightCounts {
  return {
    questions: outcomes.length,
    before: count(outcomes, ({ before }) => isRight(before)),
    after: count(outcomes, ({ after }) => isRight(after)),
  };
}

function countUnanswerable(outcomes: readonly QuestionOutcome[]): UpdateScores['unanswerable'] {
  const judgements = outcomes.flatMap(({ answerable, before, after }): Judgement[] => [
    ...(answerable.before ? [] : [before]),
    ...(answerable.after ? [] : [after]),
  ]);
  const having = (wanted: Judgement): number => count(judgements, (one) => one === wanted);
  return {
    asked: judgements.length,
    declined: having('declined'),
    other: having('other'),
    wrong: having('wrong'),
  };
}

function count<T>(list: readonly T[], holds: (one: T) => boolean): number {
  return list.filter(holds).length;
}
