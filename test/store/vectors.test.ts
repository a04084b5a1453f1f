import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVectorTable } from '../../src/store/vectors.ts';

// Not a multiple of four, which is how many numbers the product takes at a time.
const DIMENSIONS = 6;
const vector = fc
  .array(fc.integer({ min: -8, max: 8 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .map((numbers) => Float32Array.from(numbers));

const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe('the vector table', () => {
  it('finds what scanning by hand finds, ties by slot', () => {
    const row = fc.record({ vector, present: fc.boolean(), inScope: fc.boolean() });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), vector, fc.nat(12), (rows, query, k) => {
        const table = createVectorTable(DIMENSIONS);
        rows.forEach((one, slot) => one.present && table.set(slot, slot + 1, one.vector));
        const mask = Uint8Array.from(rows, (one) => (one.inScope ? 1 : 0));
        const expected = rows
          .map((one, slot) => ({ ...one, slot, score: dot(one.vector, query) }))
          .filter((one) => one.present && one.inScope)
          .sort((a, b) => b.score - a.score || a.slot - b.slot)
          .slice(0, k)
          .map(({ slot, score }) => ({ slot, score }));
        expect(table.nearest(query, k, mask)).toEqual(expected);
      }),
    );
  });

  it('knows slots far apart and says NaN of those between', () => {
    const table = createVectorTable(2);
    table.set(0, 1, Float32Array.of(1, 0));
    table.set(5_000, 2, Float32Array.of(0, 1));
    expect(table.count).toBe(2);
    expect(table.similarity(Float32Array.of(0, 1), 5_000)).toBe(1);
    expect(table.similarity(Float32Array.of(0, 1), 17)).toBeNaN();
    expect(table.similarity(Float32Array.of(0, 1), 50_000)).toBeNaN();
  });

  it('tells which slots got their vectors later', () => {
    const table = createVectorTable(2);
    [3, 0, 2].forEach((slot, i) => table.set(slot, 10 * (i + 1), Float32Array.of(1, 0)));
    expect(table.slotsAfter(0)).toEqual([3, 0, 2]);
    expect(table.slotsAfter(10)).toEqual([0, 2]);
    expect(table.slotsAfter(15)).toEqual([0, 2]);
    expect(table.slotsAfter(30)).toEqual([]);
  });
});
