import type { Split } from '../questions.ts';
import type { FactOutcome } from './result.ts';

/** Facts of one half or of both, counted. */
export interface FactScores {
  readonly split: Split | 'both';
  readonly facts: number;
  /** The first answer shows the old value; what follows to `settled` is of these. */
  readonly oldBefore: number;
  /** The answer right after the change shows the new value. */
  readonly newAtOnce: number;
  /** Another document still held the old sentence right after the change. */
  readonly elsewhere: number;
  /** Asked when no other document held it. */
  readonly settled: number;
  /** Of the settled: the answer shows the new value. */
  readonly newSettled: number;
  /** Of the settled: the first answer quotes the old value from the fact's own document. */
  readonly settledOwn: number;
  /** Of those: the new value is quoted from it. */
  readonly newOwn: number;
  /** Facts whose document is still quoted with the old value after the change. Of all facts. */
  readonly oldOfDocument: number;
  /** Facts whose old value some document is quoted with after the change. Of all facts. */
  readonly oldAnywhere: number;
  /** Of `oldBefore`: as of the first answer's seq the old value is shown again. */
  readonly oldAsOf: number;
  /** The answer as of the first answer's seq has the same text. Of all facts. */
  readonly sameAsOf: number;
}

/** Of an even position: to tune on. */
export function splitOf({ fact }: FactOutcome): Split {
  return fact.position % 2 === 0 ? 'tune' : 'report';
}

/** Both halves, then all. */
export function scoreFacts(outcomes: readonly FactOutcome[]): FactScores[] {
  const half = (split: Split) => outcomes.filter((outcome) => splitOf(outcome) === split);
  return [
    scoreSplit('tune', half('tune')),
    scoreSplit('report', half('report')),
    scoreSplit('both', outcomes),
  ];
}

function scoreSplit(split: FactScores['split'], outcomes: readonly FactOutcome[]): FactScores {
  const found = outcomes.filter(({ before }) => before.shown.oldValue);
  const settled = found.flatMap((outcome) => outcome.settled ?? []);
  const settledOwn = found
    .filter(({ before }) => before.shown.oldOfDocument)
    .flatMap((outcome) => outcome.settled ?? []);
  const count = <T>(list: readonly T[], holds: (one: T) => boolean) => list.filter(holds).length;
  return {
    split,
    facts: outcomes.length,
    oldBefore: found.length,
    newAtOnce: count(found, ({ after }) => after.shown.newValue),
    elsewhere: count(found, ({ elsewhere }) => elsewhere),
    settled: settled.length,
    newSettled: count(settled, ({ shown }) => shown.newValue),
    settledOwn: settledOwn.length,
    newOwn: count(settledOwn, ({ shown }) => shown.newOfDocument),
    oldOfDocument: count(outcomes, showsOldOfDocument),
    oldAnywhere: count(outcomes, ({ after }) => after.shown.oldValue),
    oldAsOf: count(found, ({ asOf }) => asOf.shown.oldValue),
    sameAsOf: count(outcomes, hasSameText),
  };
}

/** The document does not say it any more: who quotes it so quotes what is gone. */
export function showsOldOfDocument({ after, settled }: FactOutcome): boolean {
  return after.shown.oldOfDocument || settled?.shown.oldOfDocument === true;
}

export function hasSameText({ before, asOf }: FactOutcome): boolean {
  return before.answer.text === asOf.answer.text;
}
