import { quantile } from '../src/core/quantile.ts';
import type { Asked } from './ask.ts';
import { SPLITS, type Split } from './questions.ts';
import { areaUnderRoc, mean } from './metrics.ts';

/*
 * Whether what the documents do not answer is declined, and what that costs: the evidence of answerable
 * questions against that of near misses (the right subject, no answer) and of off-topic questions (another
 * corpus's, and those written as such).
 */

/** How many questions, and how many of them were declined. */
export interface Declined {
  readonly questions: number;
  readonly declined: number;
}

export interface AbstentionScores {
  readonly split: Split;
  readonly answerable: Declined;
  readonly offTopic: Declined;
  readonly nearMiss: Declined;
  /** Of all declined, the share that has no answer. Depends on how many of each kind were asked. */
  readonly precision: number;
  /** Of all without an answer, the share declined. */
  readonly recall: number;
  /** Of the answerable, the share declined. */
  readonly falseRefusals: number;
  /** Chance that an answerable question has more evidence than one of these. */
  readonly auroc: { readonly offTopic: number; readonly nearMiss: number };
  readonly curve: readonly CurvePoint[];
}

/** What any other threshold would do. */
export interface CurvePoint {
  /** At most this share of the answerable questions has evidence below the threshold. */
  readonly falseRefusals: number;
  readonly threshold: number;
  /** Shares declined. */
  readonly offTopic: number;
  readonly nearMiss: number;
}

/** Questions of one other corpus. */
export interface ForeignScores {
  readonly from: string;
  readonly split: Split;
  readonly questions: number;
  /** Share declined. */
  readonly declined: number;
  readonly auroc: number;
}

/** False refusals at which the curve is read. */
export const CURVE_AT = [0.01, 0.02, 0.05, 0.1, 0.2];

/**
 * Declining is the positive class.
 * @param own the corpus's own questions, of which some may be near misses or off-topic
 * @param foreign questions of other corpora
 */
export function scoreAbstention(
  own: readonly Asked[],
  foreign: readonly Asked[],
): AbstentionScores[] {
  return SPLITS.map((split) => {
    const half = (asked: readonly Asked[]) =>
      asked.filter(({ question }) => question.split === split);
    const answerable = half(own).filter(({ question }) => question.answerable);
    const unanswerable = half(own).filter(({ question }) => !question.answerable);
    const isNear = ({ question }: Asked) => question.kind === 'near-miss';
    const nearMiss = unanswerable.filter(isNear);
    const offTopic = [...unanswerable.filter((one) => !isNear(one)), ...half(foreign)];
    return { split, ...compare(answerable, offTopic, nearMiss) };
  });
}

function compare(
  answerable: readonly Asked[],
  offTopic: readonly Asked[],
  nearMiss: readonly Asked[],
): Omit<AbstentionScores, 'split'> {
  const counts = { answerable: count(answerable), offTopic: count(offTopic) };
  const near = count(nearMiss);
  const rightly = counts.offTopic.declined + near.declined;
  const evidence = {
    answerable: evidenceOf(answerable),
    offTopic: evidenceOf(offTopic),
    nearMiss: evidenceOf(nearMiss),
  };
  return {
    ...counts,
    nearMiss: near,
    precision: rightly / (rightly + counts.answerable.declined),
    recall: rightly / (offTopic.length + nearMiss.length),
    falseRefusals: counts.answerable.declined / answerable.length,
    auroc: {
      offTopic: areaUnderRoc(evidence.answerable, evidence.offTopic),
      nearMiss: areaUnderRoc(evidence.answerable, evidence.nearMiss),
    },
    curve: CURVE_AT.map((falseRefusals) => {
      const threshold = quantile(evidence.answerable, falseRefusals);
      const below = (values: readonly number[]) =>
        mean(values.map((value) => (value < threshold ? 1 : 0)));
      return {
        falseRefusals,
        threshold,
        offTopic: below(evidence.offTopic),
        nearMiss: below(evidence.nearMiss),
      };
    }),
  };
}

/** The same for the questions of one other corpus, by which one sees where a subject lies too near. */
export function scoreForeign(
  from: string,
  own: readonly Asked[],
  foreign: readonly Asked[],
): ForeignScores[] {
  return SPLITS.map((split) => {
    const mine = own.filter(({ question }) => question.split === split && question.answerable);
    const theirs = foreign.filter(({ question }) => question.split === split);
    return {
      from,
      split,
      questions: theirs.length,
      declined: mean(theirs.map(({ declined }) => (declined ? 1 : 0))),
      auroc: areaUnderRoc(evidenceOf(mine), evidenceOf(theirs)),
    };
  });
}

function count(asked: readonly Asked[]): Declined {
  return { questions: asked.length, declined: asked.filter(({ declined }) => declined).length };
}

function evidenceOf(asked: readonly Asked[]): number[] {
  return asked.map(({ evidence }) => evidence);
}
