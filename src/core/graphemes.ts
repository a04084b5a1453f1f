import type { Span } from './model.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/*
 * Code units that join with nothing on either side: between two of them there is always a boundary
 * (UAX #29). Asking Intl.Segmenter about a place in a long text takes time linear in the text, so it is
 * asked only where these do not decide, and only about a window that begins and ends at such a boundary.
 */
const PLAIN_RANGES: readonly (readonly [number, number])[] = [
  [0x0000, 0x02ff],
  [0x0370, 0x0482],
  [0x048a, 0x0590],
  [0x05d0, 0x05ea],
  [0x0620, 0x064a],
  [0x0904, 0x0939],
  [0x0964, 0x0980],
  [0x0985, 0x09b9],
  [0x0a05, 0x0a39],
  [0x0a85, 0x0ab9],
  [0x0b85, 0x0bb9],
  [0x0c05, 0x0c39],
  [0x0c85, 0x0cb9],
  [0x0d05, 0x0d3a],
  [0x0e01, 0x0e30],
  [0x0e40, 0x0e46],
  [0x2010, 0x2027],
  [0x3001, 0x3029],
  [0x3041, 0x3096],
  [0x30a0, 0x30ff],
  [0x3400, 0x9fff],
  [0xac00, 0xd7a3],
  [0xff01, 0xff9d],
];

function isPlain(code: number): boolean {
  if (code < 0x300) return true;
  return PLAIN_RANGES.some(([first, last]) => code >= first && code <= last);
}

/** High surrogates of planes without joining characters: mathematical letters, most emoji, rare ideographs. */
function isPlainHighSurrogate(code: number): boolean {
  return (
    code === 0xd835 || code === 0xd83d || code === 0xd83e || (code >= 0xd840 && code <= 0xd8bf)
  );
}

/** Whether there is a boundary at `offset` for certain; false means that one has to look closer. */
function isPlainBoundary(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return true;
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  if (after === 0x0a) return before !== 0x0d;
  if (before === 0x0a) return true;
  if (!isPlain(after) && !isPlainHighSurrogate(after)) return false;
  const pairedLow = before >= 0xdc00 && before <= 0xdfff;
  return pairedLow ? isPlainHighSurrogate(text.charCodeAt(offset - 2)) : isPlain(before);
}

/** The grapheme cluster that `offset` lies within; empty when it lies between two. */
export function graphemeAround(text: string, offset: number): Span {
  if (isPlainBoundary(text, offset)) return { start: offset, end: offset };
  let from = offset - 1;
  while (!isPlainBoundary(text, from)) from--;
  let to = offset + 1;
  while (!isPlainBoundary(text, to)) to++;
  const found = segmenter.segment(text.slice(from, to)).containing(offset - from);
  const start = from + (found?.index ?? 0);
  return start === offset
    ? { start: offset, end: offset }
    : { start, end: start + (found?.segment.length ?? 0) };
}

/**
 * The spans with each end moved outward to a grapheme boundary, never into the span before. They must
 * be ordered; those of which nothing is left are dropped.
 */
export function snapToGraphemes<T extends Span>(text: string, spans: readonly T[], from = 0): T[] {
  let previousEnd = from;
  const snapped: T[] = [];
  for (const span of spans) {
    const start = Math.max(previousEnd, graphemeAround(text, span.start).start);
    const end = graphemeAround(text, span.end).end;
    if (end <= start) continue;
    snapped.push({ ...span, start, end });
    previousEnd = end;
  }
  return snapped;
}
