import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose, type Parts } from '../../../src/compose.ts';
import { readConfig } from '../../../src/core/config.ts';
import type { Answer, Metadata } from '../../../src/core/model.ts';
import { createApp } from '../../../src/http/app.ts';
import { plainQuery } from '../../../src/retrieve/plain-query.ts';
import type { Query } from '../../../src/retrieve/types.ts';
import { EVERYTHING } from '../../helpers/documents.ts';
import { DAY, TITLES } from './small-catalogue.ts';

/* A question for titles from its words to its answer, over a catalogue of a dozen records and other documents. */

const HANDBOOK = `# Desk

The desk in the harbour opens at nine. Films are lent for seven days.

## Late returns

A film that comes back late costs fifty cents a day.
`;

let folder = '';
let parts: Parts;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-titles-'));
  const corporaDir = join(folder, 'corpora');
  mkdirSync(join(corporaDir, 'films'), { recursive: true });
  mkdirSync(join(corporaDir, 'desk'));
  const lines = TITLES.map((title) => `${JSON.stringify(title)}\n`);
  writeFileSync(join(corporaDir, 'films', 'all.jsonl'), lines.join(''));
  writeFileSync(join(corporaDir, 'desk', 'handbook.md'), HANDBOOK);
  const env = { DATA_DIR: join(folder, 'data'), CORPORA_DIR: corporaDir, LOG_LEVEL: 'silent' };
  parts = await compose(readConfig(env));
  const { failures } = await parts.ingester.scan({ corpus: null });
  expect(failures).toEqual([]);
});
afterAll(async () => {
  await parts.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (question: string, otherwise: Partial<Query> = {}): Promise<Answer> =>
  parts.answerer.answer(plainQuery(question, { corpora: ['films'], day: DAY, ...otherwise }));

/** The titles that an answer shows, in its order. */
const shownIn = ({ claims }: Answer): string[] =>
  claims.map(({ text }) => /^title: ([^;]+)/.exec(text)?.[1] ?? text);

interface TracedRequest {
  readonly conditions: readonly { readonly words: string; readonly anyOf: readonly object[] }[];
  readonly like: readonly { readonly name: string }[];
  readonly about: readonly string[];
  readonly eligible: number;
}

async function tracedIn(answer: Answer): Promise<TracedRequest | undefined> {
  const { trace } = await parts.store.answer(EVERYTHING, answer.id);
  return trace.retrieval['titles'] as TracedRequest | undefined;
}

describe('a question for titles', () => {
  it('is answered with titles, each a supported claim that quotes its own record word for word', async () => {
    const answer = await ask('a crime film for tonight');
    expect(shownIn(answer).toSorted()).toEqual(['Nets at Midnight', 'The Tar Ledger']);
    const { text } = await parts.store.revision(EVERYTHING, 'films/all.jsonl', 1);
    for (const claim of answer.claims) {
      expect(claim.verdict).toBe('supported');
      expect(claim.text).toContain('genres: crime, drama');
      const [name] = shownIn({ ...answer, claims: [claim] });
      for (const number of claim.citations) {
        const citation = answer.citations[number - 1];
        const { span, quote } = citation ?? { span: { start: 0, end: 0 }, quote: '' };
        expect(text.slice(span.start, span.end)).toBe(quote);
        const line = text.slice(
          text.lastIndexOf('\n', span.start) + 1,
          text.indexOf('\n', span.end),
        );
        expect((JSON.parse(line) as Metadata)['title']).toBe(name);
      }
    }
  });

  it('tells in its trace how it was read', async () => {
    const answer = await ask('something like The Tar Ledger but shorter, about smuggling');
    expect(await tracedIn(answer)).toMatchObject({
      day: DAY,
      like: [{ name: 'The Tar Ledger' }],
      about: ['smuggling'],
      conditions: expect.arrayContaining([
        {
          words: 'shorter than The Tar Ledger',
          anyOf: [{ field: 'running_time_min', is: { lt: 100 } }],
          exclude: false,
        },
      ]) as unknown,
    });
    expect(shownIn(answer)).toEqual(['Nets at Midnight']);
  });

  it('shows none that cannot be seen on the day', async () => {
    expect(shownIn(await ask('any comedies?'))).not.toContain('Gone in August');
    expect(shownIn(await ask('any comedies?'))).not.toContain('Not Yet in Port');
    expect(shownIn(await ask('any comedies?', { day: '2026-12-10' }))).toContain('Not Yet in Port');
    expect(shownIn(await ask('any comedies?', { day: '2026-08-01' }))).toContain('Gone in August');
  });

  it('reads "this month" from the day it is asked on', async () => {
    const leaving = 'which titles leave this month?';
    expect(shownIn(await ask(leaving))).toEqual(['The Clock Inspector']);
    expect(shownIn(await ask(leaving, { day: '2026-12-01' }))).toEqual(['House of Moths']);
  });

  it('shows none outside the filter', async () => {
    const answer = await ask('a film for tonight', { filter: { age: { lte: 0 } } });
    expect(shownIn(answer)).toEqual(['A Goat in the Lift']);
    const everything = await ask('show me twenty titles', {
      filter: { age: { lte: 0 } },
      topK: 50,
    });
    expect(shownIn(everything).toSorted()).toEqual([
      'A Goat in the Lift',
      'Bees of the Tower',
      'Three Reeds',
    ]);
  });

  it('leaves out what was seen, and what was never wanted', async () => {
    const history = [
      { role: 'user', content: 'We loved Nets at Midnight. No westerns, ever.' },
    ] as const;
    const shown = shownIn(await ask('show me twenty films', { history }));
    expect(shown[0]).toBe('The Tar Ledger');
    expect(shown).not.toContain('Nets at Midnight');
    expect(shown).not.toContain('Dust Road Nine');
  });

  it('declines when no title meets all of it, and says what that was', async () => {
    const answer = await ask('a western under 30 minutes for my 6-year-old');
    expect(answer.status).toBe('abstained');
    expect(answer.claims).toEqual([]);
    for (const words of ['western', 'under 30 min', '6-year-old'])
      expect(answer.abstention?.reason).toContain(words);
    expect((await tracedIn(answer))?.eligible).toBe(0);
  });

  it('is answered the same when it is replayed, also when the day has moved on', async () => {
    const answer = await ask('which titles leave this month?', {
      day: '2026-08-20',
      history: [{ role: 'user', content: 'I have seen The Clock Inspector.' }],
    });
    expect(shownIn(answer)).toEqual(['Gone in August']);
    const replay = await parts.replay(answer.id, 'original', EVERYTHING);
    expect(replay).toMatchObject({ identical: true, differences: [] });
    expect(replay.answer.text).toBe(answer.text);
  });

  it('is read the same by a search', async () => {
    const app = await createApp({ ...parts, readiness: () => ({ ready: true }) });
    const payload = { question: 'a crime film for tonight', corpora: ['films'] };
    const response = await app.inject({ method: 'POST', url: '/v1/search', payload });
    await app.close();
    const { hits, trace } = response.json<{
      hits: { metadata: Metadata }[];
      trace: { titles: TracedRequest };
    }>();
    const names = hits.map(({ metadata }) => metadata['title']);
    expect(names.toSorted()).toEqual(['Nets at Midnight', 'The Tar Ledger']);
    const genre = trace.titles.conditions.find(({ words }) => words === 'crime');
    expect(genre?.anyOf).toEqual([{ field: 'genres', is: 'crime' }]);
  });
});

describe('any other question', () => {
  it('of a fact about a title goes the ordinary way', async () => {
    const answer = await ask('Who directed Nets at Midnight?');
    expect(answer.text).toContain('Cyril Ames');
    expect(await tracedIn(answer)).toBeUndefined();
  });

  it('to a corpus that is no catalogue goes the ordinary way, however it is asked', async () => {
    const answer = await ask('Which films that come back late cost something?', {
      corpora: ['desk'],
    });
    expect(answer.text).toContain('fifty cents a day');
    expect(await tracedIn(answer)).toBeUndefined();
  });
});
