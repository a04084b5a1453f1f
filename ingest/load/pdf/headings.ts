import type { Line } from './lines.ts';
import { roundSize, type Style } from './style.ts';

const MAX_HEADING_CHARACTERS = 120;
const MAX_MARKED_CHARACTERS = 80;
/** A heading of the body's own size stands further below what is above it than the next line would. */
const CLEAR_GAP = 1.2;
/** Lines of one heading are this close, in letter heights. */
const SAME_HEADING_GAP = 1.7;
const NUMBERED = /^\d{1,2}(?:\.\d{1,2})*\.?\s+\p{Lu}/u;
const SENTENCE_END = /[.,;]["'”’)]*$/;
/** Rows of dots lead to a page number: a table of contents is no heading. */
const LEADER = /(?:\. ?){4,}/;

/** The level of the heading that a line is, 1 the outermost; null when it is none. */
export function headingLevel(
  line: Line,
  previous: Line | undefined,
  next: Line | undefined,
  style: Style,
): number | null {
  const { text, size, font, turned, cells } = line;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (turned || letters < 2 || text.length > MAX_HEADING_CHARACTERS || LEADER.test(text))
    return null;
  if (next !== undefined && runsOn(line, next, style)) return null;
  const rank = style.headingSizes.indexOf(roundSize(size));
  if (rank >= 0) return rank + 1;
  if (SENTENCE_END.test(text) || cells.length > 1 || size < style.bodySize * 0.95) return null;
  const apart =
    previous === undefined || previous.page !== line.page || isClear(previous, line, style);
  const distinct =
    font !== style.bodyFont && !(next !== undefined && isSameSetting(line, next, style));
  const alone = isMarked(text) && next?.page === line.page && isClear(line, next, style);
  return apart && next !== undefined && (distinct || alone) ? style.headingSizes.length + 1 : null;
}

/** Numbered or in capitals, and too short for a clause: a heading even in the body's own font. */
function isMarked(text: string): boolean {
  if (text.length > MAX_MARKED_CHARACTERS || text.endsWith(':')) return false;
  return NUMBERED.test(text) || (!/\p{Ll}/u.test(text) && /\p{Lu}.*\p{Lu}.*\p{Lu}/u.test(text));
}

/** Whether the line goes on with the heading that the line above it is. */
export function continuesHeading(above: Line, line: Line): boolean {
  const gap = (line.y - above.y) / line.size;
  const alike = above.font === line.font && roundSize(above.size) === roundSize(line.size);
  return alike && above.page === line.page && gap > 0 && gap <= SAME_HEADING_GAP;
}

function isClear(above: Line, below: Line, { leading }: Style): boolean {
  const gap = (below.y - above.y) / Math.max(above.size, below.size);
  return gap < 0 || gap > leading * CLEAR_GAP;
}

/** The line below goes on with the sentence: the line is large by chance, as emphasis. */
function runsOn(line: Line, next: Line, style: Style): boolean {
  const small = /^\p{Ll}/u.test(next.text) && !continuesHeading(line, next);
  return small && next.page === line.page && !isClear(line, next, style);
}

/** The line below is set in the same font as part of the same paragraph: emphasis, not a heading. */
function isSameSetting(line: Line, next: Line, style: Style): boolean {
  return next.font === line.font && !isClear(line, next, style);
}
