import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { docxLoader } from '../../../ingest/load/docx.ts';
import { epubLoader } from '../../../ingest/load/epub.ts';
import { odtLoader } from '../../../ingest/load/odt.ts';
import { pptxLoader } from '../../../ingest/load/pptx.ts';
import { rtfLoader } from '../../../ingest/load/rtf.ts';
import type { Loader } from '../../../ingest/load/types.ts';
import { xlsxLoader } from '../../../ingest/load/xlsx.ts';
import { FootnoteError } from '../../../src/core/errors.ts';
import {
  ap,
  cellsOf,
  docxOf,
  epubOf,
  loadWith,
  odfOf,
  pptxOf,
  shapeOf,
  wordTable,
  wp,
  wr,
  xlsxOf,
} from '../../helpers/office.ts';

const ROWS = [
  ['Zone', 'Price'],
  ['A', '4.90'],
];
const OLD_BOOK = write(utils.book_new(utils.aoa_to_sheet(ROWS), 'S'), {
  type: 'buffer',
  bookType: 'biff8',
}) as Buffer;
const DOCX = docxOf(
  wp('Fees', '<w:pStyle w:val="Heading1"/>') +
    `<w:p>${wr('Words')}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>` +
    wp('x', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') +
    wordTable(ROWS),
  {
    styles: '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/></w:style>',
    numbering:
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    footnotes: `<w:footnote w:id="1">${wp('Note')}</w:footnote>`,
  },
);
const ODS = odfOf(
  'spreadsheet',
  '<table:table table:name="S"><table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>',
);
const ODT = odfOf(
  'text',
  '<text:h text:outline-level="1">Fees</text:h><text:list><text:list-item><text:p>x<text:s text:c="2"/></text:p></text:list-item></text:list>',
);
const GOOD: readonly (readonly [name: string, loader: Loader, bytes: Uint8Array])[] = [
  ['DOCX', docxLoader, DOCX],
  ['XLSX', xlsxLoader, xlsxOf([{ name: 'S', xml: cellsOf(ROWS) }])],
  ['XLS', xlsxLoader, OLD_BOOK],
  ['ODS', xlsxLoader, ODS],
  ['PPTX', pptxLoader, pptxOf([{ shapes: shapeOf(ap('T'), 'title') + shapeOf(ap('x'), '', '1') }])],
  ['ODT', odtLoader, ODT],
  ['EPUB', epubLoader, epubOf({ 'a.xhtml': '<h1>T</h1><p>x</p>' })],
  ['RTF', rtfLoader, Buffer.from('{\\rtf1{\\fonttbl{\\f0 A;}}\\pard T\\par{\\listtext 1.}x\\par}')],
];

/** Resolves when the loader reads the bytes or refuses them with a code. */
async function expectAnswer(loader: Loader, bytes: Uint8Array): Promise<void> {
  const failure = await loadWith(loader, bytes).catch((error: unknown) => error);
  if (failure instanceof Error) expect(failure).toBeInstanceOf(FootnoteError);
}

describe.each(GOOD)('%s of which something is damaged', (_, loader, bytes) => {
  it('is read while it is whole', async () => {
    expect((await loadWith(loader, bytes)).text).not.toBe('');
  });

  it('is read or refused with a code, whatever bytes are changed', async () => {
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const damaged = Buffer.from(bytes);
        for (const [at, value] of changes) damaged[at] = value;
        await expectAnswer(loader, damaged);
      }),
      { numRuns: 150 },
    );
  });

  it('is read or refused with a code, wherever it is cut off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), (end) =>
        expectAnswer(loader, bytes.subarray(0, end)),
      ),
      { numRuns: 60 },
    );
  });

  it('is read or refused with a code when other bytes follow', async () => {
    await expectAnswer(loader, Buffer.concat([bytes, Buffer.alloc(3)]));
    await expectAnswer(loader, Buffer.concat([Buffer.alloc(3), bytes]));
  });
});

/** What is put into a part in place of a few of its characters. */
const INSERTS = [
  '',
  '<',
  '>',
  '"',
  '&',
  '&#0;',
  '/',
  ' ',
  '-1',
  '999999999',
  '1e308',
  'NaN',
  '../',
  'é',
  '</a>',
  '<a>',
];

describe.each(GOOD.filter(([name]) => name !== 'XLS' && name !== 'RTF'))(
  '%s with parts that are wrong',
  (_, loader, bytes) => {
    const parts = unzipSync(bytes);
    const names = Object.keys(parts);

    it(
      'is read or refused with a code, whatever is changed in a part',
      { timeout: 60_000 },
      async () => {
        const change = fc.tuple(
          fc.constantFrom(...names),
          fc.nat(),
          fc.nat(8),
          fc.constantFrom(...INSERTS),
        );
        await fc.assert(
          fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
            const changed = { ...parts };
            for (const [name, where, length, insert] of changes) {
              const text = Buffer.from(changed[name] ?? '').toString();
              const at = where % (text.length + 1);
              changed[name] = Buffer.from(text.slice(0, at) + insert + text.slice(at + length));
            }
            await expectAnswer(loader, zipSync(changed, { level: 0 }));
          }),
          { numRuns: 300 },
        );
      },
    );

    it('is read or refused with a code when a part is missing, or empty', async () => {
      for (const name of names) {
        const { [name]: _left, ...others } = parts;
        await expectAnswer(loader, zipSync(others));
        await expectAnswer(loader, zipSync({ ...parts, [name]: new Uint8Array() }));
      }
    });
  },
);
