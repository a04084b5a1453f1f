import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meetsCondition } from '../../../src/retrieve/titles/meets-condition.ts';
import { rankTitles } from '../../../src/retrieve/titles/rank-titles.ts';
import { readRequest } from '../../../src/retrieve/titles/read-request.ts';
import { DAY, read, saidOf, shownFor, smallCatalogue, WORDLESS } from './small-catalogue.ts';

describe('titles that are named', () => {
  it('are to be resembled, and not shown', () => {
    const request = read('something like The Tar Ledger');
    expect(request.like.map(({ title }) => title.name)).toEqual(['The Tar Ledger']);
    expect(shownFor('something like The Tar Ledger')[0]).toBe('Nets at Midnight');
    expect(shownFor('something like The Tar Ledger')).not.toContain('The Tar Ledger');
  });

  it.each(['like tar ledger', 'more like "The Tar Ledger"', 'similar to the tar ledger'])(
    'are known however they are written: %s',
    (words) => {
      expect(read(`a film ${words}`).like).toHaveLength(1);
    },
  );

  it('may have a number for a name', () => {
    expect(read('something like Eleven Kettles').like[0]?.title.name).toBe('Eleven Kettles');
  });

  it('of one word are just words, unless they are written as a name', () => {
    expect(read('a film about winter').like).toEqual([]);
    expect(read('a film like Winter, please').like[0]?.title.name).toBe('Winter');
  });

  it('are what others are shorter or newer than', () => {
    expect(saidOf('like The Tar Ledger but shorter')).toMatchObject({
      running_time_min: { lt: 100 },
    });
    expect(saidOf('like Dust Road Nine, but newer')).toMatchObject({ year: { gt: 1971 } });
  });

  it('lend their director, and need not be resembled then', () => {
    const request = read('anything else by the director of The Tar Ledger?');
    expect(request.like).toEqual([]);
    expect(saidOf('anything else by the director of The Tar Ledger?')).toMatchObject({
      directors: { in: ['Ada Lindqvist'] },
    });
  });
});

describe('what the title should be about', () => {
  it.each([
    ['a film about beekeeping', ['beekeeping']],
    ['My sister broke her leg in Rome. Any films about lighthouses?', ['lighthouses']],
    ['a slow film set in winter', ['slow', 'winter']],
    ['something feel-good about old age', ['feel-good', 'old age']],
    ['what should I watch tonight, an hour at most', []],
    ['We are a family of five and want an animated film', []],
  ])('%s', (question, about) => {
    expect(read(question).about.toSorted()).toEqual(about);
  });

  it('finds none where nothing is about what was said in so many words', () => {
    expect(shownFor('a crime film about volcanoes')).toEqual([]);
    expect(shownFor('a charming crime film')).not.toEqual([]);
  });

  it('and what not: words side by side are one phrase', () => {
    expect(read('a film for tonight, no dead animals and nothing with hospitals').avoid).toEqual([
      'dead animals',
      'hospitals',
    ]);
  });
});

describe('what was said before', () => {
  const history = [
    'We loved The Tar Ledger. We have seen House of Moths.',
    'Nothing with ghosts or horror.',
  ];

  it('leaves out what was seen', () => {
    const shown = shownFor('a film for tonight', history);
    expect(shown).not.toContain('The Tar Ledger');
    expect(shown).not.toContain('House of Moths');
  });

  it('prefers what is like what was praised, unless a title is named', () => {
    expect(shownFor('a film for tonight', history)[0]).toBe('Nets at Midnight');
    expect(read('like Eleven Kettles', history).like.map(({ title }) => title.name)).toEqual([
      'Eleven Kettles',
    ]);
  });

  it('keeps what was refused', () => {
    expect(saidOf('a film for tonight', history)).toMatchObject({ 'not genres': 'horror' });
    expect(read('a film for tonight', history).avoid).toEqual(['ghosts']);
  });

  it('what is only planned is not seen yet', () => {
    const planned = ['I want to see Nets at Midnight later.'];
    expect(shownFor('a crime film', planned)).toContain('Nets at Midnight');
  });
});

describe('the order and the number', () => {
  it('goes by the field that is asked for', () => {
    expect(shownFor('the oldest films')[0]).toBe('Winter');
    expect(shownFor('the shortest film you have')[0]).toBe('A Goat in the Lift');
    expect(shownFor('best rated comedy')[0]).toBe('A Goat in the Lift');
  });

  it('is five, or what is said, and never more than twenty', () => {
    expect(read('a film').count).toBe(5);
    expect(read('three comedies').count).toBe(3);
    expect(read('90 films please').count).toBe(20);
  });
});

describe('any request', () => {
  const part = fc.constantFrom(
    'a comedy',
    'no horror',
    'under 90 minutes',
    'in French',
    'for my 7-year-old',
    'like The Tar Ledger',
    'that leaves this month',
    'new this month',
    'from the seventies',
    'with Bo Hansen',
    'about bees',
    'for free',
    'a series',
    'rated 7 or more',
    'still there at Christmas',
    'or a western',
  );
  const request = fc.oneof(
    fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(', ')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );

  it('can be read, and every title that is found meets every condition and can be seen', () => {
    const catalogue = smallCatalogue();
    fc.assert(
      fc.property(request, fc.array(request, { maxLength: 2 }), (question, history) => {
        const asked = readRequest(question, history, DAY, catalogue, new Set());
        for (const { title } of rankTitles(WORDLESS, catalogue, asked)) {
          expect(asked.known.has(title.slot)).toBe(false);
          for (const condition of asked.conditions)
            expect(meetsCondition(title, condition)).toBe(true);
          expect(title.metadata.available_until ?? '9999').not.toBe('2026-08-31');
        }
      }),
    );
  });

  it('is read the same every time', () => {
    fc.assert(
      fc.property(request, (question) => {
        expect(read(question)).toEqual(read(question));
      }),
    );
  });
});
