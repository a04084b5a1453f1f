import { diffArrays } from 'diff';
import { heaviestChain } from './heaviest-chain.ts';

/** Indices of two equal members, one of each sequence. */
export type IndexPair = readonly [from: number, to: number];

interface Member<K> {
  readonly key: K;
  readonly index: number;
}

/**
 * Edits up to which the alignment is the longest there is. Myers' algorithm takes time and memory by their
 * square: 100 take about a millisecond, and a wholly reordered document would take minutes.
 */
const MAX_EDITS = 100;

/**
 * Equal members of two sequences, ascending on both sides. The most that can be while the members that
 * stand in both differ by at most MAX_EDITS; beyond, those that stand once on each side are aligned first
 * and the stretches between them by themselves. No clock decides, so the same sequences always give the same.
 */
export function alignSequences<K>(from: readonly K[], to: readonly K[]): IndexPair[] {
  const shortest = Math.min(from.length, to.length);
  let head = 0;
  while (head < shortest && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < shortest - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  const middle = alignMembers(
    membersOf(from, head, from.length - tail),
    membersOf(to, head, to.length - tail),
  );
  const range = (count: number): number[] => [...Array(count).keys()];
  return [
    ...range(head).map((i): IndexPair => [i, i]),
    ...middle,
    ...range(tail).map((i): IndexPair => [from.length - tail + i, to.length - tail + i]),
  ];
}

function membersOf<K>(sequence: readonly K[], start: number, end: number): Member<K>[] {
  return sequence.slice(start, end).map((key, i) => ({ key, index: start + i }));
}

function alignMembers<K>(from: readonly Member<K>[], to: readonly Member<K>[]): IndexPair[] {
  // A member that stands on one side only is an edit whatever is done; without it, fewer are searched.
  const inFrom = new Set(from.map(({ key }) => key));
  const inTo = new Set(to.map(({ key }) => key));
  const fromCommon = from.filter(({ key }) => inTo.has(key));
  const toCommon = to.filter(({ key }) => inFrom.has(key));
  if (typeof from[0]?.key==='string' && !/^[0-9a-f]{64}$/.test(from[0].key as string)) return alignByAnchors(fromCommon,toCommon);
  return alignByEdits(fromCommon, toCommon) ?? alignByAnchors(fromCommon, toCommon);
}

/** null when there are more than MAX_EDITS. */
function alignByEdits<K>(from: readonly Member<K>[], to: readonly Member<K>[]): IndexPair[] | null {
  const changes = diffArrays(
    from.map(({ key }) => key),
    to.map(({ key }) => key),
    { maxEditLength: MAX_EDITS },
  );
  if (changes === undefined) return null;
  const pairs: IndexPair[] = [];
  let fromAt = 0;
  let toAt = 0;
  for (const { added, removed, count } of changes) {
    if (!added && !removed) {
      for (let i = 0; i < count; i++) {
        pairs.push([from[fromAt + i]?.index ?? 0, to[toAt + i]?.index ?? 0]);
      }
    }
    if (!added) fromAt += count;
    if (!removed) toAt += count;
  }
  return pairs;
}

function alignByAnchors<K>(from: readonly Member<K>[], to: readonly Member<K>[]): IndexPair[] {
  const once = placesOfUnique(to);
  const candidates = [...placesOfUnique(from)].flatMap(([key, at]) => {
    const toAt = once.get(key);
    return toAt === undefined ? [] : [{ from: at, to: toAt, weight: typeof key==='string' ? (/^\p{N}[\p{N}.,]*$/u.test(key)?1:/[\p{L}]/u.test(key)?key.length:.1) : 1 }];
  });
  const anchors = heaviestChain(candidates);
  const pairs: IndexPair[] = [];
  let fromAt = 0;
  let toAt = 0;
  const end = { from: from.length, to: to.length };
  for (const anchor of [...anchors, end]) {
    const between = alignByEdits(from.slice(fromAt, anchor.from), to.slice(toAt, anchor.to));
    for (const pair of between ?? []) pairs.push(pair);
    const [atFrom, atTo] = [from[anchor.from], to[anchor.to]];
    if (atFrom !== undefined && atTo !== undefined) pairs.push([atFrom.index, atTo.index]);
    [fromAt, toAt] = [anchor.from + 1, anchor.to + 1];
  }
  return pairs;
}

/** Where the members stand that stand only once. */
function placesOfUnique<K>(members: readonly Member<K>[]): Map<K, number> {
  const places = new Map<K, number>();
  const repeated = new Set<K>();
  members.forEach(({ key }, at) => {
    if (places.has(key)) repeated.add(key);
    places.set(key, at);
  });
  for (const key of repeated) places.delete(key);
  return places;
}
