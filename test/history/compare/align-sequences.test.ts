import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignByAnchors, alignSequences } from '../../../src/history/compare/align-sequences.ts';
import { heaviestChain, type WeightedPair } from '../../../src/history/compare/heaviest-chain.ts';

describe('alignSequences', () => {
  const letters = fc.array(fc.constantFrom(...'abcdef'), { maxLength: 30 });

  it('pairs equal members, ascending on both sides, and as many as can be', () => {
    fc.assert(
      fc.property(letters, letters, (from, to) => {
        const pairs = alignSequences(from, to);
        expectAscending(pairs);
        for (const [i, j] of pairs) expect(from[i]).toBe(to[j]);
        expect(pairs).toHaveLength(longestCommon(from, to));
      }),
    );
  });

  it('aligns long sequences of other order by what stands once on each side', () => {
    const from = Array.from({ length: 20_000 }, (_, n) => `${n}`);
    const [head, tail] = [from.slice(0, 5000), from.slice(5000)];
    expect(alignSequences(from, [...tail, ...head])).toHaveLength(15_000);
    const pairs = alignSequences(from, from.toReversed());
    expect(pairs).toHaveLength(1);
  });

  it('aligns what repeats between two that stand once', () => {
    const block = (n: number): string[] => ['same', 'same', `once ${n}`];
    const from = Array.from({ length: 300 }, (_, n) => block(n)).flat();
    const to = Array.from({ length: 300 }, (_, n) => block(n).toSpliced(1, 1)).flat();
    expect(alignSequences(from, to)).toHaveLength(600);
  });
});

describe('alignByAnchors', () => {
  it('holds to what weighs most, where the order of two members was changed', () => {
    const weightOf = (member: string): number => member.length;
    const align = (from: string, to: string) =>
      alignByAnchors(from.split(' '), to.split(' '), weightOf);
    expect(align('| blue | 14 |', '| 14 | red | blue |')).toContainEqual([1, 5]);
    expect(align('x bluebird y', 'z x y a bluebird b')).toEqual([
      [0, 1],
      [1, 4],
    ]);
  });

  it('pairs equal members, ascending on both sides', () => {
    const letters = fc.array(fc.constantFrom(...'abcdefghijkl'), { maxLength: 30 });
    fc.assert(
      fc.property(letters, letters, (from, to) => {
        const pairs = alignByAnchors(from, to, (letter) => letter.charCodeAt(0) % 3);
        expectAscending(pairs);
        for (const [i, j] of pairs) expect(from[i]).toBe(to[j]);
      }),
    );
  });
});

describe('heaviestChain', () => {
  const pair = fc.record({
    from: fc.nat(6),
    to: fc.nat(6),
    weight: fc.integer({ min: 1, max: 9 }),
  });

  it('ascends strictly and weighs as much as any chain that does', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 9 }), (pairs) => {
        const chain = heaviestChain(pairs);
        expectAscending(chain.map(({ from, to }) => [from, to] as const));
        expect(total(chain)).toBe(heaviestOf(pairs));
      }),
    );
  });
});

function expectAscending(pairs: readonly (readonly [number, number])[]): void {
  pairs.slice(1).forEach(([i, j], at) => {
    expect(i).toBeGreaterThan(pairs[at]?.[0] ?? -1);
    expect(j).toBeGreaterThan(pairs[at]?.[1] ?? -1);
  });
}

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const member of a) {
    const next = [0];
    b.forEach((other, j) => {
      const best = Math.max(row[j + 1] ?? 0, next[j] ?? 0);
      next.push(member === other ? (row[j] ?? 0) + 1 : best);
    });
    row = next;
  }
  return row[b.length] ?? 0;
}

function total(chain: readonly WeightedPair[]): number {
  return chain.reduce((sum, { weight }) => sum + weight, 0);
}

/** By trying every chain. */
function heaviestOf(pairs: readonly WeightedPair[], after: WeightedPair | null = null): number {
  const next = pairs.filter(
    ({ from, to }) => after === null || (from > after.from && to > after.to),
  );
  return next.reduce((best, pair) => Math.max(best, pair.weight + heaviestOf(pairs, pair)), 0);
}
