import { describe, expect, it } from 'vitest';
import { strangersIn } from '../../src/verify/strangers.ts';

describe('strangersIn', () => {
  it.each([
    ['What does the Flow cost?', 'The Flow costs 9 EUR.', 'A ride on the Mallow costs 9 EUR.'],
    ['And in Rome?', 'It opens in Rome at nine.', 'It opens in Oslo at nine.'],
  ])('asked %j finds in %j who is told what is said of another: %j', (question, claim, quote) => {
    expect(strangersIn(claim, [quote], [question])).toHaveLength(1);
  });

  it.each([
    ['', 'The Mallow costs 9 EUR.', 'A ride on the Mallow costs 9 EUR.'],
    ['Where in Rome?', 'It opens in Rome at nine.', 'It opens at nine.'],
    ['And in Rome?', 'In Rome it opens as in Oslo.', 'It opens in Oslo at nine.'],
  ])('asked %j finds nobody in %j by %j', (question, claim, quote) => {
    expect(strangersIn(claim, [quote], [question])).toEqual([]);
  });
});
