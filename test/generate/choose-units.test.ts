import { describe, expect, it } from 'vitest';
import { chooseUnits } from '../../src/generate/choose-units.ts';
import { readAs } from '../../src/generate/read-as.ts';
import type { UnitLink } from '../../src/core/unit-link.ts';
import type { UnitKind } from '../../src/store/types.ts';
import { requestOf, type SourceSpec } from '../helpers/sources.ts';

const sentences = (...texts: string[]): SourceSpec => ({
  units: texts.map((text) => ['sentence', text] as const),
});

function choose(question: string, sources: SourceSpec[], links: UnitLink[] = []): string[] {
  const request = { ...requestOf(question, ...sources), links };
  return chooseUnits(request).map(({ source, unit }) => {
    const from = request.sources[source];
    return from === undefined ? '' : readAs(from, unit);
  });
}

describe('chooseUnits', () => {
  it('answers each of two questions', () => {
    const chosen = choose('How long does the repair take, and what does the deposit cost?', [
      sentences('The repair takes 4 days.', 'Bells are tested.'),
      sentences('The deposit costs EUR 20.'),
    ]);
    expect(chosen).toEqual(
      expect.arrayContaining(['The repair takes 4 days.', 'The deposit costs EUR 20.']),
    );
  });

  it('shows what replaces a sentence, and not the sentence', () => {
    const replaced: UnitLink = {
      relation: 'override',
      from: { passage: 0, unit: 0 },
      to: { passage: 1, units: [0] },
      whole: true,
      words: 'is replaced',
    };
    const sources = [sentences('The repair takes 4 days.'), sentences('The repair takes 6 days.')];
    expect(choose('How long does the repair take?', sources, [replaced])).toEqual([
      'The repair takes 6 days.',
    ]);
  });

  it('shows a sentence with what changes words of it', () => {
    const changed: UnitLink = {
      relation: 'override',
      from: { passage: 0, unit: 0 },
      to: { passage: 1, units: [0] },
      whole: false,
      words: 'clause 2',
    };
    const sources = [sentences('The repair takes 4 days.'), sentences('For "4" read "6".')];
    expect(choose('How long does the repair take?', sources, [changed]).slice(0, 2)).toEqual([
      'For "4" read "6".',
      'The repair takes 4 days.',
    ]);
  });

  it('shows the place that a sentence says the answer stands in', () => {
    const stated: UnitLink = {
      relation: 'reference',
      from: { passage: 0, unit: 0 },
      to: { passage: 1, units: [1] },
      whole: false,
      words: 'clause 2',
    };
    const sources = [
      sentences('How long the repair takes is stated in Annex 2.'),
      sentences('Bells: a week.', 'Frames: 6 days.'),
    ];
    expect(choose('How long does the repair take?', sources, [stated])).toContain(
      'Frames: 6 days.',
    );
  });

  it('shows a rule with its exception, and an entry with what announces it', () => {
    const rule = sentences('The repair takes 4 days.', 'In August this does not apply.');
    expect(choose('How long does the repair take?', [rule])).toEqual([
      'The repair takes 4 days.',
      'In August this does not apply.',
    ]);
    const units: [UnitKind, string][] = [
      ['sentence', 'You lose it if:'],
      ['entry', 'the frame was welded'],
      ['entry', 'the bike was raced'],
    ];
    expect(choose('Do I lose it when the frame was welded?', [{ units }])[0]).toBe(
      'You lose it if:',
    );
  });

  it('shows every source that the question compares by name', () => {
    const pages = ['Basic plan', 'Family plan', 'City plan'].map((title) => ({
      ...sentences(`The ${title} has a price of its own.`),
      title,
      headings: [title],
    }));
    const chosen = choose('What is the price of the basic plan beside the city plan?', pages);
    expect(chosen).toEqual(
      expect.arrayContaining([
        'The Basic plan has a price of its own.',
        'The City plan has a price of its own.',
      ]),
    );
  });

  it('says the same thing once, and nothing where there is nothing', () => {
    const said = 'The repair takes 4 days.';
    expect(choose('How long does the repair take?', [sentences(said), sentences(said)])).toEqual([
      said,
    ]);
    expect(choose('How long does the repair take?', [])).toEqual([]);
  });
});
