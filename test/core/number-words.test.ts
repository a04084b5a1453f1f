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
    ['One hundred and twenty', '120'],
    ['between one hundred and two hundred', 'between 100 and 200'],
    ['five hundred, two of them', '500, 2 of them'],
    ['two million three hundred thousand and seven', '2300007'],
    ['30 thousand and 1.5 million', '30 thousand and 1.5 million'],
    ['forty-five-day', '45-day'],
    ['one or two', '1 or 2'],
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

  it.each(['one ', 'hundred thousand ', 'one hundred and ', 'twenty-'])(
    'is done with a long run of %j',
    (part) => {
      expect(digits(part.repeat(100_000 / part.length))).toMatch(/^\d/);
    },
  );

  it('leaves a text without number words as it is, and is done at once', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '7', ' ', '-', ',') }), (text) => {
        expect(digits(text)).toBe(text);
        expect(digits(digits(`${text} sixty`))).toBe(digits(`${text} sixty`));
      }),
    );
  });
});

it('reads no scale into a number word far before it', () => {
  expect(wordsToDigits('for six months it was 1.3 million', () => false)).toBe(
    'for 6 months it was 1.3 million',
  );
});
