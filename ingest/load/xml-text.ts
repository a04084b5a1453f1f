import { asFootnoteError } from '../../src/core/errors.ts';
import { decodeText } from './decode.ts';
import {
  createExtractionWriter,
  documentOfExtraction,
  type ExtractionWriter,
} from './extraction.ts';
import { writeHtml } from './html.ts';
import type { Loader } from './types.ts';
import { parseXml } from './xml.ts';
import { elementsOf, textOf, type XmlElement } from './xml/tree.ts';

/** Feeds carry their articles as HTML, escaped. */
const MARKUP = /<\/?(?:p|div|br|ul|ol|table|h[1-6]|a|img|b|i|em|strong|span)\b[^>]*>/i;
/** Addresses and keys, which nobody asks for in words. */
const ONE_TOKEN = /^\S+:\/\/\S*$/;
const MAX_LEVEL = 6;

/**
 * XML of any kind, such as feeds: the text of each element that has text of its own is a paragraph, a
 * `title` a heading over what stands beside and below it. Names of elements, attributes and bare addresses
 * are left out.
 * @throws NO_TEXT, DOCUMENT_TOO_LARGE for millions of elements
 */
export const xmlLoader: Loader = {
  mediaTypes: ['application/xml', 'text/xml', 'application/rss+xml', 'application/atom+xml'],
  extensions: ['xml', 'rss', 'atom'],
  load({ bytes, mediaType }) {
    const { text, encoding } = decodeText(bytes, { mediaType, markup: true });
    const writer = createExtractionWriter();
    const root = parseIfWellFormed(text);
    const title =
      root === null ? writeHtml(text, writer, 'fragment').title : writeElement(root, 1, writer);
    const stated = {
      mediaType: 'application/xml',
      encoding,
      title,
      metadata: {},
    };
    return documentOfExtraction(writer.finish(), stated, 'No element of the file holds text.');
  },
};

/** Null when it is not: browsers and feed readers then make of it what they can, and so does `writeHtml`. */
function parseIfWellFormed(text: string): XmlElement | null {
  try {
    return parseXml(text, 'The file');
  } catch (error) {
    if (asFootnoteError(error).code === 'CORRUPT_DOCUMENT') return null;
    throw error;
  }
}

/** Returns the first title that it wrote; null when there was none. */
function writeElement(element: XmlElement, level: number, writer: ExtractionWriter): string | null {
  const own = element.children.some((child) => typeof child === 'string' && child.trim() !== '');
  if (own) {
    writeText(textOf(element).trim(), writer);
    return null;
  }
  const children = elementsOf(element);
  const titled = children.find((child) => isTitle(child));
  let title = titled === undefined ? null : textOf(titled).replace(/\s+/g, ' ').trim() || null;
  if (title !== null) writer.heading(level, title);
  const below = title === null ? level : Math.min(level + 1, MAX_LEVEL);
  for (const child of children) {
    if (child === titled) continue;
    const inner = writeElement(child, below, writer);
    title ??= inner;
  }
  return title;
}

function isTitle({ name }: XmlElement): boolean {
  return /(?:^|:)title$/i.test(name);
}

function writeText(text: string, writer: ExtractionWriter): void {
  if (ONE_TOKEN.test(text)) return;
  if (MARKUP.test(text)) writeHtml(text, writer, 'fragment');
  else writer.paragraph(text.replace(/[ \t]*\n[ \t]*/g, '\n'));
}
