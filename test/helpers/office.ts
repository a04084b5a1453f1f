import { strToU8, zipSync, type Zippable } from 'fflate';
import type { LoadedDocument, Loader } from '../../ingest/load/types.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** A zip archive of these files. */
export function zipOf(files: Files): Uint8Array {
  const entries = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  return zipSync(Object.fromEntries(entries) as Zippable);
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A part with links: `[id, type, target]`. */
export function linksOf(...links: readonly (readonly [string, string, string])[]): string {
  const elements = links.map(
    ([id, type, target]) =>
      `<Relationship Id="${id}" Type="${OFFICE}/relationships/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${RELATIONSHIPS}">${elements.join('')}</Relationships>`;
}

export function coreProperties(inner: string): string {
  return `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">${inner}</cp:coreProperties>`;
}

const WORD = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
].join(' ');

/** A Word document. `parts` are what stands within the root of `styles`, `numbering`, `footnotes`. */
export function docxOf(
  body: string,
  parts: Readonly<Record<string, string>> = {},
  files: Files = {},
): Uint8Array {
  const others = Object.entries(parts).map(([root, inner]) => [
    `word/${root}.xml`,
    `<w:${root} ${WORD}>${inner}</w:${root}>`,
  ]);
  return zipOf({
    'word/document.xml': `<w:document ${WORD}><w:body>${body}</w:body></w:document>`,
    ...(Object.fromEntries(others) as Files),
    ...files,
  });
}

/** A paragraph of Word; `properties` is what stands in its w:pPr. */
export function wp(words: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${wr(words)}</w:p>`;
}

/** A run of Word. */
export function wr(words: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`;
}

export function wordTable(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => `<w:tc>${wp(cell)}</w:tc>`).join(''));
  return `<w:tbl>${cells.map((row) => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>`;
}

const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

interface SheetXml {
  readonly name: string;
  /** What stands within the root of the sheet. */
  readonly xml: string;
  readonly state?: string;
}

/** A workbook. `styles` is what stands within the root of its styles. */
export function xlsxOf(sheets: readonly SheetXml[], styles = '', files: Files = {}): Uint8Array {
  const list = sheets.map(
    ({ name, state = 'visible' }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`,
  );
  const types = sheets.map(
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  const parts = sheets.map(({ xml }, index) => [
    `xl/worksheets/sheet${index + 1}.xml`,
    `<worksheet xmlns="${SHEET}">${xml}</worksheet>`,
  ]);
  return zipOf({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${types.join('')}</Types>`,
    '_rels/.rels': linksOf(['rId1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}/relationships"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': linksOf(
      ...sheets.map(
        (_, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`] as const,
      ),
      ['rIdS', 'styles', 'styles.xml'],
    ),
    'xl/styles.xml': `<styleSheet xmlns="${SHEET}">${styles}</styleSheet>`,
    ...(Object.fromEntries(parts) as Files),
    ...files,
  });
}

/** Rows of cells from A1 on; numbers as such, all else as text, '' as no cell. */
export function cellsOf(rows: readonly (readonly (string | number)[])[]): string {
  const lines = rows.map((row, index) => {
    const cells = row.map((value, column) => {
      const reference = `${String.fromCharCode(65 + column)}${index + 1}`;
      if (value === '') return '';
      if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`;
      return `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
    });
    return `<row r="${index + 1}">${cells.join('')}</row>`;
  });
  return `<sheetData>${lines.join('')}</sheetData>`;
}

const SLIDE = [
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  `xmlns:r="${OFFICE}/relationships"`,
].join(' ');

interface SlideXml {
  /** What stands within its tree of shapes. */
  readonly shapes: string;
  readonly hidden?: boolean;
  /** Paragraphs of its speaker notes. */
  readonly notes?: string;
  readonly links?: readonly (readonly [string, string, string])[];
}

/** A presentation whose slides lie in the archive the other way round. */
export function pptxOf(slides: readonly SlideXml[], files: Files = {}): Uint8Array {
  const fileOf = (index: number): number => slides.length - index;
  const parts = slides.flatMap(({ shapes, hidden, notes, links = [] }, index) => {
    const file = fileOf(index);
    const root = `<p:sld ${SLIDE}${hidden ? ' show="0"' : ''}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`;
    const ownLinks = linksOf(
      ...links,
      ...(notes ? [['rIdN', 'notesSlide', `../notesSlides/notesSlide${file}.xml`] as const] : []),
    );
    const notesRoot = `<p:notes ${SLIDE}><p:cSld><p:spTree>${shapeOf(notes ?? '', 'body')}${shapeOf(`${ap('7')}`, 'sldNum')}</p:spTree></p:cSld></p:notes>`;
    return [
      [`ppt/slides/slide${file}.xml`, root],
      [`ppt/slides/_rels/slide${file}.xml.rels`, ownLinks],
      ...(notes ? [[`ppt/notesSlides/notesSlide${file}.xml`, notesRoot]] : []),
    ];
  });
  const ids = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`);
  return zipOf({
    '_rels/.rels': linksOf(['rId1', 'officeDocument', 'ppt/presentation.xml']),
    'ppt/presentation.xml': `<p:presentation ${SLIDE}><p:sldIdLst>${ids.join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': linksOf(
      ...slides.map(
        (_, index) => [`rId${index + 1}`, 'slide', `slides/slide${fileOf(index)}.xml`] as const,
      ),
    ),
    ...(Object.fromEntries(parts) as Files),
    ...files,
  });
}

/** A shape of a slide; `placeholder` null for a text box, '' for a placeholder of no kind. */
export function shapeOf(paragraphs: string, placeholder: string | null = null, idx = ''): string {
  const type = placeholder ? ` type="${placeholder}"` : '';
  const ph = placeholder === null ? '' : `<p:ph${type}${idx ? ` idx="${idx}"` : ''}/>`;
  return `<p:sp><p:nvSpPr><p:nvPr>${ph}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs}</p:txBody></p:sp>`;
}

/** A paragraph of a slide; `properties` is a whole a:pPr. */
export function ap(words: string, properties = ''): string {
  return `<a:p>${properties}<a:r><a:t>${words}</a:t></a:r></a:p>`;
}

const ODF = ['office', 'text', 'table', 'style', 'meta', 'manifest']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"')
  .concat('xmlns:dc="http://purl.org/dc/elements/1.1/"')
  .join(' ');

/** An OpenDocument file. `kind` is `text` or `spreadsheet`, `styles` its automatic styles. */
export function odfOf(
  kind: 'text' | 'spreadsheet',
  body: string,
  { styles = '', meta = '', manifest = '' } = {},
): Uint8Array {
  return zipOf({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': `<office:document-content ${ODF}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    'meta.xml': `<office:document-meta ${ODF}><office:meta>${meta}</office:meta></office:document-meta>`,
    'META-INF/manifest.xml': `<manifest:manifest ${ODF}>${manifest}</manifest:manifest>`,
  });
}

/** An e-book; its chapters are bodies of XHTML by file name, in the order of the spine. */
export function epubOf(
  chapters: Readonly<Record<string, string>>,
  { metadata = '', items = '', spine = '', guide = '' } = {},
  files: Files = {},
): Uint8Array {
  const names = Object.keys(chapters);
  const manifest = names.map(
    (name, index) => `<item id="c${index}" href="${name}" media-type="application/xhtml+xml"/>`,
  );
  const pages = Object.entries(chapters).map(([name, body]) => [
    `OEBPS/${decodeURIComponent(name)}`,
    `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>${body}</body></html>`,
  ]);
  const refs = names.map((_, index) => `<itemref idref="c${index}"/>`);
  return zipOf({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
    'OEBPS/book.opf': `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>${metadata}</metadata><manifest>${manifest.join('')}${items}</manifest><spine>${spine || refs.join('')}</spine><guide>${guide}</guide></package>`,
    ...(Object.fromEntries(pages) as Files),
    ...files,
  });
}

/** Reads bytes with a loader. */
export async function loadWith(
  loader: Loader,
  bytes: Uint8Array | string,
  path = 'corpus/file',
): Promise<LoadedDocument> {
  const given = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
  return await loader.load({ bytes: given, path, mediaType: null });
}

/** The blocks of a document, a line each: `heading 1: Fees`. A table's line begins with its columns. */
export function outlineOf({ text, blocks }: LoadedDocument): string[] {
  return blocks.map((block) => {
    const words = text.slice(block.start, block.end);
    if (block.kind === 'heading') return `heading ${block.level}: ${words}`;
    if (block.kind === 'table') return `table [${block.columns.join(', ')}]: ${words}`;
    return `${block.kind}: ${words}`;
  });
}
