import type { AnswerState, StepQuestion } from '../../corpora/_check/read-steps.ts';
import { quotesHold } from '../facts.ts';
import type { Split } from '../questions.ts';

/* What the quotes of an answer show of what was true before a step, and after it. A declined one has none. */

/**
 * `right`: every fact of the state is quoted. Where the documents do not answer: `declined`, or `other`, an
 * answer with none of the other state's facts. Else `wrong`.
 */
export type Judgement = 'right' | 'declined' | 'other' | 'wrong';

/** An answer as far as it is judged. */
export interface Shown {
  readonly declined: boolean;
  readonly quotes: readonly string[];
}

/** A question asked just before a step and just after it. */
export interface QuestionOutcome {
  readonly id: string;
  readonly question: string;
  readonly split: Split;
  /** The step changes what is true, or where it stands. */
  readonly changed: boolean;
  /** Whether the documents answer it. */
  readonly answerable: { readonly before: boolean; readonly after: boolean };
  readonly before: Judgement;
  readonly after: Judgement;
  /** What the answer after the step shows of what was true only before. */
  readonly oldFacts: OldFacts;
  readonly shown: { readonly before: Shown; readonly after: Shown };
}

export function judgeQuestion(
  question: StepQuestion,
  shown: QuestionOutcome['shown'],
): QuestionOutcome {
  const changed = !('always' in question);
  const before = changed ? question.before : question.always;
  const after = changed ? question.after : question.always;
  return {
    id: question.id,
    question: question.question,
    split: question.split,
    changed,
    answerable: { before: before !== null, after: after !== null },
    before: judgeState(shown.before, before, after),
    after: judgeState(shown.after, after, before),
    oldFacts: judgeOldFacts(shown.after.quotes, before, after),
    shown,
  };
}

/**
 * @param state what is true when it is asked; null = the documents do not answer
 * @param otherState what is true at the other side of the step
 */
export function judgeState(
  { declined, quotes }: Shown,
  state: AnswerState | null,
  otherState: AnswerState | null,
): Judgement {
  if (state !== null) return quotesHold(quotes, wordings(state)) ? 'right' : 'wrong';
  if (declined) return 'declined';
  const shows = (fact: string[]): boolean => quotesHold(quotes, [fact]);
  return otherState !== null && wordings(otherState).some(shows) ? 'wrong' : 'other';
}

/** Right, or nothing that was not true when it was asked. */
export function isRight(judgement: Judgement): boolean {
  return judgement !== 'wrong';
}

/**
 * What an answer after a step shows of facts that were true before it and are no longer: `alone`, beside
 * all that is true now (`both`: as when an amendment is quoted with what it replaces), or nothing.
 */
export type OldFacts = 'alone' | 'both' | 'none';

export function judgeOldFacts(
  quotes: readonly string[],
  before: AnswerState | null,
  after: AnswerState | null,
): OldFacts {
  const now = after === null ? [] : wordings(after);
  // A fact that stands in the words of a new one cannot be told from it.
  const old =
    before === null ? [] : wordings(before).filter((fact) => !quotesHold(now.flat(), [fact]));
  if (!old.some((fact) => quotesHold(quotes, [fact]))) return 'none';
  return after !== null && quotesHold(quotes, now) ? 'both' : 'alone';
}

function wordings({ facts }: AnswerState): string[][] {
  return facts.map((fact) => [fact].flat());
}
