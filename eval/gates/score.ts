import type { Gate, JudgedCase } from './judge.ts';

/** What became of the cases of one group. */
export interface Outcome {
  readonly cases: number;
  readonly supported: number;
  readonly partial: number;
  readonly unsupported: number;
  /** Cases that each gate stopped; one case may be stopped by several. */
  readonly gates: Readonly<Partial<Record<Gate, number>>>;
}

export function scoreCases(judged: readonly JudgedCase[]): Outcome {
  const verdicts = { supported: 0, partial: 0, unsupported: 0 };
  const gates: Partial<Record<Gate, number>> = {};
  for (const { verdict, failed } of judged) {
    verdicts[verdict]++;
    for (const gate of failed) gates[gate] = (gates[gate] ?? 0) + 1;
  }
  return { cases: judged.length, ...verdicts, gates };
}

/** Share that did not pass as `supported`; NaN without cases. */
export function stoppedShare({ cases, supported }: Outcome): number {
  return (cases - supported) / cases;
}

/**
 * Between which shares the true one lies with 95 % confidence.
 * Source: Wilson 1927.
 */
export function wilsonInterval(part: number, whole: number): { low: number; high: number } {
  if (whole === 0) return { low: 0, high: 1 };
  const z = 1.96;
  const share = part / whole;
  const scale = 1 + z ** 2 / whole;
  const middle = (share + z ** 2 / (2 * whole)) / scale;
  const reach = (z / scale) * Math.sqrt((share * (1 - share)) / whole + z ** 2 / (4 * whole ** 2));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}
