import { diffArrays } from 'diff';
import { heaviestChain } from './heaviest-chain.ts';

/** Indices of two equal members, one of each sequence. */
export type IndexPair = readonly [from: number, to: number];

interface Member {
  readonly key: string;
  readonly index: number;
}

type Align = (from: readonly Member[], to: readonly Member[]) => IndexPair[];

/**
 * Edits up to which an alignment is the longest there is. Myers' algorithm takes time and memory by their
 * square: 100 take about a millisecond, and a wholly reordered document would take minutes. No clock decides,
 * so the same sequences are always aligned the same way.
 */
const MAX_EDITS = 100;

/**
 * Equal members of two sequences, ascending on both sides: as many as can be while those that stand in both
 * differ by at most MAX_EDITS; beyond, as `alignByAnchors` does it.
 */
export function alignSequences(from: readonly string[], to: readonly string[]): IndexPair[] {
  return alignBetweenEnds(from, to, (a, b) => alignByEdits(a, b) ?? alignAnchored(a, b, () => 1));
}

/**
 * Equal members of two sequences, ascending on both sides: first those that stand once on each side, so that
 * they weigh most together, then what repeats between them. A member of weight 0 moves no other aside.
 */
export function alignByAnchors(
  from: readonly string[],
  to: readonly string[],
  weightOf: (member: string) => number,
): IndexPair[] {
  return alignBetweenEnds(from, to, (a, b) => alignAnchored(a, b, weightOf));
}

/** What two sequences begin and end with alike is aligned; `align` is given what lies between. */
function alignBetweenEnds(
  from: readonly string[],
  to: readonly string[],
  align: Align,
): IndexPair[] {
  const shortest = Math.min(from.length, to.length);
  let head = 0;
  while (head < shortest && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < shortest - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  const fromMiddle = membersOf(from, head, from.length - tail);
  const toMiddle = membersOf(to, head, to.length - tail);
  // A member that stands on one side only is an edit whatever is done; without it, fewer are searched.
  const inFrom = new Set(fromMiddle.map(({ key }) => key));
  const inTo = new Set(toMiddle.map(({ key }) => key));
  const middle = align(
    fromMiddle.filter(({ key }) => inTo.has(key)),
    toMiddle.filter(({ key }) => inFrom.has(key)),
  );
  const pairsFrom = (fromAt: number, toAt: number, count: number): IndexPair[] =>
    Array.from({ length: count }, (_, i) => [fromAt + i, toAt + i]);
  return [
    ...pairsFrom(0, 0, head),
    ...middle,
    ...pairsFrom(from.length - tail, to.length - tail, tail),
  ];
}

function membersOf(sequence: readonly string[], start: number, end: number): Member[] {
  return sequence.slice(start, end).map((key, i) => ({ key, index: start + i }));
}

/** null when there are more than MAX_EDITS. */
function alignByEdits(from: readonly Member[], to: readonly Member[]): IndexPair[] | null {
  const changes = diffArrays(
    from.map(({ key }) => key),
    to.map(({ key }) => key),
    { maxEditLength: MAX_EDITS },
  );
  if (changes === undefined) return null;
  const pairs: IndexPair[] = [];
  let [fromAt, toAt] = [0, 0];
  for (const { added, removed, count } of changes) {
    for (let i = 0; i < count && !added && !removed; i++) {
      pairs.push([from[fromAt + i]?.index ?? 0, to[toAt + i]?.index ?? 0]);
    }
    if (!added) fromAt += count;
    if (!removed) toAt += count;
  }
  return pairs;
}

function alignAnchored(
  from: readonly Member[],
  to: readonly Member[],
  weightOf: (key: string) => number,
): IndexPair[] {
  const once = placesOfUnique(to);
  const candidates = [...placesOfUnique(from)].flatMap(([key, at]) => {
    const toAt = once.get(key);
    return toAt === undefined ? [] : [{ from: at, to: toAt, weight: weightOf(key) }];
  });
  const pairs: IndexPair[] = [];
  let [fromAt, toAt] = [0, 0];
  for (const anchor of [...heaviestChain(candidates), { from: from.length, to: to.length }]) {
    const between = alignByEdits(from.slice(fromAt, anchor.from), to.slice(toAt, anchor.to));
    for (const pair of between ?? []) pairs.push(pair);
    const [a, b] = [from[anchor.from], to[anchor.to]];
    if (a !== undefined && b !== undefined) pairs.push([a.index, b.index]);
    [fromAt, toAt] = [anchor.from + 1, anchor.to + 1];
  }
  return pairs;
}

/** Where the members stand that stand only once. */
function placesOfUnique(members: readonly Member[]): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  members.forEach(({ key }, at) => {
    if (places.has(key)) repeated.add(key);
    places.set(key, at);
  });
  for (const key of repeated) places.delete(key);
  return places;
}
