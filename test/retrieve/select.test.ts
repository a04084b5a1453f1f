import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FusedCandidate } from '../../src/retrieve/fuse.ts';
import { select } from '../../src/retrieve/select.ts';

const candidatesOf = (count: number): FusedCandidate[] =>
  Array.from({ length: count }, (_, slot) => ({
    slot,
    score: 1 / (slot + 1),
    lexical: null,
    dense: null,
  }));
const range = (from: number, to: number): Int32Array =>
  Int32Array.from({ length: to - from }, (_, i) => from + i);

describe('select', () => {
  it('keeps the best topK and says why the others are left out', () => {
    const { kept, dropped } = select(
      candidatesOf(3),
      [range(0, 9), range(10, 19), range(20, 29)],
      2,
    );
    expect(kept.map(({ slot }) => slot)).toEqual([0, 1]);
    expect([...dropped]).toEqual([[2, 'beyond topK']]);
  });

  it('drops what has the very words of a better one', () => {
    const again = range(0, 40).toReversed();
    const { kept, dropped } = select(candidatesOf(3), [range(0, 40), again, range(0, 20)], 5);
    expect(kept.map(({ slot }) => slot)).toEqual([0, 2]);
    expect(dropped.get(1)).toBe('same words as rank 1');
  });

  it('keeps what differs in a single word, since it may contradict', () => {
    const other = Int32Array.from([...range(1, 40), 99]);
    expect(select(candidatesOf(2), [range(0, 40), other], 5).kept).toHaveLength(2);
  });

  it('does not take gaps between fields for a word they share', () => {
    const gap = Array<number>(10).fill(-1);
    const { kept } = select(
      candidatesOf(2),
      [Int32Array.from([1, ...gap, 2]), Int32Array.from([3, ...gap, 4])],
      5,
    );
    expect(kept).toHaveLength(2);
    expect(select(candidatesOf(2), [new Int32Array(0), new Int32Array(0)], 5).kept).toHaveLength(2);
  });

  it('keeps or drops each candidate, never more than topK, and always the first', () => {
    const sequence = fc.array(fc.nat(6), { maxLength: 8 }).map((terms) => Int32Array.from(terms));
    fc.assert(
      fc.property(
        fc.array(sequence, { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        (sequences, topK) => {
          const candidates = candidatesOf(sequences.length);
          const { kept, dropped } = select(candidates, sequences, topK);
          expect(kept.length).toBeLessThanOrEqual(topK);
          expect(kept[0]).toBe(candidates[0]);
          const slots = [...kept.map(({ slot }) => slot), ...dropped.keys()];
          expect(slots.toSorted((a, b) => a - b)).toEqual(candidates.map(({ slot }) => slot));
        },
      ),
    );
  });
});
