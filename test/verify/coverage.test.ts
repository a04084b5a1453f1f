import { describe, expect, it } from 'vitest';
import { coverageBy } from '../../src/verify/coverage.ts';

describe('coverageBy', () => {
  it('is the share of distinct content words that the texts hold, whatever their form', () => {
    expect(coverageBy('Refunds take days', ['A refund takes a day.'])).toBe(1);
    expect(coverageBy('Refunds refunds take weeks', ['A refund takes a day.'])).toBeCloseTo(2 / 3);
    expect(coverageBy('Helmets and gloves', ['A refund.', 'A glove.'])).toBe(0.5);
    expect(coverageBy('Helmets', [])).toBe(0);
  });

  it('is whole for a claim without content words', () => {
    expect(coverageBy('That is it.', [])).toBe(1);
    expect(coverageBy('', ['x'])).toBe(1);
  });
});
