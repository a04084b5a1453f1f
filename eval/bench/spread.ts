import { quantile } from '../../src/core/quantile.ts';

/** How durations are spread, in milliseconds. */
export interface Spread {
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** NaN, and −∞ as the maximum, where there are none. */
export function spreadOf(durationsMs: readonly number[]): Spread {
  return {
    count: durationsMs.length,
    p50Ms: quantile(durationsMs, 0.5),
    p99Ms: quantile(durationsMs, 0.99),
    maxMs: Math.max(...durationsMs),
  };
}
