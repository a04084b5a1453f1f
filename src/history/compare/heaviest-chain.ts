/** Two indices that may be aligned, and how much speaks for it (0 or more). */
export interface WeightedPair {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

interface Chain<T> {
  readonly total: number;
  readonly last: T;
  readonly before: Chain<T> | null;
}

/**
 * Of the pairs those that ascend strictly on both sides and weigh most together, in order. Takes
 * O(n log n); of chains that weigh the same, the one found first stands, so the same pairs give the same.
 */
export function heaviestChain<T extends WeightedPair>(pairs: readonly T[]): T[] {
  // Descending `to` within one `from`: a pair never continues a chain that ends at its own `from`.
  const ordered = [...pairs].sort((a, b) => a.from - b.from || b.to - a.to);
  const size = ordered.reduce((most, { to }) => Math.max(most, to + 1), 0);
  const heaviest = createPrefixMaximum<T>(size);
  for (const pair of ordered) {
    const before = heaviest.below(pair.to);
    heaviest.put(pair.to, { total: (before?.total ?? 0) + pair.weight, last: pair, before });
  }
  const chain: T[] = [];
  for (let end = heaviest.below(size); end !== null; end = end.before) chain.push(end.last);
  return chain.reverse();
}

/** A Fenwick tree: the heaviest chain that ends below an index, in O(log size). */
function createPrefixMaximum<T>(size: number) {
  const tree: (Chain<T> | undefined)[] = new Array<Chain<T> | undefined>(size + 1);
  return {
    below(index: number): Chain<T> | null {
      let best: Chain<T> | null = null;
      for (let at = index; at > 0; at -= at & -at) {
        const found = tree[at];
        if (found !== undefined && found.total > (best?.total ?? 0)) best = found;
      }
      return best;
    },
    put(index: number, chain: Chain<T>): void {
      for (let at = index + 1; at <= size; at += at & -at) {
        if (chain.total > (tree[at]?.total ?? 0)) tree[at] = chain;
      }
    },
  };
}
