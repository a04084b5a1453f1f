import { describe, expect, it } from 'vitest';
import type { Filter, Metadata } from '../../src/core/model.ts';
import { checkFilter, meetsFilter } from '../../src/core/filter.ts';

const metadata: Metadata = {
  plan: ['Basic', 'Pro'],
  price: 40,
  since: '2024-05-01',
  live: true,
  note: null,
  none: [],
};

describe('meetsFilter', () => {
  const met: Filter[] = [
    {},
    { price: 40 },
    { plan: 'pro' },
    { plan: { in: ['gold', 'BASIC'] } },
    { live: true },
    { price: { gte: 40, lte: 40 } },
    { since: { gt: '2024-04-30', lt: '2024-05-02' } },
    { plan: { gt: 'C' }, price: 40 },
  ];
  it.each(met)('is met by %j', (filter) => {
    expect(meetsFilter(metadata, filter)).toBe(true);
  });

  const unmet: Filter[] = [
    { price: '40' },
    { price: { gt: 40 } },
    { price: { gte: '4' } },
    { plan: 'gold' },
    { plan: { in: [] } },
    { live: 'true' },
    { note: 'null' },
    { none: 'x' },
    { absent: false },
    { price: 40, plan: 'gold' },
    // One member is below M and another above B, but none is both.
    { plan: { gt: 'Bz', lt: 'M' } },
    { constructor: 'x' },
    { toString: { gte: '' } },
  ];
  it.each(unmet)('is not met by %j', (filter) => {
    expect(meetsFilter(metadata, filter)).toBe(false);
  });
});

describe('checkFilter', () => {
  const wrong = [{}, [], ['x'], null, { in: 'x' }, { in: [{}] }, { gte: null }, { gt: NaN }, NaN];
  it.each([...wrong, { in: [1], lt: 2 }, { like: 'x' }, { lt: undefined }, { lte: false }])(
    'refuses %j, naming the field',
    (condition) => {
      const filter = { fine: 1, price: condition } as unknown as Filter;
      expect(() => checkFilter(filter)).toThrow(
        expect.objectContaining({ code: 'INVALID_FILTER', details: { field: 'price' } }) as Error,
      );
    },
  );

  it.each(['x', '', 0, false, { in: [] }, { in: [1, 'x', true] }, { gte: 'a', lt: 3 }])(
    'takes %j',
    (condition) => {
      expect(() => checkFilter({ price: condition })).not.toThrow();
    },
  );
});
