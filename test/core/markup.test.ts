import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderFields, renderRow, stripInlineMarkup, tableCells } from '../../src/core/markup.ts';
import { anyText } from '../helpers/texts.ts';

describe('stripInlineMarkup', () => {
  it.each([
    ['**Flex** runs from *month* to __month__.', 'Flex runs from month to month.'],
    ['Use `npm ci` and ``a ` b``.', 'Use npm ci and a ` b.'],
    ['See [the page](https://a.b/c_(d) "Title") or [this][ref].', 'See the page or this.'],
    ['![A bike](bike.png) rides', 'A bike rides'],
    ['Write to <mailto:a@b.c> or <https://a.b>.', 'Write to mailto:a@b.c or https://a.b.'],
    ['A <b>bold</b> word<br/> and a note.[^1]', 'A bold word and a note.'],
    [
      'It costs 3 * 4 * 5 and snake_case_name stays.',
      'It costs 3 * 4 * 5 and snake_case_name stays.',
    ],
    ['Escaped \\*stars\\* and `*code*` &amp; 2 &lt; 3.', 'Escaped *stars* and *code* & 2 < 3.'],
    ['> quoted\n> twice  \nand ~~struck~~ on', 'quoted twice and struck on'],
    ['***both*** kinds', 'both kinds'],
    ['**The whole sentence. Its end**', 'The whole sentence. Its end'],
    ['Its end.** The next begins.', 'Its end. The next begins.'],
    ['**Note: it begins here.', 'Note: it begins here.'],
    ['2 ** 3 is a power', '2 ** 3 is a power'],
    ['plain words', 'plain words'],
    ['[1] is a reference', '[1] is a reference'],
  ])('%s', (markdown, words) => expect(stripInlineMarkup(markdown)).toBe(words));

  it('gives trimmed text of any text, in little time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const words = stripInlineMarkup(text);
        expect(words).toBe(words.trim());
      }),
    );
    const started = performance.now();
    for (const mark of ['[', '**a ', '`', '<a ', '](', '_a ', '\\'])
      stripInlineMarkup(mark.repeat(5000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('table rows', () => {
  it('reads cells, whatever bars stand at the ends or within', () => {
    expect(tableCells('| a | b \\| c | |')).toEqual(['a', 'b | c', '']);
    expect(tableCells('a|b')).toEqual(['a', 'b']);
  });

  it('renders a row with its header words and without empty cells', () => {
    const columns = ['Model', '', 'Price', 'Note'];
    expect(renderRow(columns, '| **Mallow** | new | 99 EUR | |')).toBe(
      'Model: Mallow; new; Price: 99 EUR',
    );
    expect(renderFields([])).toBe('');
  });
});
