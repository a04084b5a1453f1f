import { describe, expect, it } from 'vitest';
import { leadsOf, type Leads } from '../../src/generate/leads.ts';
import { rankUnits } from '../../src/generate/rank-units.ts';
import type { UnitPlace } from '../../src/generate/read-as.ts';
import type { UnitLink } from '../../src/core/unit-link.ts';
import { requestOf, type SourceSpec } from '../helpers/sources.ts';

const sentences = (...texts: string[]): SourceSpec => ({
  units: texts.map((text) => ['sentence', text] as const),
});

/** A link from the first unit of the first source to units of the second. */
const link = (
  relation: UnitLink['relation'],
  units: readonly number[],
  whole = false,
): UnitLink => ({
  relation,
  from: { passage: 0, unit: 0 },
  to: { passage: 1, units },
  whole,
  words: 'clause 2',
});

function leads(question: string, sources: SourceSpec[], links: UnitLink[], unit = 0): Leads {
  const request = { ...requestOf(question, ...sources), links };
  const place: UnitPlace = { source: 0, unit, kind: 'sentence' };
  return leadsOf(request, question, rankUnits(request), place);
}

const unitsOf = (places: readonly UnitPlace[]): number[] => places.map(({ unit }) => unit);

describe('where a unit leads', () => {
  const question = 'How long does a refund take?';

  it('is nowhere without a link from that very unit', () => {
    const sources = [
      sentences('A refund takes 14 days.', 'It is paid.'),
      sentences('It takes 9 days.'),
    ];
    const nowhere = { instead: [], beside: [], whole: false };
    expect(leads(question, sources, [])).toEqual(nowhere);
    expect(leads(question, sources, [link('override', [0], true)], 1)).toEqual(nowhere);
  });

  it('is to what replaces it, of which nothing is left then', () => {
    const sources = [sentences('A refund takes 14 days.'), sentences('A refund takes 9 days.')];
    const { instead, beside, whole } = leads(question, sources, [link('override', [0], true)]);
    expect(instead).toEqual([expect.objectContaining({ source: 1, unit: 0 })]);
    expect(beside).toEqual([]);
    expect(whole).toBe(true);
  });

  it('is to what changes some of it, which is read beside the rest', () => {
    const sources = [
      sentences('A refund takes 14 days.'),
      sentences('For "14 days" read "9 days".'),
    ];
    const found = leads(question, sources, [link('override', [0])]);
    expect(unitsOf(found.instead)).toEqual([0]);
    expect(found.whole).toBe(false);
  });

  it('is to the new units that answer best, a few of many', () => {
    const many = ['Lamps are lit.', 'A refund takes 9 days.', 'Doors are shut.', 'Bells are rung.'];
    const sources = [sentences('A refund takes 14 days.'), sentences(...many)];
    const found = leads(question, sources, [link('override', [0, 1, 2, 3], true)]);
    expect(found.instead[0]?.unit).toBe(1);
    expect(found.instead.length).toBeLessThan(many.length);
  });

  it('is to the place that it says the answer stands in', () => {
    const sources = [
      sentences('How long a refund takes is stated in clause 4.'),
      sentences('4.1 It takes 9 days.'),
    ];
    const found = leads(question, sources, [link('reference', [0])]);
    expect(found.beside).toEqual([expect.objectContaining({ source: 1, unit: 0 })]);
    expect(found).toMatchObject({ instead: [], whole: false });
  });

  it('is nowhere when the unit itself holds what is asked for', () => {
    const sources = [
      sentences('Under clause 4 a refund takes 14 days.'),
      sentences('4.1 Refunds are for tickets of the last 9 days.'),
    ];
    expect(leads(question, sources, [link('reference', [0])]).beside).toEqual([]);
  });

  it('is not to a condition that answers nothing', () => {
    const sources = [
      sentences('Subject to clause 4, a refund is quick.'),
      sentences('4.1 Tickets are shown on board.'),
    ];
    expect(leads(question, sources, [link('reference', [0])]).beside).toEqual([]);
  });
});
