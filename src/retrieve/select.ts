import type { FusedCandidate } from './fuse.ts';

/*
 * What is shown of the candidates: the best, without those that say the same thing again.
 */

/** Passages that share this much of their terms (Jaccard) say the same thing. */
const NEAR_DUPLICATE = 0.9;

export interface Selection {
  readonly kept: readonly FusedCandidate[];
  /** Why the others were left out, by slot. */
  readonly dropped: ReadonlyMap<number, string>;
}

/**
 * The `topK` best candidates without near-duplicates of better ones.
 * @param sequences the term sequence of each candidate, in the same order
 */
export function select(
  candidates: readonly FusedCandidate[],
  sequences: readonly Int32Array[],
  topK: number,
): Selection {
  const kept: FusedCandidate[] = [];
  const keptTerms: Set<number>[] = [];
  const dropped = new Map<number, string>();
  candidates.forEach((candidate, i) => {
    if (kept.length >= topK) {
      dropped.set(candidate.slot, 'beyond topK');
      return;
    }
    const terms = new Set(sequences[i]?.filter((term) => term >= 0));
    const twin = keptTerms.findIndex((other) => jaccard(terms, other) >= NEAR_DUPLICATE);
    if (twin >= 0) {
      dropped.set(candidate.slot, `near-duplicate of rank ${twin + 1}`);
      return;
    }
    kept.push(candidate);
    keptTerms.push(terms);
  });
  return { kept, dropped };
}

function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size === 0 || small.size / large.size < NEAR_DUPLICATE) return 0;
  let shared = 0;
  for (const term of small) if (large.has(term)) shared++;
  return shared / (a.size + b.size - shared);
}
