import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHtml, type ReadHtml } from '../../helpers/html.ts';

const BLOCKS =
  `div p section article main blockquote h1 h2 h6 ul ol li dl dt dd table caption thead tbody
  tfoot tr td th figure figcaption details summary form fieldset pre center address hr br`.split(
    /\s+/,
  );
const PHRASES = 'a b i em span sup sub code label q time small custom-tag'.split(' ');
const SITE = 'nav header footer aside button'.split(' ');
const DROPPED = 'script style select option textarea svg math noscript title head body html'.split(
  ' ',
);

interface Tree {
  readonly tag: string;
  readonly closed: boolean;
  readonly children: readonly (Tree | string)[];
}

const word = fc.nat(999).map((number) => `word${number}`);

function treeOf(tags: readonly string[]): fc.Arbitrary<Tree> {
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.record({
      tag: fc.constantFrom(...tags),
      closed: fc.boolean(),
      children: fc.array(fc.oneof({ weight: 3, arbitrary: word }, tie('tree')), { maxLength: 5 }),
    }),
  }));
  return tree;
}

function toHtml({ tag, closed, children }: Tree): string {
  const inner = children.map((child) => (typeof child === 'string' ? ` ${child} ` : toHtml(child)));
  return `<${tag}>${inner.join('')}${closed ? `</${tag}>` : ''}`;
}

function wordsOf(text: string): string[] {
  return (text.match(/word\d+/g) ?? []).sort();
}

/** Blocks are in order, do not overlap, and cover all that is not white space. */
function expectSound({ text, blocks }: ReadHtml): void {
  let end = 0;
  for (const block of blocks) {
    expect(text.slice(end, block.start).trim()).toBe('');
    expect(block.start).toBeGreaterThanOrEqual(end);
    expect(block.end).toBeGreaterThan(block.start);
    end = block.end;
  }
  expect(text.slice(end).trim()).toBe('');
  expect(text.isWellFormed()).toBe(true);
}

describe('any tree of tags', () => {
  it('gives sound blocks', () => {
    const tags = [...BLOCKS, ...PHRASES, ...SITE, ...DROPPED];
    fc.assert(
      fc.property(
        treeOf(tags),
        fc.constantFrom('page' as const, 'fragment' as const),
        (tree, scope) => {
          expectSound(readHtml(toHtml(tree), scope));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('loses no word as a fragment, and adds none', () => {
    fc.assert(
      fc.property(treeOf([...BLOCKS, ...PHRASES, ...SITE]), (tree) => {
        const html = toHtml(tree);
        expect(wordsOf(readHtml(html).text)).toEqual(wordsOf(html));
      }),
      { numRuns: 500 },
    );
  });

  it('is never lost as a page', () => {
    fc.assert(
      fc.property(treeOf([...BLOCKS, ...PHRASES, ...SITE]), (tree) => {
        const html = toHtml(tree);
        const { text } = readHtml(html, 'page');
        expect(wordsOf(html).length > 0 ? wordsOf(text).length > 0 : text === '').toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...[
      '<',
      '>',
      '</',
      '/>',
      '&',
      '&amp',
      '&#x110000;',
      '&#xd800;',
      '&bogus;',
      '&nbsp;',
      '"',
      "'",
      '=',
    ],
    ...[
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?xml',
      '<!doctype',
      '\0',
      '\ud800',
      '\ufeff',
      ' ',
      '\n',
    ],
    ...[
      '<td colspan=0',
      ' rowspan=-1',
      '<li value=',
      '<table>',
      '</table>',
      '<p>',
      '</p>',
      '<a href=#',
    ],
    ...['<svg>', '<title>', '</title>', '<script>', '<h1>', '<sup>', '<br>', '</br>', 'word1', '𐐷'],
  );

  it('gives sound blocks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 40 }),
        (parts) => {
          expectSound(readHtml(parts.join(''), 'page'));
          expectSound(readHtml(parts.join(''), 'fragment'));
        },
      ),
      { numRuns: 300 },
    );
  });
});
