import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines, type Line } from '../../corpora/_make/break-lines.ts';
import { hyphenate } from '../../corpora/_make/hyphenate.ts';
import { CORPORA, madeDocuments, makeDocument } from '../../corpora/_make/make.ts';
import { readSource, type Runs } from '../../corpora/_make/source.ts';
import { loadDocument } from '../../ingest/load/load.ts';

const made = madeDocuments();

describe('npm run make:documents', () => {
  it('makes the PDFs and Word documents of each corpus', () => {
    const inSupport = made.filter(({ path }) => path.startsWith('support/'));
    expect(inSupport.map(({ path }) => path)).toEqual([
      'support/complaints-procedure.docx',
      'support/owners-manual-hollin.pdf',
      'support/subscription-terms.pdf',
    ]);
    expect(made.length).toBeGreaterThan(inSupport.length);
  });

  it.each(made.map(({ path, source }) => [path, source] as const))(
    'makes %s byte for byte as it is in the repository',
    async (path, source) => {
      const committed = readFileSync(join(CORPORA, path));
      expect(committed.equals(await makeDocument(source))).toBe(true);
    },
  );

  const pdfs = made.map(({ path }) => path).filter((path) => path.endsWith('.pdf'));

  it.each(pdfs)('gives %s several pages', (path) => {
    const pages = readFileSync(join(CORPORA, path), 'latin1').match(/\/Type \/Page\b/g);
    expect(pages?.length).toBeGreaterThanOrEqual(2);
  });

  // Contracts are of short clauses, which stay together.
  const ofProse = pdfs.filter((path) => path.startsWith('support/'));
  it.each(ofProse)('carries a paragraph of %s over from one page to the next', async (path) => {
    const bytes = readFileSync(join(CORPORA, path));
    const { text, pages } = await loadDocument({ bytes, path, mediaType: null });
    const within = pages.filter(({ start }) =>
      /\S\s\p{Ll}/u.test(text.slice(start - 2, start + 1)),
    );
    expect(within.length).toBeGreaterThan(0);
  });
});

describe('readSource', () => {
  const head = '---\ntarget: a.pdf\ntitle: A\nversion: "1"\ndate: 2026-01-01\n---\n\n';

  it('reads bold words and the call of a footnote', () => {
    const { blocks, footnotes } = readSource(`${head}Two **days**[^1].\n\n[^1]: Of work.\n`);
    const run = { bold: false, footnote: null };
    expect(blocks).toEqual([
      {
        kind: 'paragraph',
        runs: [
          { ...run, text: 'Two ' },
          { ...run, text: 'days', bold: true },
          { ...run, text: '', footnote: '1' },
          { ...run, text: '.' },
        ],
      },
    ]);
    expect(footnotes).toEqual(new Map([['1', [{ ...run, text: 'Of work.' }]]]));
  });

  it('refuses what it would leave out', () => {
    expect(() => readSource(`${head}See [there](x).\n`)).toThrow('may not contain: link');
    expect(() => readSource(`${head}<b>x</b>\n`)).toThrow('may not contain');
  });
});

describe('breakLines', () => {
  /** Every letter is as wide as 1. */
  const measure = (text: string) => text.length;
  const plain = (text: string): Runs => [{ text, bold: false, footnote: null }];
  const shown = (lines: readonly Line[]) =>
    lines.map(({ words }) => words.map((word) => word.map(({ text }) => text).join('')).join(' '));

  it('divides a word where its list says, and only when it has to', () => {
    const text = hyphenate('Hold the handlebar firmly');
    expect(shown(breakLines(plain(text), 16, measure))).toEqual(['Hold the handle-', 'bar firmly']);
    expect(shown(breakLines(plain(text), 18, measure))).toEqual(['Hold the handlebar', 'firmly']);
    expect(shown(breakLines(plain(text), 12, measure))).toEqual([
      'Hold the',
      'handlebar',
      'firmly',
    ]);
  });

  it('never parts a word at a hyphen of its own, or from the comma behind it', () => {
    expect(shown(breakLines(plain('a front-loader'), 8, measure))).toEqual(['a', 'front-loader']);
    const bold = [
      ...plain('open '),
      { text: 'Lock', bold: true, footnote: null },
      ...plain(', go'),
    ];
    expect(shown(breakLines(bold, 9, measure))).toEqual(['open', 'Lock, go']);
  });

  it('keeps every letter, fills no line too full, and marks the last line', () => {
    const words = fc.array(fc.constantFrom('a', 'bike', 'hand\u00ADle\u00ADbar', 'ser\u00ADvice'));
    fc.assert(
      fc.property(words, fc.integer({ min: 9, max: 40 }), (given, width) => {
        const lines = breakLines(plain(given.join(' ')), width, measure);
        const joined = shown(lines).join('\n').replaceAll('-\n', '').replaceAll('\n', ' ');
        expect(joined).toBe(given.join(' ').replaceAll('\u00AD', ''));
        expect(lines.filter((line) => line.width > width)).toEqual([]);
        expect(lines.map(({ last }) => last)).toEqual(
          lines.map((_, index) => index === lines.length - 1),
        );
      }),
    );
  });
});
