import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../ingest/chunk.ts';
import { MAX_PASSAGE_CHARACTERS } from '../../ingest/cut.ts';
import { parseMarkdownBlocks } from '../../src/core/markdown-blocks.ts';
import { parsePlainBlocks } from '../../src/core/plain-blocks.ts';
import { toCanonicalText } from '../../src/core/text.ts';
import type { PassageDraft } from '../../src/store/types.ts';
import { anyText, graphemeBoundaries } from '../helpers/texts.ts';

const formats = { markdown: parseMarkdownBlocks, plain: parsePlainBlocks };

function chunk(text: string, format: keyof typeof formats = 'markdown'): PassageDraft[] {
  return chunkDocument({
    text,
    mediaType: 'text/markdown',
    encoding: 'utf-8',
    title: null,
    metadata: {},
    readers: null,
    blocks: formats[format](text),
    records: null,
    pages: [],
  });
}

function expectSound(text: string, passages: readonly PassageDraft[]): void {
  const boundaries = graphemeBoundaries(text);
  const expectWithin = (
    spans: readonly { start: number; end: number }[],
    from: number,
    to: number,
  ) => {
    let previousEnd = from;
    for (const { start, end } of spans) {
      expect(start).toBeGreaterThanOrEqual(previousEnd);
      expect(end).toBeGreaterThan(start);
      expect(boundaries.has(start) && boundaries.has(end)).toBe(true);
      previousEnd = end;
    }
    expect(previousEnd).toBeLessThanOrEqual(to);
  };
  expectWithin(
    passages.map(({ span }) => span),
    0,
    text.length,
  );
  let uncovered = text;
  for (const { span, text: words, units } of passages.toReversed()) {
    expect(text.slice(span.start, span.end)).toBe(words);
    expectWithin(units, span.start, span.end);
    uncovered = uncovered.slice(0, span.start) + uncovered.slice(span.end);
  }
  expect(uncovered.trim()).toBe('');
}

describe('chunkDocument, for any text', () => {
  for (const format of ['markdown', 'plain'] as const) {
    it(`covers the body with ordered spans at grapheme boundaries (${format})`, () => {
      fc.assert(
        fc.property(anyText, (raw) => {
          const text = toCanonicalText(raw);
          const passages = chunk(text, format);
          expectSound(text, passages);
          expect(chunk(text, format)).toEqual(passages);
        }),
        { numRuns: 400 },
      );
    });

    it(`keeps to the maximum (${format})`, () => {
      fc.assert(
        fc.property(fc.array(anyText, { minLength: 20, maxLength: 60 }), (parts) => {
          const text = toCanonicalText(parts.join(' '));
          const passages = chunk(text, format);
          expectSound(text, passages);
          for (const { text: words } of passages) {
            expect(words.length).toBeLessThanOrEqual(MAX_PASSAGE_CHARACTERS);
          }
        }),
        { numRuns: 60 },
      );
    });
  }

  it('leaves a grapheme cluster whole that is itself longer than the maximum', () => {
    const cluster = `e${'\u0301'.repeat(MAX_PASSAGE_CHARACTERS + 300)}`;
    const text = `Before. ${cluster} after.`;
    const passages = chunk(text);
    expectSound(text, passages);
    expect(passages.some((passage) => passage.text.includes(cluster))).toBe(true);
  });
});

const paragraph = (topic: string, sentences: number): string =>
  Array.from(
    { length: sentences },
    (_, n) => `The ${topic} rule number ${n} says what holds there.`,
  ).join(' ');

describe('chunkDocument, by structure', () => {
  it('makes a section that fits one passage, its heading line inside', () => {
    const text = '# Refunds\n\nWithin 14 days.\n\n## How\n\nBy card.\n';
    const passages = chunk(text);
    expect(passages.map((passage) => passage.text)).toEqual([
      '# Refunds\n\nWithin 14 days.',
      '## How\n\nBy card.',
    ]);
    expect(passages.map(({ headings }) => headings)).toEqual([['Refunds'], ['Refunds', 'How']]);
    expect(passages[1]?.lines).toEqual({ start: 5, end: 7 });
    expect(passages[1]?.units).toEqual([
      { kind: 'heading', start: 31, end: 34 },
      { kind: 'sentence', start: 36, end: 44 },
    ]);
  });

  it('lets a heading with nothing under it join what follows', () => {
    const [only, ...rest] = chunk('# Manual\n\n## Brakes\n\nCheck them.');
    expect(only?.headings).toEqual(['Manual', 'Brakes']);
    expect(only?.text).toContain('# Manual');
    expect(rest).toEqual([]);
  });

  it('splits a long section into its blocks and keeps a lead-in with its list', () => {
    const list = Array.from(
      { length: 6 },
      (_, n) => `- entry ${n} of the things that you bring`,
    ).join('\n');
    const text = `## Move\n\n${paragraph('first', 24)}\n\n${paragraph('second', 24)}\n\nBring these:\n\n${list}`;
    const passages = chunk(text);
    expect(passages).toHaveLength(3);
    expect(passages[0]?.text.startsWith('## Move')).toBe(true);
    expect(passages[2]?.text.startsWith('Bring these:')).toBe(true);
    expect(passages[2]?.units.filter(({ kind }) => kind === 'entry')).toHaveLength(6);
  });

  it('starts the unit of an entry behind its marker and keeps nested entries with their parent', () => {
    const text = '- Plans\n  - Flex\n  - Steady\n- Prices';
    const [passage] = chunk(text);
    expect(passage?.units.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Plans\n  - Flex\n  - Steady',
      'Prices',
    ]);
  });

  it('gives the rows of a table as units and its header cells as columns, however it is cut', () => {
    const rows = Array.from({ length: 80 }, (_, n) => `| Model ${n} | ${n * 10} EUR | in stock |`);
    const text = `## Prices\n\n| Model | **Price** | State |\n| --- | ---: | --- |\n${rows.join('\n')}`;
    const passages = chunk(text);
    expect(passages.length).toBeGreaterThan(2);
    for (const { columns } of passages) expect(columns).toEqual(['Model', 'Price', 'State']);
    const units = passages.flatMap((passage) => passage.units.filter(({ kind }) => kind === 'row'));
    expect(units.map(({ start, end }) => text.slice(start, end))).toEqual(rows);
  });

  it('never puts two tables into one passage', () => {
    const table = '| A | B |\n| - | - |\n| 1 | 2 |';
    const passages = chunk(`# T\n\n${table}\n\nAnd\n\n${table.replace('A', 'C')}`);
    expect(passages.map(({ columns }) => columns)).toEqual([
      ['A', 'B'],
      ['C', 'B'],
    ]);
  });

  it('cuts a long paragraph between sentences only', () => {
    const text = paragraph('long', 100);
    for (const { text: words } of chunk(text)) expect(words).toMatch(/^The .* there\.$/s);
  });

  it('quotes code without its fences and nothing of comments or link definitions', () => {
    const text = '```js\nlet a = 1;\n```\n\n<!-- internal -->\n\n[x]: https://example.org';
    const units = chunk(text).flatMap((passage) => passage.units);
    expect(units.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['code', 'let a = 1;'],
    ]);
  });
});
