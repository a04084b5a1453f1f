import { FootnoteError } from './errors.ts';
import type { Span } from './model.ts';

const BYTE_ORDER_MARK = 0xfeff;
const SNIFFED_BYTES = 8192;
/** Text has next to no control bytes; of compressed or executable bytes about a tenth are. */
const MAX_CONTROL_SHARE = 0.02;
const BINARY_SIGNATURES = [
  '%PDF-',
  'PK\x03\x04',
  '\x89PNG',
  'GIF8',
  '\xff\xd8\xff',
  '\x7fELF',
  '\xd0\xcf\x11\xe0',
];

/**
 * Well-formed Unicode without a byte order mark: lone surrogates and U+0000 become U+FFFD, line ends
 * stay. Its length in UTF-16 code units is that of the input, less one if there was a mark.
 */
export function toCanonicalText(decoded: string): string {
  const text = decoded.charCodeAt(0) === BYTE_ORDER_MARK ? decoded.slice(1) : decoded;
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}

/**
 * The canonical text of UTF-8 bytes, or of UTF-16 bytes that begin with a byte order mark.
 * @throws CORRUPT_DOCUMENT when the bytes are no text at all
 * @throws INVALID_ENCODING when they are text, but not in these encodings
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = utf16Of(bytes) ?? 'utf-8';
  if (encoding === 'utf-8' && looksBinary(bytes)) {
    throw new FootnoteError('CORRUPT_DOCUMENT', {}, { detail: 'The file is not text.' });
  }
  try {
    return toCanonicalText(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch (error) {
    throw new FootnoteError('INVALID_ENCODING', { encoding }, { cause: error });
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SNIFFED_BYTES);
  const start = String.fromCharCode(...sample.subarray(0, 8));
  if (BINARY_SIGNATURES.some((signature) => start.startsWith(signature))) return true;
  let controls = 0;
  for (const byte of sample) if (byte < 32 && !isTextControl(byte)) controls++;
  // One stray control byte in a short text is a flaw of the text, not a sign of another format.
  return controls > 1 && controls > sample.length * MAX_CONTROL_SHARE;
}

/** Tab, line ends, form feed and escape (colours in logs). */
function isTextControl(byte: number): boolean {
  return (byte >= 9 && byte <= 13) || byte === 27;
}

/** Where the lines of a text begin; a line ends with \n, \r\n or \r. */
export interface LineIndex {
  readonly lineCount: number;
  /** Line of an offset, from 1. */
  lineAt(offset: number): number;
  /** First and last line that a span touches, from 1, inclusive; an empty span touches one. */
  linesOf(span: Span): Span;
}

/** One pass over the text; then each look-up is a binary search. */
export function createLineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  return {
    lineCount: starts.length,
    lineAt,
    linesOf: ({ start, end }) => ({ start: lineAt(start), end: lineAt(Math.max(start, end - 1)) }),
  };
}

/** Offsets at which the lines begin, ascending, the first 0. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: lineEnd } of text.matchAll(/\r\n|\n|\r/g))
    starts.push(index + lineEnd.length);
  return starts;
}

const NOT_WHITE = /\S/;

/** The span without the white space at its ends; empty (start = end) when there is nothing else. */
export function trimSpan(text: string, { start, end }: Span): Span {
  let first = start;
  let last = end;
  while (first < last && !NOT_WHITE.test(text.charAt(first))) first++;
  while (last > first && !NOT_WHITE.test(text.charAt(last - 1))) last--;
  return { start: first, end: last };
}
