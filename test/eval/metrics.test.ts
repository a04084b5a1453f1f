import { describe, expect, it } from 'vitest';
import { areaUnderRoc, mean, ndcgAt, recallAt, reciprocalRankAt } from '../../eval/metrics.ts';
import { quantile } from '../../src/core/quantile.ts';

const grades = new Map([
  ['a', 3],
  ['b', 2],
  ['c', 1],
  ['d', 0],
]);

describe('nDCG', () => {
  it('is what one gets by hand', () => {
    // Gains 2^grade − 1: a 7, b 3, c 1. Discounts log2(rank + 1): 1, 1.58496, 2, 2.32193.
    const ideal = 7 / 1 + 3 / 1.5849625 + 1 / 2;
    expect(ndcgAt(10, ['a', 'b', 'c'], grades)).toBeCloseTo(1, 10);
    expect(ndcgAt(10, ['b', 'x', 'a'], grades)).toBeCloseTo((3 / 1 + 7 / 2) / ideal, 6);
    expect(ndcgAt(10, ['x', 'c'], grades)).toBeCloseTo(1 / 1.5849625 / ideal, 6);
  });

  it('counts the first k alone, in what was found and in what could be', () => {
    expect(ndcgAt(1, ['b', 'a'], grades)).toBeCloseTo(3 / 7, 10);
    expect(ndcgAt(2, ['x', 'y', 'a'], grades)).toBe(0);
    expect(ndcgAt(1, ['a'], grades)).toBe(1);
  });

  it('is 0 when nothing is relevant or nothing was found', () => {
    expect(ndcgAt(10, ['a'], new Map())).toBe(0);
    expect(ndcgAt(10, ['d'], new Map([['d', 0]]))).toBe(0);
    expect(ndcgAt(10, [], grades)).toBe(0);
  });
});

describe('recall', () => {
  it('is the share of the relevant among the first k', () => {
    expect(recallAt(2, ['a', 'x', 'b'], grades)).toBeCloseTo(1 / 3, 10);
    expect(recallAt(3, ['a', 'x', 'b'], grades)).toBeCloseTo(2 / 3, 10);
    expect(recallAt(10, ['c', 'b', 'a'], grades)).toBe(1);
  });

  it('does not count what is judged irrelevant', () => {
    expect(recallAt(10, ['d'], grades)).toBe(0);
    expect(recallAt(10, ['a'], new Map())).toBe(0);
  });
});

describe('reciprocal rank', () => {
  it('is 1 over the rank of the first relevant', () => {
    expect(reciprocalRankAt(10, ['a'], grades)).toBe(1);
    expect(reciprocalRankAt(10, ['x', 'd', 'c', 'a'], grades)).toBeCloseTo(1 / 3, 10);
    expect(reciprocalRankAt(2, ['x', 'd', 'c'], grades)).toBe(0);
    expect(reciprocalRankAt(10, [], grades)).toBe(0);
  });
});

describe('area under the ROC curve', () => {
  it('is the share of pairs in which the positive scores higher, ties counting half', () => {
    expect(areaUnderRoc([3, 4], [1, 2])).toBe(1);
    expect(areaUnderRoc([1, 2], [3, 4])).toBe(0);
    // Pairs: 1–0 won, 1–1 tied, 1–2 lost; 3–0, 3–1, 3–2 won: 4.5 of 6.
    expect(areaUnderRoc([1, 3], [0, 1, 2])).toBeCloseTo(4.5 / 6, 10);
    expect(areaUnderRoc([5, 5], [5, 5])).toBe(0.5);
  });

  it('is not a number without both kinds', () => {
    expect(areaUnderRoc([], [1])).toBeNaN();
    expect(areaUnderRoc([1], [])).toBeNaN();
  });
});

describe('mean and quantile', () => {
  it('take the values in any order and leave them as they are', () => {
    const values = [4, 1, 3, 2];
    expect(mean(values)).toBe(2.5);
    expect(quantile(values, 0.5)).toBe(3);
    expect([quantile(values, 0), quantile(values, 0.99), quantile(values, 1)]).toEqual([1, 4, 4]);
    expect(values).toEqual([4, 1, 3, 2]);
  });

  it('are not a number of nothing', () => {
    expect(mean([])).toBeNaN();
    expect(quantile([], 0.5)).toBeNaN();
  });
});
