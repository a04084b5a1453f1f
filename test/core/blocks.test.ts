import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/core/blocks.ts';
import { parseMarkdownBlocks } from '../../src/core/markdown-blocks.ts';
import { parsePlainBlocks } from '../../src/core/plain-blocks.ts';
import { trimSpan } from '../../src/core/text.ts';
import { anyText } from '../helpers/texts.ts';

type Outline = [kind: string, text: string];

const outline = (text: string, blocks: readonly Block[]): Outline[] =>
  blocks.map(({ kind, start, end }) => [kind, text.slice(start, end)]);

const markdown = (text: string): Outline[] => outline(text, parseMarkdownBlocks(text));
const plain = (text: string): Outline[] => outline(text, parsePlainBlocks(text));

/** The same outline by the reference parser. */
function reference(text: string): Outline[] {
  const names: Record<string, string> = { thematicBreak: 'break', blockquote: 'quote' };
  const tree = fromMarkdown(text, {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  return tree.children.map(({ type, position }) => {
    const { start, end } = trimSpan(text, {
      start: position?.start.offset ?? 0,
      end: position?.end.offset ?? 0,
    });
    return [names[type] ?? type, text.slice(start, end)];
  });
}

describe('parseMarkdownBlocks', () => {
  it('finds in every page of the support corpus what the reference parser finds', () => {
    const folder = new URL('../../corpora/support/', import.meta.url);
    const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages) {
      const text = readFileSync(new URL(page, folder), 'utf8').replace(/^---\n[^]*?\n---\n/, '');
      expect(markdown(text)).toEqual(reference(text));
    }
  });

  it.each([
    '# One\ntext\n## Two ##\n\nThree\n===\n\nFour\nwrapped\n---\n\n#hash\n\n# C#',
    'text\n```js\n# no heading\n\n- no list\n```\nmore\n\n~~~\nopen to the end\n\n# x',
    '- a\n- b\n  more b\n\n  still b\n- c\n\ntext\n\n1. one\n2. two\n   - nested\n\n3. three',
    '- a\n* b\n+ c\nlazy\n\n    indented code\n\n    goes on\n\nend',
    '| a | b |\n| - | :-: |\n| 1 | 2 |\n3 | 4\n\na | b\n\n| no | table\n| - |',
    'text\n| a |\n| - |\n| 1 |\n> quote\nlazy\n\n> two\n# three\n***\n- - -\ntext\n***',
    '<div>\nhtml\n</div>\n\n<!-- a\n\nb -->\ntext <b>bold</b>\n\n<b>\nlone\n\n<script>\n\nx</script>\ny',
    'a\r\nb\r\n\r\n- c\r\n- d\r\n\r\n# e\r\n',
  ])('agrees with the reference parser on %j', (text) => {
    expect(markdown(text)).toEqual(reference(text));
  });

  it('says what each block is made of', () => {
    const text =
      '## A *b* ##\n\n1. one\n   - nested\n2. two\n\n| X | **Y** |\n| - | - |\n| 1 | 2 |\n\n[l]: u\n';
    const [heading, list, table, definition] = parseMarkdownBlocks(text);
    expect(heading).toMatchObject({ level: 2, text: 'A b', words: { start: 3, end: 8 } });
    const entries = list?.kind === 'list' ? list.entries : [];
    expect(entries.map(({ textStart, end, depth }) => [text.slice(textStart, end), depth])).toEqual(
      [
        ['one', 0],
        ['nested', 1],
        ['two', 0],
      ],
    );
    const rows = table?.kind === 'table' ? table.rows : [];
    expect(table).toMatchObject({ columns: ['X', 'Y'] });
    expect(rows.map(({ start, end }) => text.slice(start, end))).toEqual(['| 1 | 2 |']);
    expect(definition?.kind).toBe('definition');
  });

  it('takes time in proportion to the length, whatever the text', () => {
    const hostile = [
      '>',
      '[',
      '- ',
      '`',
      '# ',
      ' ',
      '<a ',
      '#',
      '|',
      '|-',
      '* * ',
      '\t- a\n',
      '|x|y|\n',
    ];
    const started = performance.now();
    for (const text of hostile) parseMarkdownBlocks(text.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

describe('parsePlainBlocks', () => {
  it('finds paragraphs, headings that are sure, and lists with their lead-in', () => {
    const text = [
      'LIVING SAFELY\n\nPlease read\nthis.',
      '1. Delivery\n\nWe deliver.',
      'Bring:\n- a key\n  and a lock\n- a light',
      '1. Open it.\n2. Close it.',
      'Not a heading.\n\nUSA',
    ].join('\n\n');
    expect(plain(text)).toEqual([
      ['heading', 'LIVING SAFELY'],
      ['paragraph', 'Please read\nthis.'],
      ['heading', '1. Delivery'],
      ['paragraph', 'We deliver.'],
      ['paragraph', 'Bring:'],
      ['list', '- a key\n  and a lock\n- a light'],
      ['list', '1. Open it.\n2. Close it.'],
      ['paragraph', 'Not a heading.'],
      ['heading', 'USA'],
    ]);
  });

  it('takes a run of numbered lines for a list, not for headings', () => {
    expect(
      plain('1. First thing\n\n2. Second thing\n\n3. Third thing').map(([kind]) => kind),
    ).toEqual(['paragraph', 'paragraph', 'paragraph']);
  });
});

describe('both parsers', () => {
  it('cover all of any text that is not white space, in order', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom(parseMarkdownBlocks, parsePlainBlocks),
        (text, parse) => {
          let rest = 0;
          for (const { start, end } of parse(text)) {
            expect(start).toBeGreaterThanOrEqual(rest);
            expect(text.slice(rest, start).trim()).toBe('');
            rest = end;
          }
          expect(text.slice(rest).trim()).toBe('');
        },
      ),
      { numRuns: 500 },
    );
  });
});
