import { describe, expect, it } from 'vitest';
import { quantitiesSupported } from '../../../src/verify/quantities.ts';

describe('numbers by their value', () => {
  it.each([
    ['It holds one hundred and twenty people.', 'It holds 120 people.'],
    ['A dozen riders came.', '12 riders came.'],
    ['Half a dozen riders came.', 'Six riders came.'],
    ['It lasts two and a half hours.', 'It lasts 2.5 hours.'],
    ['It lasts 2½ hours.', 'It lasts 150 minutes.'],
    ['Half of the fee is kept.', '50 % of the fee is kept.'],
    ['Two-thirds of members agree.', '2/3 of members agree.'],
    ['A quarter of an hour is enough.', '15 minutes are enough.'],
    ['It meets twice a year.', 'It meets two times per year.'],
    ['It is three times as fast.', 'It is 3x as fast.'],
    ['It costs 1,000,000 euros.', 'It costs €1m.'],
    ['It costs £1.5m.', 'It costs 1.5 million pounds.'],
    ['There are 1000 users.', 'There are 1,000 users.'],
    ['There are 1000000 users.', 'There are 1 000 000 users.'],
    ['There are 1234567 users.', 'There are 12,34,567 users.'],
    ['It costs 1,000.50 EUR.', 'It costs 1.000,50 EUR.'],
    ['It has 20k users.', 'It has 20,000 users.'],
    ['It made 3.2 bn dollars.', 'It made $3.2 billion.'],
    ['It may cool to minus 5 °C.', 'It may cool to -5 °C.'],
    ['The fee is doubled: twice the fee.', 'The fee is doubled.'],
    ['Notice is thirty (30) days.', 'Notice is 30 days.'],
    ['Wherever the two differ, the first wins.', 'Where they differ, the former wins.'],
    ['One of them may leave.', 'Any of them may leave.'],
  ])('takes %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(true);
  });

  it.each([
    ['It holds one hundred and thirty people.', 'It holds 120 people.'],
    ['There are 10,000 users.', 'There are 1,000 users.'],
    ['A dozen riders came.', 'Ten riders came.'],
    ['It lasts two and a half hours.', 'It lasts 2 hours.'],
    ['A third of the fee is kept.', 'Half of the fee is kept.'],
    ['It meets twice a year.', 'It meets three times a year.'],
    ['It costs £1.5m.', 'It costs £1.5bn.'],
    ['It may cool to 5 °C.', 'It may cool to -5 °C.'],
    ['It rose by 0.5 %.', 'It rose by 5 %.'],
    ['It has 200 users.', 'There were 100 or two hundred thousand users.'],
    ['Between one hundred and three hundred came.', 'Between one hundred and two hundred came.'],
  ])('does not take %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(false);
  });
});
