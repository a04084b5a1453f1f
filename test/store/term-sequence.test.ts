import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  analyseFields,
  FIELD_WEIGHTS,
  forEachTerm,
  packTerms,
  toSequence,
} from '../../src/store/term-sequence.ts';

const numbers = fc.array(fc.oneof(fc.nat(200), fc.nat(2 ** 28)), { maxLength: 20 });
const fields = fc.record({ title: numbers, headings: numbers, text: numbers });

describe('packed terms', () => {
  it('come out as they went in, each with the weight of its field', () => {
    fc.assert(
      fc.property(fields, (terms) => {
        const visited: [number, number][] = [];
        forEachTerm(packTerms(terms), (term, weight) => visited.push([term, weight]));
        expect(visited).toEqual([
          ...terms.title.map((term) => [term, FIELD_WEIGHTS.title]),
          ...terms.headings.map((term) => [term, FIELD_WEIGHTS.headings]),
          ...terms.text.map((term) => [term, FIELD_WEIGHTS.text]),
        ]);
      }),
    );
  });

  it('stand at positions in their order, with a gap between two fields and none before the first', () => {
    fc.assert(
      fc.property(fields, (terms) => {
        const sequence = [...toSequence(packTerms(terms))];
        const all = [...terms.title, ...terms.headings, ...terms.text];
        expect(sequence.filter((term) => term >= 0)).toEqual(all);
        const filled = [terms.title, terms.headings, terms.text].filter(
          (field) => field.length > 0,
        );
        expect(sequence).toHaveLength(all.length + 10 * Math.max(0, filled.length - 1));
      }),
    );
  });

  it('keep the last word of a title away from the first of the text', () => {
    expect([...toSequence(packTerms({ title: [1], headings: [], text: [2] }))]).toEqual([
      1,
      ...Array<number>(10).fill(-1),
      2,
    ]);
  });
});

describe('analyseFields', () => {
  it('leaves out a title that the document does not state', () => {
    const passage = { headings: ['Late returns', 'Fees'], text: 'It costs 15 euros.' };
    expect(analyseFields({ title: null, ...passage })).toEqual({
      title: [],
      headings: ['late', 'return', 'fee'],
      text: ['it', 'cost', '15', 'euro'],
    });
    expect(analyseFields({ title: 'Refunds', ...passage }).title).toEqual(['refund']);
  });
});
