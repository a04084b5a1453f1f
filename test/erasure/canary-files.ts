import { utils, write } from '@e965/xlsx';
import {
  ap,
  cellsOf,
  coreProperties,
  docxOf,
  epubOf,
  odfOf,
  pptxOf,
  shapeOf,
  wordTable,
  wp,
  xlsxOf,
} from '../helpers/office.ts';
import { drawLines, makePdf } from '../helpers/pdf.ts';
import { PLACES } from './canary.ts';
import { sentence, type CanaryFormat, type WordIn } from './canary-formats.ts';

function workbook(bookType: 'biff8' | 'ods') {
  return (word: WordIn): Uint8Array => {
    const sheet = utils.aoa_to_sheet([
      ['Zone', 'Remark'],
      [word('cell'), sentence(word('text'))],
    ]);
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, 'Fees');
    return write(book, { bookType, type: 'buffer' }) as Uint8Array;
  };
}

function properties(word: WordIn): string {
  return coreProperties(
    `<dc:title>The ${word('title')} file</dc:title><dc:creator>${word('metadata')}</dc:creator>`,
  );
}

/** Formats that are pages, or packages of parts. */
export const FILE_FORMATS: readonly CanaryFormat[] = [
  {
    extension: 'pdf',
    format: 'pdf',
    places: ['text', 'title', 'heading', 'metadata'],
    make: (word) =>
      makePdf(
        (pdf) => {
          const y = drawLines(pdf, [word('heading')], { size: 20, font: 'Helvetica-Bold' });
          drawLines(pdf, [sentence(word('text'))], { y: y + 30 });
        },
        { info: { Title: `The ${word('title')} paper`, Author: word('metadata') } },
      ),
  },
  {
    extension: 'docx',
    format: 'docx',
    places: PLACES,
    make: (word) =>
      docxOf(
        wp(word('heading'), '<w:outlineLvl w:val="0"/>') +
          wp(sentence(word('text'))) +
          wordTable([
            ['Zone', 'Price'],
            [word('cell'), '12'],
          ]),
        {},
        { 'docProps/core.xml': properties(word) },
      ),
  },
  {
    extension: 'odt',
    format: 'odt',
    places: PLACES,
    make: (word) =>
      odfOf(
        'text',
        `<text:h text:outline-level="1">${word('heading')}</text:h>` +
          `<text:p>${sentence(word('text'))}</text:p><table:table><table:table-row>` +
          `<table:table-cell><text:p>Zone</text:p></table:table-cell></table:table-row>` +
          `<table:table-row><table:table-cell><text:p>${word('cell')}</text:p>` +
          `</table:table-cell></table:table-row></table:table>`,
        {
          meta: `<dc:title>The ${word('title')} text</dc:title><dc:creator>${word('metadata')}</dc:creator>`,
        },
      ),
  },
  {
    extension: 'rtf',
    format: 'rtf',
    places: PLACES,
    make: (word) =>
      String.raw`{\rtf1\ansi{\info{\title The ${word('title')} note}{\author ${word('metadata')}}}` +
      String.raw`{\stylesheet{\s1\outlinelevel0 heading 1;}}\pard\s1\outlinelevel0 ${word('heading')}\par` +
      String.raw`\pard ${sentence(word('text'))}\par\trowd\cellx1000\cellx2000 ${word('cell')}\cell B\cell\row }`,
  },
  {
    extension: 'epub',
    format: 'epub',
    places: PLACES,
    make: (word) =>
      epubOf(
        {
          'one.xhtml':
            `<h1>${word('heading')}</h1><p>${sentence(word('text'))}</p><table><tr><th>Zone</th></tr>` +
            `<tr><td>${word('cell')}</td></tr></table>`,
        },
        {
          metadata: `<dc:title>The ${word('title')} book</dc:title><dc:creator>${word('metadata')}</dc:creator>`,
        },
      ),
  },
  {
    extension: 'pptx',
    format: 'pptx',
    places: ['text', 'title', 'heading', 'metadata'],
    make: (word) =>
      pptxOf(
        [
          {
            shapes: shapeOf(ap(word('heading')), 'title') + shapeOf(ap(sentence(word('text')))),
          },
        ],
        { 'docProps/core.xml': properties(word) },
      ),
  },
  {
    extension: 'xlsx',
    format: 'xlsx',
    places: ['text', 'title', 'cell', 'metadata'],
    make: (word) =>
      xlsxOf(
        [
          {
            name: 'Fees',
            xml: cellsOf([
              ['Zone', 'Remark'],
              [word('cell'), sentence(word('text'))],
            ]),
          },
        ],
        '',
        { 'docProps/core.xml': properties(word) },
      ),
  },
  { extension: 'xls', format: 'xlsx', places: ['text', 'cell'], make: workbook('biff8') },
  { extension: 'ods', format: 'xlsx', places: ['text', 'cell'], make: workbook('ods') },
];
