import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTopK } from '../../src/core/top-k.ts';

describe('createTopK', () => {
  it('keeps what sorting would keep, whatever the order of offers', () => {
    const score = fc.oneof(
      fc.integer({ min: -2, max: 2 }),
      fc.constantFrom(NaN, Infinity, -Infinity),
    );
    const offers = fc.uniqueArray(fc.record({ slot: fc.nat(100), score }), {
      selector: ({ slot }) => slot,
    });
    fc.assert(
      fc.property(offers, fc.nat(12), (offered, k) => {
        const top = createTopK(k);
        for (const one of offered) top.offer(one.slot, one.score);
        const sorted = offered
          .filter((one) => !Number.isNaN(one.score))
          .sort((a, b) => (a.score === b.score ? a.slot - b.slot : b.score - a.score));
        expect(top.best()).toEqual(sorted.slice(0, k));
      }),
    );
  });
});
