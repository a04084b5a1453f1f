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
