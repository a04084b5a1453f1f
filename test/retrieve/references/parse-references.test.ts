import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReferences } from '../../../src/retrieve/references/parse-references.ts';
import { placesIn } from './world.ts';

describe('parseReferences', () => {
  it.each([
    ['as defined in clause 4', ['main 4']],
    ['clauses 5 and 7 apply', ['main 5', 'main 7']],
    ['under Article 12(2)(b)', ['main 12.2.b']],
    ['Article 14(1) and (2)', ['main 14.1', 'main 14.2']],
    ['Articles 22(1)(a), (b) or (e)', ['main 22.1.a', 'main 22.1.b', 'main 22.1.e']],
    ['clause 14.2A', ['main 14.2a']],
    ['Clauses 5.1 to 5.3', ['main 5.1', 'main 5.2', 'main 5.3']],
    ['the prices in Schedule 1', ['schedule 1']],
    ['Annex 2 and paragraph 3', ['annex 2', 'main 3']],
    ['Chapters 2 and 3', ['chapter 2', 'chapter 3']],
    ['Appendix B', ['appendix b']],
  ])('reads %j', (text, places) => {
    expect(placesIn(text)).toEqual(places);
  });

  it('knows what a place stands in', () => {
    expect(placesIn('the first row of Schedule 3, Part A, is new')).toEqual([
      'schedule 3 in part a',
    ]);
    expect(placesIn('Clause A3.2 of Annex 3 is new')).toEqual(['main a.3.2 in annex 3']);
  });

  it('knows whose a place is said to be', () => {
    expect(placesIn('clause 4 of this Amendment')).toEqual(['main 4 of this']);
    expect(placesIn('clause 3.4 of those terms')).toEqual(['main 3.4 of those']);
    expect(placesIn('Clause 3.2 of the Agreement, as amended')).toEqual(['main 3.2 of Agreement']);
    expect(placesIn('Article 6(1) of the principal Order')).toEqual(['main 6.1 of Order']);
    expect(placesIn('clause 11.3 of the Terms of Service, "EUR 5"')).toEqual([
      'main 11.3 of Terms of Service',
    ]);
    expect(placesIn('clause 2.1 of Amendment No. 1, is')).toEqual(['main 2.1 of Amendment No. 1']);
    expect(placesIn('clause 5 of the [Late Payment Order](late.md).')).toEqual([
      'main 5 of [Late Payment Order](late.md)',
    ]);
    expect(placesIn('clause 5 of the Agreement. The Buyer pays.')).toEqual(['main 5 of Agreement']);
  });

  it('takes no amount for a number of a clause', () => {
    expect(placesIn('within clause 5, 30 days and 4 EUR')).toEqual(['main 5']);
    expect(placesIn('under clauses 2 and 14 days later')).toEqual(['main 2']);
  });

  it('finds no place where none is named', () => {
    for (const text of ['the clause above', 'section "Service"', 'Part of it', 'a schedule', '']) {
      expect(placesIn(text)).toEqual([]);
    }
  });

  it('does not run through a range without end', () => {
    expect(placesIn('Articles 1 to 9999')).toEqual(['main 1', 'main 9999']);
    expect(placesIn('clauses 9 to 3')).toEqual(['main 9', 'main 3']);
  });

  it('gives for any text words that stand where it says', () => {
    const word = fc.constantFrom(
      'clause',
      'Articles',
      'Schedule',
      '5',
      '7.2',
      '(b)',
      '(2)',
      ',',
      'and',
      'to',
      'of',
      'this',
      'the',
      'Agreement',
      'Part',
      'A',
      'Annex',
      'in',
      '30 days',
      '[x](y.md)',
      '"',
      '.',
    );
    const wording = fc.array(word, { maxLength: 40 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.oneof(wording, fc.string({ unit: 'binary', maxLength: 40 })), (text) => {
        for (const { words, start, end, address } of parseReferences(text)) {
          expect(text.startsWith(words, start)).toBe(true);
          expect(end).toBeGreaterThanOrEqual(start + words.length);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(address.path.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
