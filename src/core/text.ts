import type { Span } from './model.ts';

const BYTE_ORDER_MARK = 0xfeff;

/**
 * Well-formed Unicode without a byte order mark: lone surrogates and U+0000 become U+FFFD, line ends
 * stay. Its length in UTF-16 code units is that of the input, less one if there was a mark.
 */
export function toCanonicalText(decoded: string): string {
  const text = decoded.charCodeAt(0) === BYTE_ORDER_MARK ? decoded.slice(1) : decoded;
  return text.replaceAll('\0', '\ufffd').toWellFormed();
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
