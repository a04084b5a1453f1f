import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blocksOf, readHtml } from '../../helpers/html.ts';

const HORROR = resolve(
  import.meta.dirname,
  '../../../../shared/data/documents/csv/messytables_horror/rowcolspan.html',
);

function columnsOf(html: string): readonly string[] | undefined {
  const table = readHtml(html).blocks.find(({ kind }) => kind === 'table');
  return table?.kind === 'table' ? table.columns : undefined;
}

describe('tables', () => {
  it('reads rows of cells under their header, its caption before it', () => {
    expect(
      blocksOf(
        `<table><caption>Prices</caption><thead><tr><th>Zone<th>Price</thead>
         <tbody><tr><th>A<td>12&nbsp;EUR<br>each<tr><td>B<td>15 <b>EUR</b></tbody></table>`,
      ),
    ).toEqual([
      'paragraph: Prices',
      'table: | Zone | Price |\n| A | 12 EUR each |\n| B | 15 EUR |',
    ]);
  });

  it('names columns over all rows of the header', () => {
    expect(
      columnsOf(
        `<table><tr><th rowspan=2>Zone<th colspan=2>2026<tr><th>Q1<th>Q2
         <tr><td>A<td>1<td>2</table>`,
      ),
    ).toEqual(['Zone', '2026 Q1', '2026 Q2']);
  });

  it.each([
    ['th', '<tr><th>Zone<th>Price', ['Zone', 'Price']],
    ['thead', '<thead><tr><td>Zone<td>Price</thead>', ['Zone', 'Price']],
    ['bold words', '<tr><td><p><b>Zone</b></p><td><strong>Price</strong>', ['Zone', 'Price']],
    ['an empty corner', '<tr><td><td>Price', ['', 'Price']],
    ['names of columns', '<tr><td>Zone<td>Price', ['Zone', 'Price']],
    ['a year', '<tr><td><td>2026', ['', '2026']],
  ])('tells a header by %s', (_, row, columns) => {
    expect(columnsOf(`<table>${row}<tr><td>A<td>12<tr><td>B<td>15</table>`)).toEqual(columns);
  });

  it('takes words above numbers for a header, but no label above other labels', () => {
    const rows = '<tr><td>Merrin<td>912<td>4.5<tr><td>Outer<td>88<td>12';
    expect(columnsOf(`<table><tr><td>Town<td>People<td>Area${rows}</table>`)).toEqual([
      'Town',
      'People',
      'Area',
    ]);
    expect(
      columnsOf('<table><tr><td>Bike<td>Heron<tr><td>Weight<td>21 kg<tr><td>Gears<td>8</table>'),
    ).toEqual([]);
  });

  it('takes a table of header cells alone for rows', () => {
    expect(readHtml('<table><tr><th>a<th>b<tr><th>c<th>d</table>').blocks).toMatchObject([
      { columns: [], rows: [{}, {}] },
    ]);
  });

  it('puts a cell that spans in all its places', () => {
    expect(
      readHtml(
        `<table><tr><th>a<th>b<th>c<tr><td rowspan=2>1<td colspan=2>2
         <tr><td rowspan=0>3<td>4<tr><td>5<td>6</table>`,
      ).text,
    ).toBe('| a | b | c |\n| 1 | 2 | 2 |\n| 1 | 3 | 4 |\n| 5 | 3 | 6 |');
  });

  it('lets no cell span out of its group of rows', () => {
    expect(
      readHtml(
        `<table><tbody><tr><td rowspan=9>a<td>b<tbody><tr><td>c<td>d
         <tfoot><tr><td>e<td>f</table>`,
      ).text,
    ).toBe('| a | b |\n| c | d |\n| e | f |');
  });

  it('puts the foot last, wherever it stands', () => {
    expect(
      readHtml('<table><tfoot><tr><td>Sum<td>3</tfoot><tr><td>a<td>1<tr><td>b<td>2</table>').text,
    ).toBe('| a | 1 |\n| b | 2 |\n| Sum | 3 |');
  });

  it('takes rows of one cell at the ends for what they are: titles and notes', () => {
    expect(
      blocksOf(
        `<table><tr><td colspan=2>Prices 2026<tr><th>Zone<th>Price<tr><td colspan=2>Islands
         <tr><td>A<td>12<tr><td colspan=2>VAT included</table>`,
      ),
    ).toEqual([
      'paragraph: Prices 2026',
      'table: | Zone | Price |\n| Islands |\n| A | 12 |',
      'paragraph: VAT included',
    ]);
  });

  it('keeps what stands in a table but in no cell', () => {
    expect(blocksOf('<table>Note<tr>that<td>a<td>b<tr><td>c<td>d</table>')).toEqual([
      'paragraph: Note that',
      'table: | a | b |\n| c | d |',
    ]);
  });

  it('reads a table in a cell of data as words of the cell', () => {
    expect(
      readHtml('<table><tr><th>a<th>b<tr><td>1<td><table><tr><td>2<td>3</table></table>').text,
    ).toBe('| a | b |\n| 1 | 2 3 |');
  });

  it('reads lists and paragraphs in a cell as words of the cell', () => {
    expect(
      readHtml('<table><tr><th>a<th>b<tr><td><p>1</p><p>2</p><td><ul><li>3<li>4</ul></table>').text,
    ).toBe('| a | b |\n| 1 2 | 3 4 |');
  });

  it.each([
    ['that says so', '<table role="presentation"><tr><td>Menu<td>Text<tr><td>a<td>b</table>'],
    ['with headings', '<table><tr><td>Menu<td><h2>Text</h2><tr><td>a<td>b</table>'],
    ['of one column', '<table><tr><td>Menu<tr><td>Text<tr><td>a<tr><td>b</table>'],
    ['with a table', '<table><tr><td>Menu<td><table><tr><td>Text</table><tr><td>a<td>b</table>'],
  ])('reads a layout table %s as blocks', (_, html) => {
    const { text, blocks } = readHtml(html);
    expect(text).toBe('Menu\n\nText\n\na\n\nb');
    expect(blocks.map(({ kind }) => kind)).not.toContain('table');
  });

  it('reads a row of columns of text as blocks, and one of a few words as a row', () => {
    const column = 'A sentence in a column of a page. '.repeat(8);
    expect(readHtml(`<table><tr><td>${column}<td>${column}</table>`).blocks).toMatchObject([
      { kind: 'paragraph' },
      { kind: 'paragraph' },
    ]);
    expect(readHtml('<table><tr><td>Open<td>9 to 5</table>').text).toBe('| Open | 9 to 5 |');
  });

  it('reads cells without rows, and rows without a table', () => {
    expect(readHtml('<table><td>a<td>b<tr><td>c<td>d</table>').text).toBe('| a | b |\n| c | d |');
    expect(readHtml('<tr><td>a</td><td>b</td></tr>').text).toBe('a\n\nb');
  });

  it.skipIf(!existsSync(HORROR))(
    'spreads the cells of messytables’ rowcolspan.html (skipped: ../shared is not here)',
    () => {
      expect(readHtml(readFileSync(HORROR, 'utf8')).text.split('\n')).toEqual([
        '| 05 | 06 | 06 | 08 | 09 |',
        '| 15 | 16 | 17 | 18 | 19 |',
        '| 25 | 26 | 27 | 27 | 29 |',
        '| 25 | 36 | 27 | 27 | 39 |',
        '| 45 | 46 | 47 | 48 | 49 |',
        '| 55 | 56 | 57 | 58 | 59 |',
        '| 65 | 66 | 67 | 68 | 69 |',
        '| 65 | 76 | 77 | 77 | 79 |',
        '| 85 | 86 | 77 | 77 | 89 |',
        '| 95 | 96 | 97 | 98 | 99 |',
      ]);
    },
  );
});
