import { describe, expect, it } from 'vitest';
import { polaritySupported } from '../../../src/verify/polarity/polarity.ts';

describe('polaritySupported', () => {
  it.each([
    ['You may return it.', 'You may return it.'],
    ['You may not return it.', 'You may not return it.'],
    ["You can't return it.", 'You cannot return it.'],
    ['You must wear a helmet.', 'Riders are required to wear a helmet.'],
    ['Fares are non-refundable.', 'Fares are not refundable.'],
    ['Article No. 5 holds.', 'Article 5 holds.'],
    ['See cancelling.', 'See [cancelling](no-show-and-not-found.md).'],
  ])('%j by %j', (claim, quote) => {
    expect(polaritySupported(claim, [quote])).toBe(true);
  });

  it.each([
    ['You may return it.', 'You may not return it.'],
    ['You may not return it.', 'You may return it.'],
    ['You must wear a helmet.', 'You should wear a helmet.'],
    ['The plan is offered.', 'The plan is no longer offered.'],
    ['All bikes are covered.', 'All bikes except rentals are covered.'],
    ['Fares are refundable.', 'Fares are non-refundable.'],
    ['It is insured.', "It isn't insured."],
  ])('not %j by %j', (claim, quote) => {
    expect(polaritySupported(claim, [quote])).toBe(false);
  });

  it('takes the one of several quotes that agrees', () => {
    expect(polaritySupported('It is covered.', ['It is not free.', 'It is covered.'])).toBe(true);
  });

  it('lets a column that denies deny for its cells, and none that does not affirm', () => {
    const fields = ['Plan', 'Not included'];
    expect(
      polaritySupported('Plan: Basic; Not included: theft', ['| Basic | theft |'], fields),
    ).toBe(true);
    expect(polaritySupported('It may be returned.', ['| may not be returned |'], ['Rule'])).toBe(
      false,
    );
  });

  it('does not hold without a quote', () => {
    expect(polaritySupported('It is covered.', [])).toBe(false);
  });
});
