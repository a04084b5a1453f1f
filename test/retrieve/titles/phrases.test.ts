import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPhraseIndex, findPhrases } from '../../../src/retrieve/titles/phrases.ts';

const index = createPhraseIndex([
  ['pip, pop and the pantry', 1],
  ['the pantry', 2],
  ['smith-lowe', 3],
  ['winter', 4],
  ['winter', 5],
]);
const found = (text: string): unknown[] =>
  findPhrases(text, index).map(({ start, end, value }) => [text.slice(start, end), value]);

describe('findPhrases', () => {
  it('finds names by their words, whatever stands between them', () => {
    expect(found('we saw pip pop and the pantry twice')).toEqual([['pip pop and the pantry', 1]]);
    expect(found('by ida smith-lowe, in winter')).toEqual([
      ['smith-lowe', 3],
      ['winter', 4],
    ]);
  });

  it('takes the longest name at a place, and none within it', () => {
    expect(found('the pantry')).toEqual([['the pantry', 2]]);
    expect(found('pip, pop and the pantry')).toHaveLength(1);
  });

  it('does not reach across what was taken, nor into words', () => {
    expect(found('the      pantry')).toEqual([]);
    expect(found('midwinter')).toEqual([]);
  });

  it('finds names that are words of the text, in its order, without overlap', () => {
    const word = fc.constantFrom(
      'the',
      'pantry',
      'winter',
      'pip',
      'pop',
      'and',
      'smith',
      'lowe',
      'x',
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const text = words.join(' ');
        let end = 0;
        for (const phrase of findPhrases(text, index)) {
          expect(phrase.start).toBeGreaterThanOrEqual(end);
          expect(findPhrases(text.slice(phrase.start, phrase.end), index)).toMatchObject([
            { value: phrase.value },
          ]);
          end = phrase.end;
        }
      }),
    );
  });
});
