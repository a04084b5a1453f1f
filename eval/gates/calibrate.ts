import { THRESHOLDS, type Thresholds } from '../../src/verify/thresholds.ts';
import { groupBy } from './group.ts';
import { judgeCase, type PlacedCase } from './judge.ts';
import { KINDS, type Kind } from './types.ts';

/** Thresholds as they were chosen, and what they do to the claims they were chosen on. */
export interface Choice {
  /** The kind that had no say; null = all kinds had. */
  readonly heldBack: Kind | null;
  readonly thresholds: Thresholds;
  /** Mean over the other kinds of the share that is stopped. */
  readonly stopped: number;
  /** Share of the true claims that are dropped. */
  readonly dropped: number;
}

/** Of the true claims that thresholds are chosen on, this share may be dropped: what the project set itself. */
const MAX_DROPPED = 0.05;

/**
 * What is tried, the most lenient first; every combination is. The other thresholds stay as the code has
 * them: no kind of false claim could tell a better value for those.
 */
const GRID = {
  minCoverage: steps(0.1, 0.8, 0.05),
  maxUncoveredRun: steps(0.6, 5, 0.2).reverse(),
} satisfies { readonly [Name in keyof Thresholds]?: readonly number[] };

const [LENIENT = THRESHOLDS] = combine();

/** How often claims of each group get past the gates at one combination of thresholds. */
interface Trial {
  readonly thresholds: Thresholds;
  readonly dropped: number;
  readonly stopped: ReadonlyMap<Kind, number>;
}

/**
 * Thresholds chosen with all kinds of false claims, and once more without each of them.
 * Those chosen stop most false claims (each kind counts the same) of all that drop at most MAX_DROPPED of
 * the true ones; where none does, of those that drop fewest. Of equals, the most lenient.
 * @param cases of split "tune", by hand and by rule; at least one true and one false
 */
export function chooseThresholds(cases: readonly PlacedCase[]): Choice[] {
  const trials = tryAll(cases);
  const allowed = trials.filter(({ dropped }) => dropped <= MAX_DROPPED);
  const least = Math.min(...trials.map(({ dropped }) => dropped));
  const open = allowed.length > 0 ? allowed : trials.filter(({ dropped }) => dropped === least);
  return [null, ...KINDS].map((heldBack): Choice => {
    const scored = open.map((trial) => ({ trial, stopped: meanStopped(trial, heldBack) }));
    const best = scored.reduce((one, other) => (other.stopped > one.stopped ? other : one));
    const { thresholds, dropped } = best.trial;
    return { heldBack, thresholds, stopped: best.stopped, dropped };
  });
}

function meanStopped({ stopped }: Trial, heldBack: Kind | null): number {
  const shares = [...stopped].filter(([kind]) => kind !== heldBack).map(([, share]) => share);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** What the most lenient thresholds stop is stopped by all: only what is left is judged again. */
function tryAll(cases: readonly PlacedCase[]): Trial[] {
  const limits = cases.flatMap((placed) => {
    return judgesSupported(placed, LENIENT) ? [{ placed, ...strictestPassed(placed) }] : [];
  });
  const sizes = countKinds(cases);
  return combine().map((thresholds) => {
    const passing = limits.filter(
      ({ minCoverage, maxUncoveredRun }) =>
        minCoverage >= thresholds.minCoverage && maxUncoveredRun <= thresholds.maxUncoveredRun,
    );
    const left = countKinds(passing.map(({ placed }) => placed));
    const stoppedOf = (kind: Kind | null): number =>
      1 - (left.get(kind) ?? 0) / (sizes.get(kind) ?? 1);
    const stopped = KINDS.filter((kind) => sizes.has(kind)).map(
      (kind) => [kind, stoppedOf(kind)] as const,
    );
    return { thresholds, dropped: stoppedOf(null), stopped: new Map(stopped) };
  });
}

/**
 * Of each threshold the strictest that the claim passes, the other being lenient. A claim has to meet each
 * by itself, so it passes two together if it passes each.
 */
function strictestPassed(placed: PlacedCase): Pick<Thresholds, keyof typeof GRID> {
  const strictest = (name: keyof typeof GRID): number => {
    const values = GRID[name];
    let [passed, failed] = [0, values.length];
    while (failed - passed > 1) {
      const middle = Math.floor((passed + failed) / 2);
      if (judgesSupported(placed, { ...LENIENT, [name]: values[middle] })) passed = middle;
      else failed = middle;
    }
    return values[passed] ?? LENIENT[name];
  };
  return {
    minCoverage: strictest('minCoverage'),
    maxUncoveredRun: strictest('maxUncoveredRun'),
  };
}

function judgesSupported(placed: PlacedCase, thresholds: Thresholds): boolean {
  return judgeCase(placed, thresholds).verdict === 'supported';
}

function countKinds(cases: readonly PlacedCase[]): Map<string | null, number> {
  const groups = groupBy(cases, ({ gateCase }): string | null => gateCase.kind);
  return new Map([...groups].map(([kind, { length }]) => [kind, length]));
}

function combine(): Thresholds[] {
  return GRID.minCoverage.flatMap((minCoverage) =>
    GRID.maxUncoveredRun.map((maxUncoveredRun) => ({
      ...THRESHOLDS,
      minCoverage,
      maxUncoveredRun,
    })),
  );
}

/** From the first to the last, both included. */
function steps(from: number, to: number, by: number): number[] {
  const count = Math.round((to - from) / by) + 1;
  return Array.from({ length: count }, (_, index) => Number((from + index * by).toFixed(4)));
}
