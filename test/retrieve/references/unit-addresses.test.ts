import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  covers,
  pathOf,
  seriesOf,
  type Address,
} from '../../../src/retrieve/references/addresses.ts';
import { addressesOf, isUnderHeading } from '../../../src/retrieve/references/unit-addresses.ts';
import type { UnitKind } from '../../../src/store/types.ts';
import { requestOf } from '../../helpers/sources.ts';

function passage(headings: readonly string[], units: readonly (readonly [UnitKind, string])[]) {
  const [source] = requestOf('anything', { units, headings }).sources;
  if (source === undefined) throw new Error('no source was made');
  return source.passage;
}

/** The addresses of sentences under these headings, as "main 9.2", "quoted main 5.2" or "-". */
function addresses(headings: readonly string[], ...sentences: string[]): string[] {
  const units = sentences.map((text) => ['sentence', text] as const);
  return addressesOf(passage(headings, units)).map((at) =>
    at === null ? '-' : `${at.quoted ? 'quoted ' : ''}${at.series} ${at.path.join('.')}`,
  );
}

describe('the address of a unit', () => {
  it('is its own number, or that of the one before it', () => {
    expect(addresses(['7. Fees'], '7.2 Fees are due.', 'They rise.', '7.3 They fall.')).toEqual([
      'main 7.2',
      'main 7.2',
      'main 7.3',
    ]);
  });

  it('is a paragraph of the article above it', () => {
    expect(
      addresses(['Article 9 Rent'], '(1) It is due.', '(2) It may rise.', 'By little.'),
    ).toEqual(['main 9.1', 'main 9.2', 'main 9.2']);
  });

  it('is a letter below a number, and the next number is not below the letter', () => {
    expect(
      addresses(['Article 9'], '(2) It ends:', '(a) at once;', '(b) later.', '(3) It goes on.'),
    ).toEqual(['main 9.2', 'main 9.2.a', 'main 9.2.b', 'main 9.3']);
  });

  it('is that of the deepest numbered heading', () => {
    expect(addresses(['Schedule 3. Levels', 'Part A. Service'], 'One hour.')).toEqual(['part a']);
    expect(addresses(['Annex 2', 'How it is counted'], 'By weeks.')).toEqual(['annex 2']);
    expect(addresses(['14A. Keys'], 'They are kept.')).toEqual(['main 14a']);
  });

  it('is none where nothing is numbered', () => {
    expect(addresses(['A guide for parents'], 'It is short.')).toEqual(['-']);
    expect(addresses([], '(a) first', 'then')).toEqual(['-', '-']);
  });

  it('is one of another document in the text that an amendment quotes', () => {
    expect(
      addresses(
        ['2. Delivery'],
        '2.1 Clause 5.2 is replaced by the following:',
        '> 5.2 It takes 21 days.',
        '2.2 The rest stays.',
      ),
    ).toEqual(['main 2.1', 'quoted main 5.2', 'main 2.2']);
    expect(
      addresses(
        ['2. Limit'],
        '2.1 Clause 14.2 is replaced by the following:',
        '“14.2 The limit is EUR 5.',
        'It counts once.”',
        'The old one is gone.',
      ),
    ).toEqual(['main 2.1', 'quoted main 14.2', 'quoted main 14.2', 'main 2.1']);
  });

  it('is a paragraph of the article that is quoted', () => {
    expect(
      addresses(
        ['Article 6'],
        '> **Article 23 Flats** It ends.',
        '> (2) It begins.',
        '> (3) It goes on.',
      ),
    ).toEqual(['quoted main 23', 'quoted main 23.2', 'quoted main 23.3']);
  });

  it('is nowhere for quoted text without a number of its own', () => {
    expect(addresses(['Article 6'], '> (4) The landlord pays.')).toEqual(['quoted main ']);
  });

  it('is the document’s own where a defined term stands between quote marks', () => {
    expect(addresses(['1. Words'], 'In this deed:', '"Season" means summer.')).toEqual([
      'main 1',
      'main 1',
    ]);
  });

  it('is given to every unit of any passage', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('(1) a', '(b) c', '7.2 x', '> "5.1 y', '“9.9 z', '| a | b |', 'so:'),
    );
    const unit = fc.tuple(fc.constantFrom<UnitKind>('sentence', 'entry', 'row', 'heading'), text);
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), fc.array(unit), (headings, units) => {
        expect(addressesOf(passage(headings, units))).toHaveLength(units.length);
      }),
    );
  });
});

describe('isUnderHeading', () => {
  const under = (headings: string[], word: string, number: string): boolean =>
    isUnderHeading({ headings }, { series: seriesOf(word), path: pathOf(number) });

  it('knows a place by any heading above', () => {
    const headings = ['Schedule 3. Levels', 'Part A. Service'];
    expect(under(headings, 'Schedule', '3')).toBe(true);
    expect(under(headings, 'Part', 'A')).toBe(true);
    expect(under(headings, 'Schedule', '2')).toBe(false);
    expect(under(headings, 'Annex', '3')).toBe(false);
  });

  it('calls a bare number a chapter, but not an article', () => {
    expect(under(['6. Stand and parking'], 'chapter', '6')).toBe(true);
    expect(under(['Article 6'], 'chapter', '6')).toBe(false);
    expect(under(['6. Stand and parking'], 'Schedule', '6')).toBe(false);
  });
});

describe('covers', () => {
  const number = fc.array(fc.constantFrom('1', '2', 'a', '14a'), { maxLength: 3 });
  const address = fc.record<Address>({
    series: fc.constantFrom('main', 'annex', 'part'),
    path: number,
  });

  it('holds for a place and all that stands below it', () => {
    const [nine, below] = [pathOf('9'), pathOf('9(2)(b)')];
    expect(covers({ series: 'main', path: nine }, { series: 'main', path: below })).toBe(true);
    expect(covers({ series: 'main', path: below }, { series: 'main', path: nine })).toBe(false);
    expect(covers({ series: 'main', path: nine }, { series: 'annex', path: nine })).toBe(false);
  });

  it('is reflexive and transitive', () => {
    fc.assert(
      fc.property(address, number, number, (one, more, most) => {
        const below = { ...one, path: [...one.path, ...more] };
        const deepest = { ...one, path: [...below.path, ...most] };
        expect(covers(one, one)).toBe(true);
        expect(covers(one, below) && covers(below, deepest)).toBe(true);
        expect(covers(one, deepest)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(address, address, address, (a, b, c) => {
        expect(!(covers(a, b) && covers(b, c)) || covers(a, c)).toBe(true);
      }),
    );
  });
});
