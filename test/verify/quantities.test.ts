import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantitiesOf, quantitiesSupported } from '../../src/verify/quantities.ts';

describe('quantitiesOf', () => {
  it.each<[string, [number, string | null][]]>([
    ['30 days', [[30, 'day']]],
    ['thirty days', [[30, 'day']]],
    ['a 30-day trial', [[30, 'day']]],
    [
      '1,000 and 1000',
      [
        [1000, null],
        [1000, null],
      ],
    ],
    ['3.5 hours', [[3.5, 'hour']]],
    ['9,90 €', [[9.9, 'eur']]],
    [
      '€ 20, $5 and 7 GBP',
      [
        [20, 'eur'],
        [5, 'usd'],
        [7, 'gbp'],
      ],
    ],
    [
      '5 %, 5 per cent, five percent',
      [
        [5, 'percent'],
        [5, 'percent'],
        [5, 'percent'],
      ],
    ],
    [
      'between five and six days',
      [
        [5, null],
        [6, 'day'],
      ],
    ],
    ['twenty-one', [[21, null]]],
    ['one hundred and five', [[105, null]]],
    ['two thousand five hundred', [[2500, null]]],
    ['three million', [[3_000_000, null]]],
    ['within one day of one another', [[1, 'day']]],
    [
      'steps 1, 2 and 3',
      [
        [1, null],
        [2, null],
        [3, null],
      ],
    ],
    ['14 working days', [[14, 'working day']]],
    ['in 2019 by post', [[2019, null]]],
    ['error E17', []],
    ['none at all', []],
  ])('of %j are %j', (text, expected) => {
    expect(quantitiesOf(text).map(({ value, unit }) => [value, unit])).toEqual(expected);
  });

  it('takes a date as one thing, however it is written', () => {
    const dates = ['1 March 2026', 'March 1st, 2026', '2026-03-01', '1st of Mar 2026'].map(
      quantitiesOf,
    );
    expect(new Set(dates.map((found) => JSON.stringify(found))).size).toBe(1);
    expect(dates[0]).toHaveLength(1);
  });
});

describe('quantitiesSupported', () => {
  it.each([
    ['Refunds take thirty days.', 'Refunds are paid within 30 days.'],
    ['It costs 1000 euros.', 'Price: €1,000'],
    ['Founded in 2019 in Berlin.', '2019 the firm was founded in Berlin.'],
    ['Two bikes per rider', 'riders may hold two e-bikes'],
    ['It opens on 2026-03-01.', 'We open on 1 March 2026.'],
    ['It is free.', 'There is no charge.'],
    ['The limit is 25.', 'The limit is 25 km/h.'],
  ])('of %j by %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(true);
  });

  it.each([
    ['Refunds take 90 days.', 'Refunds are paid within 30 days.'],
    ['It takes 30 hours.', 'It takes 30 days.'],
    ['It costs 30 %.', 'It costs 30 euros.'],
    ['It costs 20 euros.', 'It costs 20 dollars.'],
    ['It takes 14 days.', 'It takes 14 working days.'],
    ['30 % of riders', '30 riders'],
    ['It opens on 2 March 2026.', 'We open on 1 March 2026, at 2.'],
    ['There is 1 way.', 'We open on 1 March 2026.'],
    ['It takes 11 days.', 'It takes between five and six days.'],
  ])('not of %j by %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(false);
  });

  it('holds of any text by itself', () => {
    const word = fc.constantFrom(
      '1,000',
      '2.5',
      '30%',
      '€',
      'days',
      'one',
      'hundred',
      'and',
      '-',
      '7',
    );
    const text = fc
      .array(fc.oneof(word, fc.string({ maxLength: 4 })))
      .map((words) => words.join(' '));
    fc.assert(fc.property(text, (any) => quantitiesSupported(any, any)));
  });
});
