import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCharacters, scoreCharacters, type Place } from '../../eval/characters.ts';

function at(start: number, end: number, documentId = 'a'): Place {
  return { documentId, span: { start, end } };
}

/** The same by writing every character down. */
function countOneByOne(marked: readonly Place[], gold: readonly Place[]) {
  const charactersOf = (places: readonly Place[]) =>
    new Set(
      places.flatMap(({ documentId, span: { start, end } }) =>
        Array.from({ length: end - start }, (_, i) => `${documentId} ${start + i}`),
      ),
    );
  const [some, others] = [charactersOf(marked), charactersOf(gold)];
  const common = [...some].filter((character) => others.has(character));
  return { marked: some.size, gold: others.size, common: common.length };
}

describe('counting characters', () => {
  it('counts what is marked, what is gold, and what is both', () => {
    // Marked 10–29, gold 25–39: 25–29 in common.
    expect(countCharacters([at(10, 30)], [at(25, 40)])).toEqual({
      marked: 20,
      gold: 15,
      common: 5,
    });
  });

  it('counts a character once, however many spans it stands in', () => {
    const marked = [at(0, 10), at(5, 15), at(5, 8), at(0, 10)];
    const gold = [at(8, 12), at(10, 20)];
    expect(countCharacters(marked, gold)).toEqual({ marked: 15, gold: 12, common: 7 });
  });

  it('takes what is marked in a document without gold for wrong', () => {
    expect(countCharacters([at(0, 10, 'a'), at(0, 30, 'b')], [at(0, 10, 'a')])).toEqual({
      marked: 40,
      gold: 10,
      common: 10,
    });
    expect(countCharacters([at(0, 10, 'b')], [at(0, 10, 'a')]).common).toBe(0);
  });

  it('finds nothing in common between spans that only touch', () => {
    expect(countCharacters([at(0, 10)], [at(10, 20)]).common).toBe(0);
    expect(countCharacters([at(5, 5)], [at(0, 10)])).toEqual({ marked: 0, gold: 10, common: 0 });
  });

  it('counts nothing where nothing is marked', () => {
    expect(countCharacters([], [at(0, 10)])).toEqual({ marked: 0, gold: 10, common: 0 });
  });

  it('counts as one does who writes every character down', () => {
    const place = fc
      .tuple(fc.nat(30), fc.nat(10), fc.constantFrom('a', 'b', 'c'))
      .map(([start, length, documentId]) => at(start, start + length, documentId));
    const places = fc.array(place, { maxLength: 8 });
    fc.assert(
      fc.property(places, places, (marked, gold) => {
        expect(countCharacters(marked, gold)).toEqual(countOneByOne(marked, gold));
      }),
    );
  });
});

describe('character scores', () => {
  it('are means over questions, whatever their length', () => {
    const scores = scoreCharacters([
      { marked: 100, gold: 10, common: 10 },
      { marked: 10, gold: 1000, common: 5 },
    ]);
    expect(scores).toMatchObject({ questions: 2, marking: 2, hit: 1 });
    expect(scores.precision).toBeCloseTo((0.1 + 0.5) / 2, 10);
    expect(scores.recall).toBeCloseTo((1 + 0.005) / 2, 10);
    expect(scores.f1).toBeCloseTo((2 * 0.3 * 0.5025) / (0.3 + 0.5025), 10);
  });

  it('count a declined question in recall and hit, and not in precision', () => {
    const scores = scoreCharacters([
      { marked: 20, gold: 10, common: 10 },
      { marked: 0, gold: 10, common: 0 },
    ]);
    expect(scores).toMatchObject({
      questions: 2,
      marking: 1,
      precision: 0.5,
      recall: 0.5,
      hit: 0.5,
    });
  });

  it('are 0 where all that is marked is wrong, and no number where nothing is', () => {
    const wrong = { marked: 20, gold: 10, common: 0 };
    expect(scoreCharacters([wrong])).toMatchObject({ precision: 0, recall: 0, f1: 0, hit: 0 });
    const declined = { marked: 0, gold: 10, common: 0 };
    expect(scoreCharacters([declined])).toMatchObject({ precision: Number.NaN, recall: 0, hit: 0 });
    expect(scoreCharacters([])).toMatchObject({ questions: 0, recall: Number.NaN });
  });
});
