/**
 * Normalised discounted cumulative gain of the first k; gain 2^grade − 1, discount log2(rank + 1).
 * 0 when nothing is relevant. Source: Järvelin & Kekäläinen 2002, as trec_eval and BEIR compute it.
 */
export function ndcgAt(k: number, ranked: readonly string[], grades: ReadonlyMap<string, number>) {
  const gain = (grade: number, rank: number) => (2 ** grade - 1) / Math.log2(rank + 2);
  const found = ranked.slice(0, k).reduce((sum, id, i) => sum + gain(grades.get(id) ?? 0, i), 0);
  const best = [...grades.values()]
    .sort((a, b) => b - a)
    .slice(0, k)
    .reduce((sum, grade, i) => sum + gain(grade, i), 0);
  return best === 0 ? 0 : found / best;
}

/** Share of the relevant that stand among the first k. */
export function recallAt(
  k: number,
  ranked: readonly string[],
  grades: ReadonlyMap<string, number>,
) {
  const relevant = [...grades].filter(([, grade]) => grade > 0).map(([id]) => id);
  const first = new Set(ranked.slice(0, k));
  return relevant.length === 0
    ? 0
    : relevant.filter((id) => first.has(id)).length / relevant.length;
}

/** 1 / rank of the first relevant among the first k; 0 when there is none. */
export function reciprocalRankAt(
  k: number,
  ranked: readonly string[],
  grades: ReadonlyMap<string, number>,
) {
  const at = ranked.slice(0, k).findIndex((id) => (grades.get(id) ?? 0) > 0);
  return at < 0 ? 0 : 1 / (at + 1);
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((a, b) => a + b, 0) / values.length;
}

/** Chance that a positive scores higher than a negative; ties count half. */
export function areaUnderRoc(positives: readonly number[], negatives: readonly number[]): number {
  let wins = 0;
  for (const positive of positives) {
    for (const negative of negatives) {
      wins += positive > negative ? 1 : positive === negative ? 0.5 : 0;
    }
  }
  return wins / (positives.length * negatives.length);
}
