import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { xlsxLoader } from '../../../ingest/load/xlsx.ts';
import {
  cellsOf,
  coreProperties,
  loadWith,
  odfOf,
  outlineOf,
  xlsxOf,
  zipOf,
} from '../../helpers/office.ts';
import { oleOf } from '../../helpers/ole.ts';

/** The outline of a workbook with one sheet, "S". */
async function outline(xml: string, styles = ''): Promise<string[]> {
  const bytes = xlsxOf([{ name: 'S', xml }], styles);
  return outlineOf(await loadWith(xlsxLoader, bytes));
}

async function odsOutline(body: string, styles = ''): Promise<string[]> {
  return outlineOf(await loadWith(xlsxLoader, odfOf('spreadsheet', body, { styles })));
}

const PRICES = [
  ['Zone', 'Weight', 'Price'],
  ['A', '2 kg', 4.9],
  ['B', '5 kg', 6.9],
];
const WRITTEN =
  'table [Zone, Weight, Price]: | Zone | Weight | Price |\n| A | 2 kg | 4.9 |\n| B | 5 kg | 6.9 |';

describe('sheets', () => {
  it('are headings with their tables, in the order of the workbook', async () => {
    const bytes = xlsxOf([
      { name: 'Prices', xml: cellsOf(PRICES) },
      { name: 'Empty', xml: '<sheetData/>' },
      { name: 'Note', xml: cellsOf([['Valid until May.']]) },
    ]);
    expect(outlineOf(await loadWith(xlsxLoader, bytes))).toEqual([
      'heading 1: Prices',
      WRITTEN,
      'heading 1: Note',
      'paragraph: Valid until May.',
    ]);
  });

  it('are left out when they are hidden', async () => {
    const bytes = xlsxOf([
      { name: 'A', xml: cellsOf([['shown']]) },
      { name: 'B', xml: cellsOf([['hidden']]), state: 'hidden' },
      { name: 'C', xml: cellsOf([['more so']]), state: 'veryHidden' },
    ]);
    expect((await loadWith(xlsxLoader, bytes)).text).toBe('A\n\nshown');
  });

  it('have lines above and below a table as paragraphs', async () => {
    const rows = [
      ['Postage in Europe'],
      ['Valid from', '1 May'],
      ...PRICES,
      ['* All prices include value added tax.'],
    ];
    expect(await outline(cellsOf(rows))).toEqual([
      'heading 1: S',
      'paragraph: Postage in Europe',
      'paragraph: Valid from 1 May',
      WRITTEN,
      'paragraph: * All prices include value added tax.',
    ]);
  });

  it('hold several tables, parted by empty rows', async () => {
    const rows = [
      ...PRICES,
      [],
      ['Country', 'Zone', 'Days'],
      ['France', 'A', 3],
      ['Norway', 'B', 5],
    ];
    expect((await outline(cellsOf(rows))).map((block) => block.split(':')[0])).toEqual([
      'heading 1',
      'table [Zone, Weight, Price]',
      'table [Country, Zone, Days]',
    ]);
  });

  it('go on with a table after an empty row when it has no header of its own', async () => {
    expect(await outline(cellsOf([...PRICES, [], ['C', '9 kg', 9.9]]))).toEqual([
      'heading 1: S',
      `${WRITTEN}\n| C | 9 kg | 9.9 |`,
    ]);
  });

  it('have no empty columns', async () => {
    const rows = PRICES.map(([zone = '', ...others]) => ['', zone, '', ...others]);
    expect(await outline(cellsOf(rows))).toEqual(['heading 1: S', WRITTEN]);
  });

  it('are as large as what is in them, whatever they say of themselves', async () => {
    const cell = (at: string, words: string): string =>
      `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;
    const xml = `<dimension ref="A1:XFD1048576"/><sheetData><row r="1">${cell('A1', 'first')}</row><row r="1048576">${cell('XFD1048576', 'last')}</row></sheetData>`;
    expect(await outline(xml)).toEqual(['heading 1: S', 'paragraph: first', 'paragraph: last']);
  });

  it('are refused when what is in them makes more cells than the limit', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, row) =>
        `<row r="${row + 1}"><c r="${utils.encode_col(row)}${row + 1}"><v>1</v></c></row>`,
    );
    await expect(outline(`<sheetData>${rows.join('')}</sheetData>`)).rejects.toMatchObject({
      code: 'DOCUMENT_TOO_LARGE',
    });
  });
});

describe('merged cells', () => {
  it('stand in each row that they are merged down', async () => {
    const rows = [
      ['Country', 'Zone', 'Days'],
      ['France', 'A', 3],
      ['', 'B', 5],
    ];
    const merges = '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>';
    expect((await outline(cellsOf(rows) + merges))[1]).toContain('| France | B | 5 |');
  });

  it('above a header belong to the names of its columns', async () => {
    const rows = [
      ['Region', '2023', '', '2024', ''],
      ['', 'Q1', 'Q2', 'Q1', 'Q2'],
      ['North', 1, 2, 3, 4],
    ];
    const merges =
      '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="D1:E1"/></mergeCells>';
    expect((await outline(cellsOf(rows) + merges))[1]).toMatch(
      /^table \[Region, 2023 Q1, 2023 Q2, 2024 Q1, 2024 Q2\]/,
    );
  });

  it('above all columns are a title', async () => {
    const merges = '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>';
    expect(await outline(cellsOf([['Postage'], ...PRICES]) + merges)).toEqual([
      'heading 1: S',
      'paragraph: Postage',
      WRITTEN,
    ]);
  });

  it('do not blow up when they are merged again and again', async () => {
    const merges = `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(50_000)}</mergeCells>`;
    const row = Array.from(
      { length: 100 },
      (_, column) => `<c r="${utils.encode_col(column)}1"><v>1</v></c>`,
    );
    await expect(
      outline(`<sheetData><row r="1">${row.join('')}</row></sheetData>${merges}`),
    ).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
  });
});

describe('values', () => {
  const styles =
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00 &quot;EUR&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs>';
  const cell = (at: string, inner: string): string =>
    `<row r="${at}"><c r="A${at}"${inner}</c></row>`;

  it('are as they are displayed', async () => {
    const xml = [
      cell('1', ' s="1"><v>1234.5</v>'),
      cell('2', ' s="2"><v>0.125</v>'),
      cell('3', ' s="3"><v>45413</v>'),
      cell('4', ' s="4"><v>45413.5</v>'),
      cell('5', ' t="b"><v>1</v>'),
      cell('6', ' t="e"><v>#DIV/0!</v>'),
      cell('7', '><f>1+1</f><v>2</v>'),
      cell('8', '><v>0.1</v>'),
    ];
    expect((await outline(`<sheetData>${xml.join('')}</sheetData>`, styles)).slice(1)).toEqual(
      [
        '1,234.50 EUR',
        '12.50%',
        '2024-05-01',
        '2024-05-01 12:00',
        'TRUE',
        '#DIV/0!',
        '2',
        '0.1',
      ].map((words) => `paragraph: ${words}`),
    );
  });

  it('of numbers of articles and accounts keep all their digits', async () => {
    expect(await outline(cellsOf([[4006381333931]]))).toContain('paragraph: 4006381333931');
  });
});

describe('what is hidden', () => {
  it('is left out: rows and columns', async () => {
    const xml = cellsOf([...PRICES, ['C', '9 kg', 9.9]]).replace(
      '<row r="3">',
      '<row r="3" hidden="1">',
    );
    const columns = '<cols><col min="2" max="2" width="9" hidden="1"/></cols>';
    expect((await outline(columns + xml))[1]).toBe(
      'table [Zone, Price]: | Zone | Price |\n| A | 4.9 |\n| C | 9.9 |',
    );
  });

  it('by a filter is kept, and the row with the filter is the header', async () => {
    const rows = [
      ['Anna', 'Berg'],
      ['Ben', 'Cole'],
      ['Cid', 'Diaz'],
    ];
    const xml = cellsOf(rows).replace('<row r="3">', '<row r="3" hidden="1">');
    expect((await outline(`${xml}<autoFilter ref="A1:B3"/>`))[1]).toBe(
      'table [Anna, Berg]: | Anna | Berg |\n| Ben | Cole |\n| Cid | Diaz |',
    );
  });
});

describe('XLS, XLSB and ODS', () => {
  it.each([
    ['xls', 'Größen'],
    ['biff5', 'Sizes'],
    ['xlsb', 'Größen'],
  ] as const)('reads %s', async (bookType, name) => {
    const sheet = utils.aoa_to_sheet(PRICES);
    const bytes = write(utils.book_new(sheet, name), { type: 'buffer', bookType }) as Buffer;
    const loaded = await loadWith(xlsxLoader, bytes);
    expect(outlineOf(loaded)).toEqual([`heading 1: ${name}`, WRITTEN]);
    expect(loaded.mediaType).toMatch(
      bookType === 'xlsb' ? /binary/ : /^application\/vnd.ms-excel$/,
    );
  });

  it('takes title and author of XLS, and leaves damaged ones', async () => {
    const book = utils.book_new(utils.aoa_to_sheet(PRICES), 'S');
    book.Props = { Title: 'Porto & Größen', Author: 'Ann', CreatedDate: new Date(0) };
    const bytes = write(book, { type: 'buffer', bookType: 'xls' }) as Buffer;
    expect(await loadWith(xlsxLoader, bytes)).toMatchObject({
      title: 'Porto & Größen',
      metadata: { author: 'Ann', created: '1970-01-01T00:00:00.000Z' },
    });
    const at = bytes.indexOf('Porto', 0, 'utf16le');
    // The length of the title, behind its type.
    const damaged = Buffer.from(bytes);
    damaged.writeUInt32LE(0xffffffff, at - 4);
    expect(await loadWith(xlsxLoader, damaged)).toMatchObject({ title: null });
  });

  const row = (cells: string, attributes = ''): string =>
    `<table:table-row ${attributes}>${cells}</table:table-row>`;
  const cell = (words: string, attributes = ''): string =>
    `<table:table-cell ${attributes}><text:p>${words}</text:p></table:table-cell>`;
  const table = (inner: string, attributes = ''): string =>
    `<table:table table:name="S" ${attributes}>${inner}</table:table>`;

  it('reads ODS, with the text that its cells display', async () => {
    const rows = PRICES.map((values) => row(values.map((value) => cell(String(value))).join('')));
    expect(await odsOutline(table(rows.join('')))).toEqual(['heading 1: S', WRITTEN]);
  });

  it('writes out repeated cells and rows, but not empty ones', async () => {
    const rows = [
      row(cell('x', 'table:number-columns-repeated="2"'), 'table:number-rows-repeated="2"'),
      row(
        '<table:table-cell table:number-columns-repeated="16384"/>',
        'table:number-rows-repeated="1048574"',
      ),
    ];
    expect(await odsOutline(table(rows.join('')))).toEqual([
      'heading 1: S',
      'table []: | x | x |\n| x | x |',
    ]);
  });

  it('refuses to repeat without end', async () => {
    const rows = row(cell('x', 'table:number-columns-repeated="999999999"'));
    await expect(odsOutline(table(rows))).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
    const many = row(cell('x'), 'table:number-rows-repeated="999999999"');
    await expect(odsOutline(table(many))).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
  });

  it('leaves out hidden sheets, rows and columns of ODS', async () => {
    const styles =
      '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>';
    const hiddenColumn = '<table:table-column/><table:table-column table:visibility="collapse"/>';
    const rows =
      row(cell('a') + cell('b') + cell('c')) +
      row(cell('d'), 'table:visibility="collapse"') +
      row(cell('e'), 'table:visibility="filter"');
    expect(
      await odsOutline(table(hiddenColumn + rows) + table(rows, 'table:style-name="ta2"'), styles),
    ).toEqual(['heading 1: S', 'table []: | a | c |\n| e |  |']);
  });

  it('takes the value when a cell of ODS displays none', async () => {
    const cells =
      '<table:table-cell office:value="4.9"/><table:table-cell office:date-value="2024-05-01"/>';
    expect(await odsOutline(table(row(cells)))).toContain('table []: | 4.9 | 2024-05-01 |');
  });
});

describe('xlsxLoader', () => {
  it('takes title and author from the properties of the document', async () => {
    const core = coreProperties('<dc:title>Postage</dc:title><dc:creator>Ann</dc:creator>');
    const bytes = xlsxOf([{ name: 'S', xml: cellsOf(PRICES) }], '', { 'docProps/core.xml': core });
    expect(await loadWith(xlsxLoader, bytes)).toMatchObject({
      title: 'Postage',
      metadata: { author: 'Ann' },
    });
  });

  const broken = '<sheetData><row r="1"><c r="A1"><v>1</v></row>';
  const columns = '<cols><col min="1" max="999999999"/></cols><sheetData/>';
  it.each([
    ['NO_TEXT', xlsxOf([{ name: 'S', xml: '<sheetData/>' }])],
    ['NO_TEXT', odfOf('spreadsheet', '')],
    ['CORRUPT_DOCUMENT', xlsxOf([{ name: 'S', xml: broken }])],
    ['CORRUPT_DOCUMENT', xlsxOf([{ name: 'S', xml: columns }])],
    ['CORRUPT_DOCUMENT', zipOf({ 'a.txt': 'a' })],
    ['CORRUPT_DOCUMENT', odfOf('text', '')],
    ['CORRUPT_DOCUMENT', Buffer.from('a;b')],
    ['CORRUPT_DOCUMENT', oleOf(['Workbook'])],
    ['ENCRYPTED', oleOf(['EncryptedPackage'])],
    [
      'ENCRYPTED',
      odfOf('spreadsheet', '', {
        manifest: '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>',
      }),
    ],
  ])('answers %s', async (code, bytes) => {
    await expect(loadWith(xlsxLoader, bytes)).rejects.toMatchObject({ code });
  });
});
