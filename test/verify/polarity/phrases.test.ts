import { describe, expect, it } from 'vitest';
import { normalisePhrases } from '../../../src/verify/polarity/phrases.ts';

describe('normalisePhrases', () => {
  it.each([
    ['No later than Friday', 'bounded by friday'],
    ['It must not exceed 5', 'it bounded by 5'],
    ['at no extra cost', 'free'],
    ['You can’t', 'you can not'],
    ['You do not have to pay', 'you neednot pay'],
    ['Not only theft', 'also theft'],
    ['with or without a sign', 'regardless a sign'],
    ['No. 5', 'number 5'],
    ['all but one', 'all except one'],
  ])('brings %j to %j', (text, wording) => {
    expect(normalisePhrases(text)).toBe(wording);
  });
});
