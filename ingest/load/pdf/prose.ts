import type { Line } from './lines.ts';
import type { Style } from './style.ts';

const BULLET = /^([-•●▪■◦○–‣·*])\s+(?=\S)/u;
const NUMBER = /^(\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,4})[.)])\s+(?=\S)/;
const CLAUSE = /^(?:§ ?\d|\d{1,2}(?:\.\d{1,2})+\.?\s+\S)/;
const SENTENCE_END = /[.!?:;。！？]["'”’»)\]]*$/;
const PARTED_WORD = /\p{L}[-\u00ad\u2010]$/u;

/** Further apart than the usual leading times this is another paragraph. */
const LOOSE_LEADING = 1.3;
/** Letters of one paragraph are of about the same height. */
const SIZE_RATIO = 1.18;
/** A line that begins this far right of the paragraph, in letter heights, is indented. */
const INDENT = 0.8;
/** A line that ends this share of its width before the widest one is its paragraph's last. */
const SHORT_SHARE = 0.2;

/** The mark of a list's entry at the start of a line; null when there is none. */
export function entryMarker(text: string): string | null {
  return BULLET.exec(text)?.[1] ?? NUMBER.exec(text)?.[1] ?? null;
}

/** Whether the line right below goes on with the paragraph. */
export function continuesParagraph(paragraph: readonly Line[], line: Line, style: Style): boolean {
  const previous = paragraph.at(-1) as Line;
  if (previous.turned || line.turned) return previous.turned && line.turned;
  const gap = (line.y - previous.y) / Math.max(line.size, previous.size);
  if (gap < 0.5 || gap > style.leading * LOOSE_LEADING) return false;
  if (!isSameSize(previous, line) || !overlaps(previous, line)) return false;
  const ended = SENTENCE_END.test(previous.text);
  if (entryMarker(line.text) !== null || CLAUSE.test(line.text)) {
    return !ended && !isShort(paragraph, previous) && entryMarker(line.text) !== '•';
  }
  if (ended && isShort(paragraph, previous)) return false;
  // From the second line on it is known where the paragraph's lines begin.
  const column = lastColumn(paragraph);
  const left = Math.min(...column.map(({ x }) => x));
  const indented = column.length > 1 && line.x > left + line.size * INDENT;
  return !(indented && ended);
}

/** Whether a line at the top of the next page, or of the next column, goes on with the paragraph. */
export function resumesParagraph(paragraph: readonly Line[], line: Line, style: Style): boolean {
  const previous = paragraph.at(-1) as Line;
  if (previous.turned || line.turned || line.page > previous.page + 1) return false;
  if (!isSameSize(previous, line) || previous.font !== line.font) return false;
  if (line.cells.length > 1 || entryMarker(line.text) !== null || CLAUSE.test(line.text))
    return false;
  if (line.size < style.bodySize * 0.9) return false;
  if (PARTED_WORD.test(previous.text)) return true;
  if (SENTENCE_END.test(previous.text)) return false;
  const full = paragraph.length > 1 && !isShort(paragraph, previous);
  return full || /^["'“‘(]?\p{Ll}/u.test(line.text);
}

function isSameSize(a: Line, b: Line): boolean {
  return Math.max(a.size, b.size) <= Math.min(a.size, b.size) * SIZE_RATIO;
}

function overlaps(a: Line, b: Line): boolean {
  return a.x < b.right && b.x < a.right;
}

/** The paragraph's lines from the last time on that a page or a column began. */
function lastColumn(paragraph: readonly Line[]): readonly Line[] {
  const begins = paragraph.findLastIndex((line, index) => {
    const above = paragraph[index - 1];
    return above !== undefined && (above.page !== line.page || line.y < above.y);
  });
  return paragraph.slice(Math.max(begins, 0));
}

/** It ends well before the widest line of its paragraph does. */
function isShort(paragraph: readonly Line[], line: Line): boolean {
  const column = lastColumn(paragraph);
  const right = Math.max(...column.map((other) => other.right));
  const left = Math.min(...column.map(({ x }) => x));
  return line.right < right - (right - left) * SHORT_SHARE;
}
