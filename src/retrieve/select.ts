import type { FusedCandidate } from './fuse.ts';

/*
 * What is shown of the candidates: the best, without those that say the same again. Only passages of the
 * very same words count as that: one that differs in a single number may be the one that contradicts.
 */

export interface Selection {
  readonly kept: readonly FusedCandidate[];
  /** Why the others were left out, by slot. */
  readonly dropped: ReadonlyMap<number, string>;
}

/**
 * The `topK` best candidates without those of the same words as a better one.
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
    const twin = keptTerms.findIndex((other) => sameTerms(terms, other));
    if (twin >= 0) {
      dropped.set(candidate.slot, `same words as rank ${twin + 1}`);
      return;
    }
    kept.push(candidate);
    keptTerms.push(terms);
  });
  return { kept, dropped };
}

function sameTerms(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size > 0 && a.size === b.size && [...a].every((term) => b.has(term));
}
