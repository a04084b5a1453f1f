import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsToDigits } from '../../src/core/number-words.ts';

const digits = (text: string, oneCounts = true): string => wordsToDigits(text, () => oneCounts);

describe('wordsToDigits', () => {
  it.each([
    ['twenty-one days', '21 days'],
    ['twenty one days', '21 days'],
    ['a hundred and five', 'a 105'],
    ['two hundred and fifty thousand euros', '250000 euros'],
    ['three thousand, four hundred', '3400'],
    ['one million', '1000000'],
    ['fourteen', '14'],
    ['zero', '0'],
  ])('%s is %s', (text, expected) => {
    expect(digits(text)).toBe(expected);
  });

  it('leaves words alone that only hold a number', () => {
    expect(digits('someone often weighs freight')).toBe('someone often weighs freight');
  });

  it('asks of a "one" whether it counts, by what comes after it', () => {
    const asked: (string | undefined)[] = [];
    const text = wordsToDigits('one month, or the other one', (next) => {
      asked.push(next);
      return next === 'month';
    });
    expect(text).toBe('1 month, or the other one');
    expect(asked).toEqual(['month', undefined]);
  });

  it('leaves a text without number words as it is, and is done at once', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '7', ' ', '-', ',') }), (text) => {
        expect(digits(text)).toBe(text);
        expect(digits(digits(`${text} sixty`))).toBe(digits(`${text} sixty`));
      }),
    );
  });
});
