import { mean } from '../metrics.ts';
import { SPLITS, type Split } from '../questions.ts';
import type { JudgedTitle } from './judge.ts';

/** A request that was asked, and what came of it. */
export interface RequestOutcome {
  readonly id: string;
  readonly question: string;
  readonly kind: string;
  readonly split: Split;
  readonly answered: boolean;
  /** The question was understood as a request for titles. */
  readonly readAsRequest: boolean;
  /** Titles of the catalogue that satisfy it. */
  readonly satisfying: number;
  /** Best first. */
  readonly shown: readonly JudgedTitle[];
  /** Claims that are of no title. */
  readonly otherClaims: number;
}

/** Counts, but for `satisfyingMean`. */
export interface RecommendationScores {
  readonly split: Split;
  /** null = all kinds. */
  readonly kind: string | null;
  readonly requests: number;
  readonly answered: number;
  /** Not understood as requests for titles. */
  readonly notRead: number;
  /** Some titles satisfy it, and none was shown. */
  readonly missed: number;
  /** No title satisfies it, and none was shown. */
  readonly rightlyNone: number;
  /** No title satisfies it, and some were shown. */
  readonly wronglySome: number;
  /** Titles shown, each counted once a request. */
  readonly titles: number;
  readonly satisfying: number;
  /** Share of the titles shown that satisfy, averaged over the requests that were shown any; 0 to 1. */
  readonly satisfyingMean: number;
  readonly satisfyingTrueReason: number;
  readonly unavailable: number;
  readonly outsideFilter: number;
  readonly seen: number;
  readonly trueReason: number;
  /** Titles shown whose facts are known, and those of them that have one quoted. */
  readonly withFacts: number;
  readonly citesFact: number;
  readonly otherClaims: number;
}

/** Scores of each half: of all, then by kind. */
export function scoreRecommendations(outcomes: readonly RequestOutcome[]): RecommendationScores[] {
  const kinds = [null, ...[...new Set(outcomes.map(({ kind }) => kind))].sort()];
  return SPLITS.flatMap((split) =>
    kinds
      .map((kind) => ({
        split,
        kind,
        of: outcomes.filter((one) => one.split === split && (kind === null || one.kind === kind)),
      }))
      .filter(({ of }) => of.length > 0)
      .map(({ of, ...group }) => ({ ...group, ...scoreRequests(of), ...scoreTitles(of) })),
  );
}

function scoreRequests(outcomes: readonly RequestOutcome[]) {
  const none = outcomes.filter(({ satisfying }) => satisfying === 0);
  const some = outcomes.filter(({ satisfying }) => satisfying > 0);
  const isEmpty = ({ shown }: RequestOutcome): boolean => shown.length === 0;
  return {
    requests: outcomes.length,
    answered: count(outcomes, ({ answered }) => answered),
    notRead: count(outcomes, ({ readAsRequest }) => !readAsRequest),
    missed: count(some, isEmpty),
    rightlyNone: count(none, isEmpty),
    wronglySome: none.length - count(none, isEmpty),
    otherClaims: outcomes.reduce((sum, { otherClaims }) => sum + otherClaims, 0),
  };
}

function scoreTitles(outcomes: readonly RequestOutcome[]) {
  const titles = outcomes.flatMap(({ shown }) => shown);
  const satisfying = ({ satisfies }: JudgedTitle): boolean => satisfies;
  const withTitles = outcomes.filter(({ shown }) => shown.length > 0);
  return {
    titles: titles.length,
    satisfying: count(titles, satisfying),
    satisfyingMean: mean(withTitles.map(({ shown }) => count(shown, satisfying) / shown.length)),
    satisfyingTrueReason: count(titles, (one) => one.satisfies && one.trueReason),
    unavailable: count(titles, ({ available }) => !available),
    outsideFilter: count(titles, ({ withinFilter }) => !withinFilter),
    seen: count(titles, ({ seen }) => seen),
    trueReason: count(titles, ({ trueReason }) => trueReason),
    withFacts: count(titles, ({ citesFact }) => citesFact !== null),
    citesFact: count(titles, ({ citesFact }) => citesFact === true),
  };
}

function count<T>(list: readonly T[], holds: (one: T) => boolean): number {
  return list.filter(holds).length;
}
