import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVocabulary, isOneEdit } from '../../src/store/vocabulary.ts';

/** Optimal string alignment distance, as the textbook has it. */
function distance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => d[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      (d[i] as number[])[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        i > 1 && j > 1 && swapped ? at(i - 2, j - 2) + 1 : Infinity,
      );
    }
  }
  return at(a.length, b.length);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });

describe('isOneEdit', () => {
  it('knows a term by the number that it had at the time', () => {
    const vocabulary = createVocabulary();
    vocabulary.add(1, 'bike');
    vocabulary.add(2, 'helmet');
    vocabulary.add(5, 'bike');
    const numbers = [0, 1, 4, 5, 9].map((last) => vocabulary.numberOf('bike', last));
    expect(numbers).toEqual([-1, 1, 1, 5, 5]);
    expect(vocabulary.numberOf('bike')).toBe(5);
    expect(vocabulary.oneEditAway('bikes')).toEqual(['bike']);
  });

  it('agrees with the textbook', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(isOneEdit(a, b)).toBe(distance(a, b) === 1);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['refund', 'refnud', true],
    ['refund', 'refunds', true],
    ['refund', 'efund', true],
    ['refund', 'rifund', true],
    ['refund', 'refund', false],
    ['refund', 'rfeudn', false],
    ['', 'a', true],
    ['ab', 'cd', false],
  ])('of %j and %j is %s', (a, b, expected) => {
    expect(isOneEdit(a, b)).toBe(expected);
    expect(isOneEdit(b, a)).toBe(expected);
  });
});

describe('a vocabulary', () => {
  it('finds every word of two letters or more that is one edit away', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word), word, (words, wanted) => {
        const vocabulary = createVocabulary();
        words.forEach((term, i) => vocabulary.add(i + 1, term));
        const expected = words.filter((term) => term.length >= 2 && distance(term, wanted) === 1);
        expect(vocabulary.oneEditAway(wanted).toSorted()).toEqual(expected.toSorted());
      }),
    );
  });

  it('numbers words, those of every object included', () => {
    const vocabulary = createVocabulary();
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(vocabulary.numberOf(name)).toBe(-1);
    }
    vocabulary.add(4, '__proto__');
    vocabulary.add(7, 'constructor');
    expect(vocabulary.numberOf('__proto__')).toBe(4);
    expect(vocabulary).toMatchObject({ size: 2, lastNumber: 7 });
    expect(vocabulary.oneEditAway('constructer')).toEqual(['constructor']);
  });
});
