import type { EmptyServer, Growth, SizeResult } from './result.ts';

/** Fewer points than this tell a line from nothing. */
const MIN_SIZES = 3;

/**
 * What grows, fitted over the sizes. Memory and ready time are those above an empty server: with what every
 * process has anyway, no power of n would fit them.
 */
export function fitGrowth(measured: readonly SizeResult[], empty: EmptyServer): Growth[] {
  const quantities: Record<string, (size: SizeResult) => number> = {
    'search over HTTP, p50': ({ again }) => again.latencies.search.p50Ms,
    'ask over HTTP, p50': ({ again }) => again.latencies.ask.p50Ms,
    'search over HTTP, processor time': ({ again }) => again.latencies.search.cpuMs,
    'ask over HTTP, processor time': ({ again }) => again.latencies.ask.cpuMs,
    'ready time above an empty server’s': ({ again }) => again.readyMs - empty.readyMs,
    'memory above an empty server’s': ({ again }) => again.askedBytes - empty.askedBytes,
  };
  return Object.entries(quantities).flatMap(([of, value]) => {
    const points = measured
      .map((size) => ({ n: size.passages, value: value(size) }))
      // Noise can put a small size below an empty server; a logarithm can do nothing with that.
      .filter((point) => point.value > 0);
    if (points.length < MIN_SIZES) return [];
    const { exponent, r2 } = fitPower(points);
    const lastExponent = fitPower(points.slice(-2)).exponent;
    return [{ of, exponent, lastExponent, r2, sizes: points.length }];
  });
}

/**
 * Fits value = a · n^exponent by least squares of the logarithms.
 * @param points at least two different n, all numbers above 0
 */
export function fitPower(points: readonly { readonly n: number; readonly value: number }[]): {
  readonly a: number;
  readonly exponent: number;
  readonly r2: number;
} {
  const xs = points.map(({ n }) => Math.log(n));
  const ys = points.map(({ value }) => Math.log(value));
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const covariance = mean(xs.map((x, i) => (x - meanX) * ((ys[i] ?? 0) - meanY)));
  const varianceX = mean(xs.map((x) => (x - meanX) ** 2));
  const varianceY = mean(ys.map((y) => (y - meanY) ** 2));
  const exponent = covariance / varianceX;
  return {
    a: Math.exp(meanY - exponent * meanX),
    exponent,
    // A quantity that does not vary at all is explained by a power of 0.
    r2: varianceY === 0 ? 1 : covariance ** 2 / (varianceX * varianceY),
  };
}

/** An exponent in words. */
export function describeExponent(exponent: number): string {
  if (exponent < 0.1) return 'does not grow';
  if (exponent < 0.9) return 'less than linear';
  return exponent <= 1.1 ? 'linear' : 'more than linear';
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
