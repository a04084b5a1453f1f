import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { analyseQuestion, inverseDocumentFrequency } from '../../src/retrieve/analyse-question.ts';
import { bm25, searchLexical } from '../../src/retrieve/lexical.ts';
import type { Scope } from '../../src/store/types.ts';
import { withSnapshot } from '../helpers/documents.ts';
import { HELP_PAGES, openLibrary, type Library } from '../helpers/retrieval.ts';

describe('bm25', () => {
  const positive = fc.double({ min: 0.01, max: 1000, noNaN: true });
  const count = fc.integer({ min: 1, max: 254 });

  it('rises with frequency and rarity and falls with length', () => {
    fc.assert(
      fc.property(count, positive, positive, positive, (frequency, length, mean, idf) => {
        const score = bm25(frequency, length, mean, idf);
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThan(idf * 2.2);
        expect(bm25(frequency + 1, length, mean, idf)).toBeGreaterThan(score);
        expect(bm25(frequency, length + 1, mean, idf)).toBeLessThan(score);
        expect(bm25(frequency, length, mean, idf * 2)).toBeCloseTo(2 * score);
      }),
    );
  });

  it('is 0 for a term that is not there, and finite in an empty scope', () => {
    expect(bm25(0, 10, 10, 3)).toBe(0);
    expect(Number.isFinite(bm25(1, 1, 0, 3))).toBe(true);
  });
});

describe('inverseDocumentFrequency', () => {
  it('is above zero and falls with the number of passages that hold the term', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (a, b) => {
        const [containing, passages] = [Math.min(a, b), Math.max(a, b)];
        const idf = inverseDocumentFrequency(passages, containing);
        expect(idf).toBeGreaterThan(0);
        if (containing < passages) {
          expect(inverseDocumentFrequency(passages, containing + 1)).toBeLessThan(idf);
        }
      }),
    );
  });
});

describe('searching by words', () => {
  let library: Library;
  beforeEach(async () => {
    library = openLibrary();
    await library.put(...HELP_PAGES);
  });
  afterEach(() => library.close());

  /** The texts found, best first. */
  async function search(question: string, scope: Partial<Scope> = {}): Promise<string[]> {
    return withSnapshot(library.store, scope, async (snapshot) => {
      const found = await searchLexical(snapshot, analyseQuestion(snapshot, question), 50);
      const scores = found.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      const places = await snapshot.places(found.map(({ slot }) => slot));
      return places.map(({ documentId }) => documentId);
    });
  }
  const forms = (question: string, scope: Partial<Scope> = {}) =>
    withSnapshot(library.store, scope, async (snapshot) =>
      analyseQuestion(snapshot, question).map((term) => term.forms.map((form) => form.term)),
    );

  it('puts the passage with the rare words first', async () => {
    expect((await search('When are refunds for a bicycle paid?'))[0]).toBe('support/refunds.md');
    expect((await search('the bicycle battery'))[0]).toBe('support/battery.md');
  });

  it('finds nothing for a question without known words', async () => {
    expect(await search('qqqq zzzz')).toEqual([]);
    expect(await search('')).toEqual([]);
  });

  it('prefers words that stand together as asked', async () => {
    const filler = 'and then a good many other matters of note come up here';
    await library.put(
      { id: 'a/apart.md', text: `The spare wheel, ${filler}, while the saddle is small key.` },
      { id: 'b/near.md', text: `The spare key, ${filler}, while the saddle is small wheel.` },
    );
    expect((await search('spare key'))[0]).toBe('b/near.md');
    expect((await search('spare wheel'))[0]).toBe('a/apart.md');
  });

  it('counts words of the title and heading for more', async () => {
    await library.put(
      { id: 'a/one.md', text: 'A word on gloves among many other words.' },
      { id: 'b/two.md', text: 'A few words about many other things.', title: 'Gloves' },
    );
    expect(await search('gloves')).toEqual(['b/two.md', 'a/one.md']);
  });

  it('repairs a slip in a word that the scope does not know', async () => {
    expect((await search('battrey'))[0]).toBe('support/battery.md');
    expect((await search('refunbs paid'))[0]).toBe('support/refunds.md');
  });

  it('leaves alone a word that the scope knows, a short one, and one with a digit', async () => {
    await library.put({ id: 'a/e17.md', text: 'The code E178 means that the cat sat.' });
    expect(await forms('battery')).toEqual([['batteri']]);
    expect(await forms('cot')).toEqual([[]]);
    expect(await forms('E177')).toEqual([[]]);
  });

  it('repairs with words of the scope alone', async () => {
    await library.put({ id: 'board/plan.md', text: 'Grimble is the plan.', readers: ['board'] });
    expect(await forms('grimbel', {})).toEqual([['grimbl']]);
    expect(await forms('grimbel', { groups: [] })).toEqual([[]]);
    expect(await forms('battrey', { corpora: ['legal'] })).toEqual([[]]);
  });

  it('scores by the statistics of the scope alone', async () => {
    const scoresOf = (scope: Partial<Scope>) =>
      withSnapshot(library.store, scope, async (snapshot) =>
        (await searchLexical(snapshot, analyseQuestion(snapshot, 'bicycle return'), 50)).map(
          ({ score }) => score,
        ),
      );
    const before = await scoresOf({ groups: [] });
    await library.put({
      id: 'support/secret.md',
      text: 'The bicycle bicycle return return bicycle.',
      readers: ['board'],
    });
    expect(await scoresOf({ groups: [] })).toEqual(before);
    expect(await scoresOf({})).not.toEqual(before);
  });

  it('looks for the words of every object as for others', async () => {
    await library.put({ id: 'a/js.md', text: 'Every object has a constructor and __proto__.' });
    expect(await search('constructor')).toEqual(['a/js.md']);
    expect(await search('__proto__')).toEqual(['a/js.md']);
    expect(await search('toString')).toEqual([]);
  });
});
