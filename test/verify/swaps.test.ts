import { describe, expect, it } from 'vitest';
import { swapsIn } from '../../src/verify/swaps.ts';

describe('swapsIn', () => {
  it.each([
    ['Anna signed the lease in March.', 'Ben signed the lease in March.', true],
    ['The Flow costs ninety euros.', 'The Mallow costs ninety euros.', true],
    ['You must keep the green book safe.', 'You must keep the yellow book safe.', false],
  ])('finds the word that was exchanged in a copy: %j from %j', (claim, quote, name) => {
    expect(swapsIn(claim, [quote], [])).toMatchObject([{ name }]);
  });

  it('finds a name of the quote that was set in the place of another', () => {
    expect(swapsIn('Ben signed it.', ['Anna signed it. Ben paid.'], [])).toMatchObject([
      { claimed: 'ben', quoted: 'anna' },
    ]);
    expect(swapsIn('Anna signed it.', ['Anna signed it. Ben paid.'], [])).toEqual([]);
  });

  it('finds none where a name of the context or the question replaces one', () => {
    const swapped = swapsIn('Flow costs ninety euros.', ['Mallow costs ninety euros.'], ['Flow']);
    expect(swapped).toMatchObject([{ claimed: 'flow', quoted: 'mallow' }]);
  });

  it.each([
    ['You must buy the yellow book.', 'You must purchase the yellow book.'],
    ['A helmet protects the head, says the guide.', 'Helmets save lives.'],
    ['', 'Anything.'],
  ])('takes no paraphrase for one: %j from %j', (claim, quote) => {
    expect(swapsIn(claim, [quote], [])).toEqual([]);
  });
});
