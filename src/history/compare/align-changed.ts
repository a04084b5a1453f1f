import type { Span } from '../../core/model.ts';
import { createTopK } from '../../core/top-k.ts';
import { heaviestChain, type WeightedPair } from './heaviest-chain.ts';
import {
  sharedCount,
  without,
  type Counts,
  type PassageTerms,
  type TermReader,
} from './passage-terms.ts';
import type { Ranges } from './same-passages.ts';

/**
 * A passage became another, or words took the place of words, when at least this share of them is left: of
 * the words, or of the pairs of successive words. Of 36,000 pairs of different passages of one page (terms
 * of service, policies), one in a hundred shares more than .41 of its words or .33 of its word pairs, and
 * one in three hundred reaches .5; an edit of one word in ten leaves about .9 and .8.
 */
export const MIN_SHARED = 0.5;
/** Fewer pairs of words than this may stand in a long passage by chance. */
const MIN_PAIRS = 4;
/** A word that more passages have does not tell which of them belong together. */
const MAX_PASSAGES_OF_WORD = 50;
/** With so many of the passages that have most rare words in common a passage is compared closely. */
const MAX_CANDIDATES = 8;

/** The passages of one revision that stand between two unchanged ones and are left over there. */
export interface Leftover {
  /** Ascending. */
  readonly indices: readonly number[];
  readonly terms: ReadonlyMap<number, PassageTerms>;
}

/**
 * Which of the leftover passages became which: first one to one, in order, so that they share most in all;
 * then the rest of a passage that was split or merged goes to its group. The others were added or removed.
 */
export function alignChanged(from: Leftover, to: Leftover, reader: TermReader): Ranges[] {
  const candidates = [...candidatePairs(from, to)].flatMap(([fromAt, toAts]) =>
    toAts.flatMap((toAt): WeightedPair[] => {
      const [a, b] = [from.terms.get(fromAt), to.terms.get(toAt)];
      const weight = a && b ? kinship(a, b, reader) : 0;
      return weight > 0 ? [{ from: fromAt, to: toAt, weight }] : [];
    }),
  );
  const seeds = heaviestChain(candidates);
  return growGroups(seeds, from, to);
}

/** The weight of the words that two passages share; 0 when one did not become the other. */
function kinship(a: PassageTerms, b: PassageTerms, reader: TermReader): number {
  const shared = reader.sharedWeight(a, b);
  if (2 * shared >= MIN_SHARED * (a.weight + b.weight)) return shared;
  // A passage that grew or shrank: half of all words can no longer be shared, but those of the smaller
  // one stand together in the larger. Single words of it would be found in any long passage.
  const pairs = Math.min(a.pairCount, b.pairCount);
  if (pairs < MIN_PAIRS) return 0;
  return sharedCount(a.pairs, b.pairs) >= MIN_SHARED * pairs ? shared : 0;
}

/** For each passage of `from` those of `to` that are worth comparing. */
function candidatePairs(from: Leftover, to: Leftover): Map<number, number[]> {
  const having = new Map<number, number[]>();
  for (const at of to.indices) {
    for (const word of to.terms.get(at)?.words.keys() ?? []) {
      const places = having.get(word);
      if (places) places.push(at);
      else having.set(word, [at]);
    }
  }
  const lead = to.indices.length - from.indices.length;
  const candidates = new Map<number, number[]>();
  from.indices.forEach((at, order) => {
    const met = new Map<number, number>();
    for (const word of from.terms.get(at)?.words.keys() ?? []) {
      const places = having.get(word) ?? [];
      if (places.length > MAX_PASSAGES_OF_WORD) continue;
      for (const place of places) met.set(place, (met.get(place) ?? 0) + 1);
    }
    const best = createTopK(MAX_CANDIDATES);
    for (const [place, words] of met) best.offer(place, words);
    // Rows of a large table may hold no rare word; where they stand, counted from either end, tells.
    const opposite = [to.indices[order], to.indices[order + lead]].filter((i) => i !== undefined);
    candidates.set(at, [...new Set([...best.best().map(({ slot }) => slot), ...opposite])]);
  });
  return candidates;
}

function growGroups(seeds: readonly WeightedPair[], from: Leftover, to: Leftover): Ranges[] {
  const groups: Ranges[] = [];
  seeds.forEach((seed, at) => {
    const before = groups.at(-1);
    const next = seeds[at + 1];
    const [a, b] = [from.terms.get(seed.from), to.terms.get(seed.to)];
    if (a === undefined || b === undefined) return;
    groups.push({
      from: grow(
        seed.from,
        from,
        { start: before?.from.end ?? 0, end: next?.from },
        without(b.pairs, a.pairs),
      ),
      to: grow(
        seed.to,
        to,
        { start: before?.to.end ?? 0, end: next?.to },
        without(a.pairs, b.pairs),
      ),
    });
  });
  return groups;
}

/**
 * The passage `seed` with those around it, within limits, that hold words of its counterpart which it does
 * not hold itself. What stands between them comes along.
 */
function grow(
  seed: number,
  { terms }: Leftover,
  within: { readonly start: number; readonly end: number | undefined },
  missing: Counts,
): Span {
  let rest = missing;
  const reach = (step: 1 | -1): number => {
    let furthest = seed;
    for (let at = seed + step; at >= within.start && at < (within.end ?? Infinity); at += step) {
      const passage = terms.get(at);
      // A passage that is not left over has its place already.
      if (passage === undefined || rest.size === 0) break;
      if (passage.pairCount === 0) continue;
      if (sharedCount(passage.pairs, rest) < MIN_SHARED * passage.pairCount) continue;
      furthest = at;
      rest = without(rest, passage.pairs);
    }
    return furthest;
  };
  const end = reach(1) + 1;
  return { start: reach(-1), end };
}
