import type { Snapshot, TermPostings } from '../../store/types.ts';

/** Words that stand together in more passages than this tell no document apart. */
const MAX_POSTINGS = 2_000;

/**
 * Passages that hold all these terms, in ascending order; none when even the rarest stands in very many.
 * @param times how often each must stand there at least, weighted by field
 */
export function holdingAll(snapshot: Snapshot, terms: readonly string[], times = 1): number[] {
  const postings = terms.map((term) => snapshot.postings(term) ?? NONE);
  // From the rarest on: most words of a name stand in few passages.
  const [rarest, ...others] = postings.toSorted((a, b) => a.slots.length - b.slots.length);
  if (rarest === undefined || rarest.slots.length > MAX_POSTINGS) return [];
  return [...rarest.slots].filter(
    (slot, i) =>
      (rarest.frequencies[i] ?? 0) >= times && others.every((one) => timesIn(one, slot) >= times),
  );
}

/** Of these passages those that hold any of the terms. */
export function holdingAny(
  snapshot: Snapshot,
  terms: readonly string[],
  slots: readonly number[],
): number[] {
  const postings = terms.map((term) => snapshot.postings(term) ?? NONE);
  return slots.filter((slot) => postings.some((one) => timesIn(one, slot) > 0));
}

const NONE: TermPostings = { slots: new Int32Array(0), frequencies: new Uint8Array(0) };

/** How often a passage holds a term; the postings ascend. */
function timesIn({ slots, frequencies }: TermPostings, wanted: number): number {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((slots[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return slots[low] === wanted ? (frequencies[low] ?? 0) : 0;
}
