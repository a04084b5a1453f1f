import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DomUtils, parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { quantile } from '../../../src/core/quantile.ts';
import { pageText } from '../../helpers/html.ts';

const PAGES = resolve(import.meta.dirname, '../../../../shared/data/documents/html_readability');
const here = existsSync(PAGES);

/** The page that its own site makes more of than Mozilla's reader does. */
const LOOSEST = 'mozilla-1';

interface Reading {
  readonly page: string;
  /** Share of the expected words that were read. */
  readonly found: number;
  /** Share of the words read that were not expected. */
  readonly foreign: number;
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function sum(counts: Iterable<number>): number {
  return [...counts].reduce((total, count) => total + count, 0);
}

function readPage(page: string): Reading {
  const fileText = (name: string): string => readFileSync(join(PAGES, page, name), 'utf8');
  const expected = countWords(DomUtils.textContent(parseDocument(fileText('expected.html'))));
  const read = countWords(pageText(fileText('source.html')));
  const both = sum([...expected].map(([word, count]) => Math.min(count, read.get(word) ?? 0)));
  return {
    page,
    found: both / sum(expected.values()),
    foreign: 1 - both / sum(read.values()),
  };
}

describe.skipIf(!here)("pages of Mozilla's reader (skipped where ../shared is not here)", () => {
  const readings = here ? readdirSync(PAGES).map(readPage) : [];

  it('finds nearly all words and adds next to none, at the median', () => {
    expect(
      quantile(
        readings.map(({ found }) => found),
        0.5,
      ),
    ).toBeGreaterThanOrEqual(0.99);
    expect(
      quantile(
        readings.map(({ foreign }) => foreign),
        0.5,
      ),
    ).toBeLessThanOrEqual(0.02);
  });

  it.each(readings)('loses nothing of $page, and adds little', ({ page, found, foreign }) => {
    expect(found).toBeGreaterThanOrEqual(0.97);
    expect(foreign).toBeLessThanOrEqual(page === LOOSEST ? 0.17 : 0.08);
  });
});
