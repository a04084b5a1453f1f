import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readCatalogue } from '../../../eval/recommendations/catalogue.ts';
import { evaluateRecommendations } from '../../../eval/recommendations/evaluate.ts';
import { readRequests } from '../../../eval/recommendations/read-requests.ts';
import { recommendationTables } from '../../../eval/tables/recommendations.ts';
import { KESH, LINES } from './titles.ts';

describe('a catalogue that is asked for titles', () => {
  let folder = '';
  let media = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'footnote-recommendations-'));
    media = join(folder, 'media');
    mkdirSync(media);
    write('films.jsonl', LINES);
    write('_profiles.jsonl', [
      JSON.stringify({ id: 'p-1', filter: { age: { lte: 6 } }, history: [] }),
    ]);
    const line = { profile: 'p-1', day: '2026-11-15', kind: 'profile', split: 'report' };
    write('_recommendations.jsonl', [
      JSON.stringify({
        ...line,
        id: 'r-1',
        question: 'Which comedy under 90 minutes can we watch?',
        titles: [{ id: 't-1', facts: ['"running_time_min":84'] }],
      }),
      JSON.stringify({
        ...line,
        id: 'r-2',
        question: 'And a comedy under 30 minutes?',
        titles: [],
      }),
    ]);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  function write(name: string, lines: readonly string[]): void {
    writeFileSync(join(media, name), lines.map((line) => `${line}\n`).join(''));
  }

  it('is judged by its own files', { timeout: 60_000 }, async () => {
    mkdirSync(join(folder, 'tmp'));
    vi.stubEnv('TMPDIR', join(folder, 'tmp'));
    const report = await evaluateRecommendations(media);
    expect(report).toMatchObject({ corpus: 'media', titles: 3, failures: [] });
    expect(report.requests.map(({ id, shown }) => [id, shown])).toEqual([
      [
        'r-1',
        [
          {
            id: 't-1',
            satisfies: true,
            available: true,
            withinFilter: true,
            seen: false,
            trueReason: true,
            citesFact: true,
          },
        ],
      ],
      ['r-2', []],
    ]);
    expect(report.scores[0]).toMatchObject({ requests: 2, rightlyNone: 1, notRead: 0 });
    const [requests, titles, limits] = recommendationTables(report);
    expect(requests?.rows[0]?.slice(0, 3)).toEqual(['report', 'all', '2']);
    expect(titles?.rows[0]?.slice(2, 4)).toEqual(['1', '1/1  100.0 %']);
    expect(limits?.rows[0]?.slice(2, 5)).toEqual(['0', '0', '0']);
    const left = readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('footnote'));
    expect(left).toEqual([]);
  });

  it('must have its requests, its profiles and one title to an id', () => {
    write('more.jsonl', [JSON.stringify({ ...KESH, title: 'Other' })]);
    expect(() => readCatalogue(media)).toThrow(/Two titles of .*media are t-3\./);
    rmSync(join(media, '_profiles.jsonl'));
    expect(() => readRequests(media)).toThrow('r-1 is of no profile in _profiles.jsonl.');
    expect(() => readRequests(folder)).toThrow('There is no _recommendations.jsonl in');
    expect(() => readCatalogue(folder)).toThrow('There are no titles in');
  });
});
