import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EmbeddingModel } from '../../src/core/embedding-model.ts';
import { fuse, fusionWeights } from '../../src/retrieve/fuse.ts';
import type { LexicalCandidate } from '../../src/retrieve/lexical.ts';

const weights = { lexical: 1, dense: 0.5, denseScale: 'cosine', depth: 20 } as const;
const none = () => Number.NaN;
const EMBEDDED: EmbeddingModel = {
  id: 'embedded-256-1',
  driver: 'embedded',
  name: 'embedded-256-1',
  dimensions: 256,
};
const SEMANTIC: EmbeddingModel = { ...EMBEDDED, id: 'e5-384', driver: 'openai', name: 'e5' };

function lexicalOf(scores: readonly (readonly [number, number])[]): LexicalCandidate[] {
  return scores.map(([slot, score]) => ({ slot, score, bm25: score, proximity: 0 }));
}

// Scores that differ, differ by more than a division rounds away.
const score = fc.integer({ min: 10, max: 900 }).map((hundredths) => hundredths / 100);
const scored = fc
  .uniqueArray(fc.tuple(fc.nat(20), score), {
    selector: ([slot]) => slot,
  })
  .map((list) => list.toSorted((a, b) => b[1] - a[1] || a[0] - b[0]));

describe('fuse', () => {
  it('keeps all that scored, each once, best first', () => {
    fc.assert(
      fc.property(scored, scored, (words, vectors) => {
        const dense = vectors.map(([slot, score]) => ({ slot, score: score / 9 }));
        const fused = fuse(lexicalOf(words), dense, none, weights);
        const slots = fused.map(({ slot }) => slot);
        const all = new Set([...words, ...vectors].map(([slot]) => slot));
        expect(new Set(slots)).toEqual(all);
        expect(slots).toHaveLength(all.size);
        const scores = fused.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        expect(scores.every((score) => score > 0 && score <= 1.5)).toBe(true);
      }),
    );
  });

  it('keeps the order of words when there are no vectors, whatever their scale', () => {
    fc.assert(
      fc.property(scored, (words) => {
        const fused = fuse(lexicalOf(words), [], none, weights);
        expect(fused.map(({ lexical }) => lexical?.rank)).toEqual(words.map((_, i) => i + 1));
        const scaled = fuse(lexicalOf(words.map(([s, x]) => [s, x * 1000])), [], none, weights);
        fused.forEach(({ score }, i) => expect(scaled[i]?.score).toBeCloseTo(score));
      }),
    );
  });

  it('tells each retriever’s rank and score, and asks for the cosine of what only words found', () => {
    const fused = fuse(
      lexicalOf([
        [7, 4],
        [3, 2],
      ]),
      [{ slot: 3, score: 0.8 }],
      () => 0.4,
      weights,
    );
    expect(fused).toEqual([
      { slot: 7, score: 1.2, lexical: { rank: 1, score: 4, bm25: 4, proximity: 0 }, dense: null },
      {
        slot: 3,
        score: 0.9,
        lexical: { rank: 2, score: 2, bm25: 2, proximity: 0 },
        dense: { rank: 1, score: 0.8 },
      },
    ]);
  });

  it('leaves out what has nothing in common with the question', () => {
    expect(
      fuse(
        [],
        [
          { slot: 1, score: 0 },
          { slot: 2, score: -0.3 },
        ],
        none,
        weights,
      ),
    ).toEqual([]);
  });
});

describe('fuse by spread', () => {
  const spread = { ...weights, denseScale: 'spread', depth: 3 } as const;
  const cosines = [
    { slot: 1, score: 0.9 },
    { slot: 2, score: 0.8 },
    { slot: 3, score: 0.7 },
  ];

  it('counts from the last of a full list of neighbours to the first', () => {
    const fused = fuse(lexicalOf([[3, 4]]), cosines, none, spread);
    expect(fused.map(({ slot, score }) => [slot, Number(score.toFixed(6))])).toEqual([
      [3, 1],
      [1, 0.5],
      [2, 0.25],
    ]);
  });

  it('counts from nought when the list is not full: then all of the scope is in it', () => {
    const fused = fuse([], cosines.slice(0, 2), none, spread);
    expect(fused.map(({ slot }) => slot)).toEqual([1, 2]);
    expect(fused[1]?.score).toBeCloseTo(0.5 * (0.8 / 0.9));
  });

  it('gives the same order and scores in whatever range a model’s cosines lie', () => {
    const cosine = fc.integer({ min: 1, max: 99 }).map((hundredths) => hundredths / 100);
    const neighbours = fc.uniqueArray(cosine, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(neighbours, cosine, scored, (found, outside, words) => {
        const within = (low: number, range: number) =>
          fuse(
            lexicalOf(words),
            found
              .toSorted((a, b) => b - a)
              .map((score, i) => ({ slot: 30 + i, score: low + range * score })),
            () => low + range * outside,
            spread,
          ).map(({ slot, score }) => [slot, score.toFixed(9)]);
        expect(within(0.7, 0.2)).toEqual(within(0, 1));
      }),
    );
  });

  it('says nothing where all neighbours are equally near', () => {
    const equal = cosines.map(({ slot }) => ({ slot, score: 0.8 }));
    expect(fuse(lexicalOf([[2, 1]]), equal, none, spread).map(({ slot }) => slot)).toEqual([2]);
  });
});

describe('fusionWeights', () => {
  it('lets a lexical embedder break ties, and a semantic one speak', () => {
    const [embedded, semantic] = [fusionWeights(EMBEDDED), fusionWeights(SEMANTIC)];
    expect(embedded.dense / embedded.lexical).toBeLessThan(0.2);
    expect(semantic.dense / semantic.lexical).toBeGreaterThan(0.5);
  });
});
