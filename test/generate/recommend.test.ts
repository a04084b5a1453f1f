import { describe, expect, it } from 'vitest';
import type { Metadata } from '../../src/core/model.ts';
import { recommend } from '../../src/generate/recommend.ts';
import type { DraftClaim } from '../../src/generate/types.ts';
import { requestOf } from '../helpers/sources.ts';

const RECORD: Metadata = {
  id: 't-1',
  title: 'Nets at Midnight',
  genres: ['crime', 'drama'],
  age: 12,
  synopsis:
    'Two brothers mend nets by day and carry boxes by night. "Never look inside," says the skipper, who has looked. The harbour film that fishermen like.',
};
const BEFORE = '{"id":"t-0"}\n';

function claimFor(
  question: string,
  record: Metadata,
  reasons: readonly string[],
  raw?: string,
): DraftClaim {
  const text = raw ?? JSON.stringify(record);
  const request = requestOf(question, { units: [['record', text]], record, before: BEFORE });
  const [claim] = recommend({
    ...request,
    sources: request.sources.map((source) => ({ ...source, reasons })),
  });
  if (claim === undefined) throw new Error('no claim');
  for (const { quote, start } of claim.evidence)
    expect(`${BEFORE}${text}`.slice(start ?? -1, (start ?? -1) + quote.length)).toBe(quote);
  return claim;
}

describe('recommend', () => {
  it('says the fields that tell why, and quotes just these', () => {
    const claim = claimFor('a crime film', RECORD, ['title', 'genres']);
    expect(claim.text).toBe('title: Nets at Midnight; genres: crime, drama');
    expect(claim.evidence.map(({ quote }) => quote)).toEqual([
      '"title":"Nets at Midnight","genres":["crime","drama"]',
    ]);
  });

  it('quotes fields that stand far apart each on its own', () => {
    const cast = Array.from({ length: 9 }, (_, i) => `Person Number ${i}`);
    const claim = claimFor('a film', { title: 'Far', cast, age: 6 }, ['title', 'age']);
    expect(claim.evidence.map(({ quote }) => quote)).toEqual(['"title":"Far"', '"age":6']);
  });

  it('tells a long text by the sentence that meets most of the question', () => {
    const claim = claimFor('a film about fishermen in a harbour', RECORD, ['title', 'synopsis']);
    expect(claim.text).toBe(
      'title: Nets at Midnight; synopsis: The harbour film that fishermen like.',
    );
    expect(claimFor('anything', RECORD, ['title', 'synopsis']).text).toMatch(
      /Two brothers mend nets/,
    );
  });

  it('reads escapes as what they stand for', () => {
    const claim = claimFor('who never looks inside', RECORD, ['synopsis']);
    expect(claim.text).toContain('"Never look inside,"');
  });

  it('tells a long list whole', () => {
    const themes = Array.from({ length: 20 }, (_, i) => `theme ${i}`);
    const claim = claimFor('a film', { title: 'Long', themes }, ['themes']);
    expect(claim.text).toBe(`themes: ${themes.join(', ')}`);
  });

  it('quotes the whole record where its fields cannot be told apart', () => {
    const row = 'Nets at Midnight;12';
    const claim = claimFor('a film', { title: 'Nets at Midnight', age: 12 }, ['title', 'age'], row);
    expect(claim.text).toBe('title: Nets at Midnight; age: 12');
    expect(claim.evidence.map(({ quote }) => quote)).toEqual([row]);
  });

  it('makes one claim for each title, in their order', () => {
    const records = ['A', 'B', 'C'].map((title) => ({ title }));
    const request = requestOf(
      'films',
      ...records.map((record) => ({
        units: [['record', JSON.stringify(record)]] as const,
        record,
      })),
    );
    const sources = request.sources.map((source) => ({ ...source, reasons: ['title'] }));
    const claims = recommend({ ...request, sources });
    expect(claims.map(({ text }) => text)).toEqual(['title: A', 'title: B', 'title: C']);
    expect(claims.map(({ evidence }) => evidence[0]?.source)).toEqual([1, 2, 3]);
  });
});
