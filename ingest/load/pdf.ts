import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { FootnoteError } from '../../src/core/errors.ts';
import type { Metadata } from '../../src/core/model.ts';
import { readLines, type Line } from './pdf/lines.ts';
import { dropRunningLines } from './pdf/running.ts';
import { writePdf } from './pdf/write.ts';
import type { LoadedDocument, Loader } from './types.ts';

/** So many pages in a row that cannot be read are no chance: the file is broken, or lies about its pages. */
const MAX_BROKEN_PAGES = 20;
/** Titles that programs give, not people. */
const NO_TITLE =
  /^(?:untitled|microsoft (?:word|powerpoint) - .*|.*\.(?:docx?|pdf|indd|qxd|tex|dvi|pptx?|odt|rtf|ps)|[^\p{L}]*)$/iu;
/** Letters whose font does not say what they are come out as these. */
const UNKNOWN_LETTER = /[\ufffd\ue000-\uf8ff]/g;

/**
 * PDF, through pdf-parse (pdf.js). Canonical text is what the pages say in reading order, line by line, with
 * headings, lists and tables by how they are set; running heads, running feet and page numbers are left
 * out. A page that cannot be read is left out and named in the metadata (`unreadablePages`).
 *
 * @throws ENCRYPTED, NO_TEXT, CORRUPT_DOCUMENT
 */
export const pdfLoader: Loader = {
  mediaTypes: ['application/pdf', 'application/x-pdf'],
  extensions: ['pdf'],
  async load({ bytes }) {
    const { PDFParse } = await import('pdf-parse');
    const parser = new PDFParse({ data: new Uint8Array(bytes), ...PDFJS_OPTIONS });
    try {
      // Its own getText() knows no letter sizes, by which headings are told; the document that it loads does.
      return await readPdf(await (parser as unknown as Opener).load());
    } catch (error) {
      throw toFootnoteError(error);
    } finally {
      await parser.destroy();
    }
  },
};

/** What pdf-parse keeps to itself: it opens the file for all that it offers. */
interface Opener {
  load(): Promise<PDFDocumentProxy>;
}

const PDFJS = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** Nothing is drawn, run or fetched; what tells letters of Asian fonts lies in pdf.js's own folder. */
const PDFJS_OPTIONS = {
  verbosity: 0,
  cMapUrl: join(PDFJS, 'cmaps') + sep,
  cMapPacked: true,
  standardFontDataUrl: join(PDFJS, 'standard_fonts') + sep,
  isEvalSupported: false,
  disableFontFace: true,
  useSystemFonts: false,
  enableXfa: false,
};

async function readPdf(pdf: PDFDocumentProxy): Promise<LoadedDocument> {
  const { pages, unreadable } = await readPages(pdf);
  const extracted = writePdf(dropRunningLines(pages));
  const letters = extracted.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const unknown = extracted.text.match(UNKNOWN_LETTER)?.length ?? 0;
  if (letters === 0 || unknown > letters) {
    const detail = unknown > 0 ? 'Its fonts do not tell which letters they draw.' : undefined;
    throw new FootnoteError('NO_TEXT', { pages: pdf.numPages }, detail ? { detail } : {});
  }
  const stated = await readInfo(pdf);
  return {
    ...extracted,
    mediaType: 'application/pdf',
    encoding: null,
    title: stated.title ?? firstHeading(extracted),
    metadata: { ...stated.metadata, ...(unreadable.length > 0 && { unreadablePages: unreadable }) },
    readers: null,
    records: null,
  };
}

async function readPages(
  pdf: PDFDocumentProxy,
): Promise<{ pages: Line[][]; unreadable: number[] }> {
  const pages: Line[][] = [];
  const unreadable: number[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    try {
      const page = await pdf.getPage(number);
      pages.push(await readLines(page));
      page.cleanup();
    } catch (error) {
      unreadable.push(number);
      pages.push([]);
      const inARow = number - (pages.findLastIndex((lines) => lines.length > 0) + 1);
      if (inARow >= MAX_BROKEN_PAGES || unreadable.length === pdf.numPages) throw error;
    }
  }
  return { pages, unreadable };
}

async function readInfo(
  pdf: PDFDocumentProxy,
): Promise<{ title: string | null; metadata: Metadata }> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  const field = (name: string): string => {
    const value: unknown = (info as Record<string, unknown>)[name];
    return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim().toWellFormed() : '';
  };
  const title = field('Title');
  const author = field('Author');
  const created = /^D:(\d{4})(\d\d)(\d\d)/.exec(field('CreationDate'));
  return {
    title: NO_TITLE.test(title) ? null : title,
    metadata: {
      ...(author !== '' && { author }),
      ...(created && { created: created.slice(1).join('-') }),
    },
  };
}

/** A heading of the highest level, if one stands at the very top. */
function firstHeading({ blocks }: Pick<LoadedDocument, 'blocks'>): string | null {
  const [first] = blocks;
  return first?.kind === 'heading' && first.level === 1 ? first.text : null;
}

function toFootnoteError(error: unknown): FootnoteError {
  if (error instanceof FootnoteError) return error;
  const encrypted = error instanceof Error && error.name === 'PasswordException';
  return new FootnoteError(encrypted ? 'ENCRYPTED' : 'CORRUPT_DOCUMENT', {}, { cause: error });
}
