import { describe, expect, it } from 'vitest';
import { extract } from '../../src/generate/extractive.ts';
import type { GenerateRequest } from '../../src/generate/types.ts';
import { requestOf, type SourceSpec } from '../helpers/sources.ts';

const said = (request: GenerateRequest): string[] => extract(request).map(({ text }) => text);

describe('a question of two parts', () => {
  it('is answered part by part', () => {
    const fees: SourceSpec = {
      units: [
        ['sentence', 'The court decides within 60 days of the application.'],
        ['sentence', 'The clerk keeps the file.'],
        ['sentence', 'The fee is 45 EUR.'],
      ],
    };
    const answer = said(requestOf('How long does the court take, and what is the fee?', fees));
    expect(answer).toContain('The court decides within 60 days of the application.');
    expect(answer).toContain('The fee is 45 EUR.');
    expect(answer).not.toContain('The clerk keeps the file.');
  });
});

describe('an exception', () => {
  const rule = 'A deposit is paid back within 30 days.';
  const exception = 'This does not apply to keys that were lost.';

  it('is shown with the rule that it stands behind', () => {
    const units: SourceSpec['units'] = [
      ['sentence', rule],
      ['sentence', exception],
    ];
    expect(said(requestOf('When is a deposit paid back?', { units }))).toEqual([rule, exception]);
  });

  it('is not sought in the next paragraph', () => {
    const units: SourceSpec['units'] = [
      ['sentence', rule],
      ['sentence', exception],
    ];
    expect(said(requestOf('When is a deposit paid back?', { units, between: '\n\n' }))).toEqual([
      rule,
    ]);
  });
});

describe('what a unit leads to', () => {
  const clause = 'Either party gives six months of notice.';
  const amended = 'Either party gives four months of notice.';
  const base: SourceSpec = { units: [['sentence', clause]] };
  const amendment: SourceSpec = { units: [['sentence', amended]], score: 0.3 };
  const question = 'How many months of notice does either party give?';
  const link = {
    relation: 'override',
    from: { passage: 0, unit: 0 },
    to: { passage: 1, units: [0] },
    words: 'is replaced by',
  } as const;

  it('takes its place when nothing of it is left', () => {
    const request = requestOf(question, base, amendment);
    expect(said({ ...request, links: [{ ...link, whole: true }] })).toEqual([amended]);
  });

  it('is read before it when words of it are replaced', () => {
    const request = requestOf(question, base, amendment);
    const answer = said({ ...request, links: [{ ...link, whole: false }] });
    expect(answer).toEqual([amended, clause]);
  });

  it('is shown beside it when that is where the answer stands', () => {
    const season: SourceSpec = {
      units: [['sentence', 'No maintenance is planned in the Season.']],
    };
    const definition: SourceSpec = {
      units: [['sentence', '"Season" means 1 May to 30 September.']],
      score: 0.3,
    };
    const asked = 'From what date to what date is no maintenance planned?';
    const request = requestOf(asked, season, definition);
    expect(said(request)).toEqual(['No maintenance is planned in the Season.']);
    const definitionLink = { ...link, relation: 'definition', whole: false } as const;
    expect(said({ ...request, links: [definitionLink] })).toEqual([
      'No maintenance is planned in the Season.',
      '"Season" means 1 May to 30 September.',
    ]);
  });
});

describe('names in a question', () => {
  const record = (title: string, minutes: number): SourceSpec => ({
    title,
    units: [['sentence', `It lasts ${minutes} minutes.`]],
  });

  it('bring in the best of each source that is named, to compare them', () => {
    const request = requestOf(
      'Which lasts longer, The Salt Ledger or The Paper Boat?',
      { ...record('The Salt Ledger', 104), score: 1 },
      { ...record('The Paper Boat', 88), score: 0.2 },
      { ...record('The Iron Door', 90), score: 0.2 },
    );
    expect(said(request)).toEqual(['It lasts 104 minutes.', 'It lasts 88 minutes.']);
  });
});
