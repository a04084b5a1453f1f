import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { statedFormat } from '../../ingest/load/formats.ts';
import { makePdf } from './pdf.ts';

/** A valid file, to be damaged. */
export interface SeedDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const root = new URL('../..', import.meta.url).pathname;
const FOLDERS = [join(root, 'corpora/support'), join(root, '../shared/data/documents')];
/** Larger files only take longer to damage as much. */
const MAX_SEED_BYTES = 64 * 1024;

/** Small valid files of every format: some made here, and those of the corpora and test data that are there. */
export async function seedDocuments(): Promise<SeedDocument[]> {
  const found = FOLDERS.filter((folder) => existsSync(folder)).flatMap(filesBelow);
  return [...(await madeDocuments()), ...found];
}

function filesBelow(folder: string): SeedDocument[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ name: basename(path), bytes: readFileSync(path) }))
    .filter(
      ({ name, bytes }) => bytes.length <= MAX_SEED_BYTES && statedFormat(null, name) !== null,
    );
}

const MARKDOWN = `---
title: Delivery
metadata: { updated: 2026-04-01, regions: [EU, UK] }
---
# Delivery

Parcels arrive within **three** working days.[^1] See [prices](prices.md).

- first, of 12.50 EUR
  1. nested
- second

| Zone | Price |
| ---- | ----- |
| A    | 12    |

\`\`\`sh
echo "1"
\`\`\`
`;
const HTML = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Fees</title></head>
<body><nav><a href="/">Home</a></nav><main><h1>Fees</h1><p>Late return: <b>15&nbsp;EUR</b>.</p>
<table><tr><th rowspan="2">Zone<th>Price<tr><td colspan="2">12</table><ol start="3"><li>one<li>two</ol>
<pre>code</pre></main></body></html>`;
const RTF = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\stylesheet{\s1 heading 1;}}
\pard\s1 Caf\'e9 hours\par\pard We open at \b nine\b0 . \u8364? 12\par
\trowd\cellx1000\cellx2000 A\cell B\cell\row }`;
const OFFICE_TEXT = `<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>
<text:h text:outline-level="1">Hours</text:h><text:p>We open at<text:s text:c="3"/>nine.</text:p>
<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>A</text:p>
</table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>`;
const CONTAINER = `<?xml version="1.0"?><container version="1.0"
 xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf"
 media-type="application/oebps-package+xml"/></rootfiles></container>`;
const BOOK = `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Book</dc:title></metadata><manifest>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/></manifest><spine>
<itemref idref="one"/></spine></package>`;
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relationship = (type: string, target: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="${RELATIONSHIPS}/${type}" Target="${target}"/></Relationships>`;
const presentationPart = (name: string, content: string): string =>
  `<?xml version="1.0"?><p:${name} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="${RELATIONSHIPS}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">
${content}</p:${name}>`;
const SLIDE = `<p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody>
<a:p><a:r><a:t>Hours</a:t></a:r></a:p></p:txBody></p:sp><p:sp><p:txBody><a:p><a:pPr lvl="1"/><a:r>
<a:t>We open at nine.</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld>`;
const PRESENTATION: Readonly<Record<string, string>> = {
  '_rels/.rels': relationship('officeDocument', 'ppt/presentation.xml'),
  'ppt/presentation.xml': presentationPart(
    'presentation',
    '<p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst>',
  ),
  'ppt/_rels/presentation.xml.rels': relationship('slide', 'slides/slide1.xml'),
  'ppt/slides/slide1.xml': presentationPart('sld', SLIDE),
};
const RUSSIAN = 'Возврат денег производится в течение четырнадцати дней после покупки.\n'.repeat(5);

async function madeDocuments(): Promise<SeedDocument[]> {
  const zipped = (files: Readonly<Record<string, string>>): Uint8Array =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
  const made: readonly (readonly [name: string, content: string | Uint8Array])[] = [
    ['made.md', MARKDOWN],
    ['made.txt', '1. SCOPE\n\nThese terms apply.\n\n• one\n• two\n\nTotal: 12,50 EUR\n'],
    ['made.csv', 'code,title,price\r\nE1,"Too ""hot""",12.50\r\nE2,"two\nlines",0800\r\n'],
    ['made.jsonl', '{"name":"A","size":{"h":2},"fits":["X"]}\n{"name":"B","price":1e3}\n'],
    ['made.json', '[{"name":"A","parts":[{"n":1}]},{"name":"B \\u00e9","ok":true}]'],
    ['made.html', HTML],
    ['made.rtf', RTF],
    ['koi8.txt', iconv.encode(RUSSIAN, 'koi8-r')],
    ['utf16.md', iconv.encode(MARKDOWN, 'utf-16', { addBOM: true })],
    [
      'shift-jis.txt',
      iconv.encode('返品は十四日以内にお願いいたします。\n'.repeat(5), 'shift_jis'),
    ],
    [
      'made.odt',
      zipped({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': OFFICE_TEXT }),
    ],
    [
      'made.epub',
      zipped({
        mimetype: 'application/epub+zip',
        'META-INF/container.xml': CONTAINER,
        'book.opf': BOOK,
        'one.xhtml': HTML,
      }),
    ],
    ['made.pptx', zipped(PRESENTATION)],
    ['made.docx', await madeDocx()],
    ['made.xlsx', madeWorkbook('xlsx')],
    ['made.xls', madeWorkbook('biff8')],
    ['made.ods', madeWorkbook('ods')],
    [
      'made.pdf',
      await makePdf((pdf) => pdf.text('Hours').text('We open at nine.').addPage().text('2')),
    ],
  ];
  return made.map(([name, content]) => ({ name, bytes: Buffer.from(content) }));
}

function madeDocx(): Promise<Buffer> {
  const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] });
  const table = new Table({ rows: [new TableRow({ children: [cell('Zone'), cell('Price')] })] });
  const heading = new Paragraph({ text: 'Hours', heading: HeadingLevel.HEADING_1 });
  const document = new Document({
    sections: [{ children: [heading, new Paragraph('We open at nine.'), table] }],
  });
  return Packer.toBuffer(document);
}

function madeWorkbook(bookType: 'xlsx' | 'biff8' | 'ods'): Uint8Array {
  const sheet = utils.aoa_to_sheet([
    ['Zone', 'Price'],
    ['A', 12.5],
    ['B', true],
  ]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Fees');
  return write(book, { bookType, type: 'buffer' }) as Uint8Array;
}
