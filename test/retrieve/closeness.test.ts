import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeness } from '../../src/retrieve/closeness.ts';

const word = (number: number, mass = 1) => ({ numbers: [number], mass });
/** A passage of filler (0) with the given terms at the given places. */
function passage(length: number, places: Record<number, number>): Int32Array {
  const terms = new Int32Array(length);
  for (const [at, term] of Object.entries(places)) terms[Number(at)] = term;
  return terms;
}

describe('closeness', () => {
  it('is more where words that follow each other in the question stand near each other', () => {
    const asked = [word(1), word(2)];
    const [beside, near, far] = [11, 14, 40].map((at) =>
      closeness(passage(60, { 10: 1, [at]: 2 }), asked),
    );
    expect(beside).toBeGreaterThan(near ?? 0);
    expect(near).toBeGreaterThan(far ?? 0);
  });

  it('is more where one stretch holds several words than where they stand all over', () => {
    const asked = [word(1), word(5), word(2), word(6), word(3)];
    const together = closeness(passage(200, { 100: 1, 107: 2, 114: 3 }), asked);
    const scattered = closeness(passage(200, { 10: 1, 100: 2, 190: 3 }), asked);
    expect(together).toBeGreaterThan(scattered);
    expect(together).toBeCloseTo(3 * scattered);
  });

  it('counts a word once, however often it is asked and stands there', () => {
    const once = closeness(passage(50, { 10: 1 }), [word(1)]);
    const often = closeness(passage(50, { 10: 1, 12: 1, 14: 1 }), [word(1), word(9), word(1)]);
    expect(often).toBe(once);
  });

  it('takes any of the forms of a word for the word', () => {
    const asked = [{ numbers: [1, 7], mass: 2 }];
    expect(closeness(passage(20, { 3: 7 }), asked)).toBe(closeness(passage(20, { 3: 1 }), asked));
  });

  it('is never negative, and never more than what all of the question weighs', () => {
    const term = fc.integer({ min: 0, max: 5 });
    fc.assert(
      fc.property(
        fc.array(term, { maxLength: 80 }),
        fc.array(fc.tuple(term, fc.double({ min: 0.1, max: 9, noNaN: true })), { maxLength: 8 }),
        (terms, asked) => {
          const wanted = asked.map(([number, mass]) => word(number + 1, mass));
          const all = wanted.reduce((sum, { mass }) => sum + mass, 0);
          const value = closeness(Int32Array.from(terms), wanted);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(2 * all + 1e-9);
        },
      ),
    );
  });
});
