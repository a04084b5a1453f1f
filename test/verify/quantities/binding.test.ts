import { describe, expect, it } from 'vitest';
import { quantitiesSupported } from '../../../src/verify/quantities.ts';

describe('numbers of another thing', () => {
  it.each([
    ['Refunds take 14 days.', 'It is 30 days for refunds, 14 days for exchanges.'],
    ['It has nine episodes.', 'It has six episodes. A lift goes to nine floors.'],
    [
      '41 titles are in Norwegian and 23 titles in English.',
      '41 titles are in English and 23 titles in Norwegian.',
    ],
  ])('does not take %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(false);
  });

  it.each([
    [
      'Refunds take 30 days and exchanges take 14.',
      'It is 30 days for refunds, 14 days for exchanges.',
    ],
    ['Exchanges take 14 days.', 'It is 30 days for refunds, 14 days for exchanges.'],
    ['23 are in Norwegian, the other 41 in English.', '41 are in English and 23 in Norwegian.'],
    ['The shorter time is 14 days.', 'It is 30 days for refunds, 14 days for exchanges.'],
  ])('takes %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(true);
  });
});

describe('numbers, dates and days in their part of the sentence', () => {
  it.each([
    ['Children pay €12.', 'Adults pay €12, children €6.'],
    ['Pro comes with 20 GB.', 'Basic: 5 users, 20 GB. Pro: 50 users, 500 GB.'],
    ['In winter hours are 4.', 'Hours: 4 in summer, 6 in winter.'],
    ['The second half was shot in 2011.', 'The first half was shot in 2011, the second in 2014.'],
    ['The park opens at 6 am in winter.', 'The park opens at 6 am in summer and 8 am in winter.'],
    ['The concert is on Tuesday.', 'The rehearsal is on Tuesday and the concert is on Saturday.'],
    ['The Moor costs 9 EUR.', '| Reed | Price: 9 EUR |\n| Moor | Price: 7 EUR |'],
  ])('does not take %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(false);
  });

  it.each([
    ['A child pays €6.', 'Adults pay €12, children €6.'],
    ['Pro comes with 500 GB.', 'Basic: 5 users, 20 GB. Pro: 50 users, 500 GB.'],
    ['At weekends it is 12 hours.', 'We reply in 4 hours on weekdays and in 12 hours at weekends.'],
    [
      'At least two of the five must be juniors.',
      'Up to five riders, of whom two must be juniors.',
    ],
    ['It takes at most five days.', 'It takes 3 to 5 days.'],
    ['It is shut on Sundays.', 'Open Tue-Sat 9:30-18:00.'],
  ])('takes %j from %j', (claim, quote) => {
    expect(quantitiesSupported(claim, quote)).toBe(true);
  });
});

describe('what is counted', () => {
  it('is another thing under another name, unless the names say the same', () => {
    expect(quantitiesSupported('It ran for three episodes.', 'It ran for three seasons.')).toBe(
      false,
    );
    expect(quantitiesSupported('It took four awards.', 'It won four prizes.')).toBe(true);
    expect(quantitiesSupported('It sold 30 items.', 'It sold 30 lamps.')).toBe(true);
  });
});
