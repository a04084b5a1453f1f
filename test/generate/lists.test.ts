import { describe, expect, it } from 'vitest';
import { entriesWith, exceptionTo, leadIn, ledIn } from '../../src/generate/lists.ts';
import type { UnitPlace } from '../../src/generate/read-as.ts';
import type { Source } from '../../src/generate/types.ts';
import type { UnitKind } from '../../src/store/types.ts';
import { requestOf } from '../helpers/sources.ts';

type Belonging = (sources: readonly Source[], place: UnitPlace) => UnitPlace[];

const WARRANTY: [UnitKind, string][] = [
  ['sentence', 'The warranty covers the frame.'],
  ['sentence', 'It lapses if:'],
  ['entry', 'the frame was welded'],
  ['entry', 'the bike was raced'],
  ['sentence', 'Ask us first.'],
];

/** Which units of a passage belong to one of them. */
function unitsFor(belonging: Belonging, units: [UnitKind, string][], unit: number): number[] {
  const { sources } = requestOf('anything', { units });
  const kind = units[unit]?.[0] ?? 'sentence';
  return belonging(sources, { source: 0, unit, kind }).map((place) => place.unit);
}

describe('an entry', () => {
  it('belongs to the sentence that announces its list, from wherever in it', () => {
    expect(unitsFor(leadIn, WARRANTY, 2)).toEqual([1]);
    expect(unitsFor(leadIn, WARRANTY, 3)).toEqual([1]);
  });

  it('has no such sentence where the one before says something of its own', () => {
    expect(
      unitsFor(
        leadIn,
        [
          ['sentence', 'It is strong.'],
          ['entry', 'frame'],
        ],
        1,
      ),
    ).toEqual([]);
    expect(unitsFor(leadIn, [['entry', 'frame']], 0)).toEqual([]);
    expect(unitsFor(leadIn, WARRANTY, 4)).toEqual([]);
  });

  it('stands with the whole of its list, and alone in a very long one', () => {
    expect(unitsFor(entriesWith, WARRANTY, 3)).toEqual([2, 3]);
    expect(unitsFor(entriesWith, WARRANTY, 0)).toEqual([0]);
    const long = Array.from({ length: 60 }, (_, i): [UnitKind, string] => ['entry', `part ${i}`]);
    expect(unitsFor(entriesWith, long, 30)).toEqual([30]);
  });
});

describe('a sentence', () => {
  it('that ends in a colon leads in the entries right behind it', () => {
    expect(unitsFor(ledIn, WARRANTY, 1)).toEqual([2, 3]);
    expect(unitsFor(ledIn, WARRANTY, 0)).toEqual([]);
  });

  it('leads in a few rows of a table, and not all of a long one', () => {
    const rows = (count: number): [UnitKind, string][] => [
      ['sentence', 'The fees are:'],
      ...Array.from({ length: count }, (_, i): [UnitKind, string] => [
        'row',
        `| ${i} | EUR ${i} |`,
      ]),
      ['heading', '## Other'],
    ];
    expect(unitsFor(ledIn, rows(2), 0)).toEqual([1, 2]);
    const led = unitsFor(ledIn, rows(40), 0);
    expect(led.length).toBeLessThan(40);
    expect(led).toEqual(led.map((_, i) => i + 1));
  });

  it('is read with the exception behind it', () => {
    const rule: [UnitKind, string][] = [
      ['sentence', 'A refund takes 14 days.'],
      ['sentence', 'This does not apply to gift cards.'],
      ['sentence', 'Cards are sent by post.'],
    ];
    expect(unitsFor(exceptionTo, rule, 0)).toEqual([1]);
    expect(unitsFor(exceptionTo, rule, 1)).toEqual([]);
    expect(
      unitsFor(
        exceptionTo,
        [
          ['sentence', 'A.'],
          ['sentence', 'Unless it rains.'],
        ],
        0,
      ),
    ).toEqual([1]);
    expect(
      unitsFor(
        exceptionTo,
        [
          ['sentence', 'A.'],
          ['sentence', '(2) Except on Sundays.'],
        ],
        0,
      ),
    ).toEqual([1]);
  });

  it('is not read with an exception of another paragraph, or of a list', () => {
    const { sources } = requestOf('anything', {
      units: [
        ['sentence', 'A refund takes 14 days.\n'],
        ['sentence', 'However, cards are sent by post.'],
      ],
    });
    // The first sentence ends before its line end, so that a blank line parts the two.
    const parted = sources.map((source) => ({
      ...source,
      units: source.units.map((unit, i) => (i === 0 ? { ...unit, end: unit.end - 1 } : unit)),
    }));
    const first: UnitPlace = { source: 0, unit: 0, kind: 'sentence' };
    expect(exceptionTo(sources, first).map(({ unit }) => unit)).toEqual([1]);
    expect(exceptionTo(parted, first)).toEqual([]);
    expect(
      unitsFor(
        exceptionTo,
        [
          ['entry', 'A refund'],
          ['sentence', 'Unless it rains.'],
        ],
        0,
      ),
    ).toEqual([]);
  });
});

describe('a place that is not there', () => {
  it('has nothing that belongs to it', () => {
    const nowhere: UnitPlace = { source: 3, unit: 9, kind: 'sentence' };
    const { sources } = requestOf('anything', { units: WARRANTY });
    for (const belonging of [leadIn, ledIn, exceptionTo]) {
      expect(belonging(sources, nowhere)).toEqual([]);
    }
  });
});
