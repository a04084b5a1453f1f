import { continuesHeading, headingLevel } from './headings.ts';
import type { Line } from './lines.ts';
import { continuesParagraph, entryMarker, resumesParagraph } from './prose.ts';
import type { Style } from './style.ts';
import { readTable, type LaidOutTable } from './tables.ts';

/** A block as it is laid out: its lines, in reading order, possibly on several pages. */
export type Part =
  | { readonly kind: 'heading'; readonly level: number; readonly lines: Line[] }
  | { readonly kind: 'paragraph'; readonly lines: Line[] }
  | { readonly kind: 'entry'; readonly marker: string; readonly lines: Line[] }
  | { readonly kind: 'table'; readonly table: LaidOutTable; readonly lines: Line[] };

/** Smaller print at the foot of a page is a note: the text above it may go on overleaf. */
const NOTE_SIZE = 0.92;

/** Puts lines together into what they are parts of. */
export function toParts(lines: readonly Line[], style: Style): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] as Line;
    if (continueLast(parts, line, style)) {
      at++;
      continue;
    }
    const part = startPart(lines, at, style);
    parts.push(part);
    at += part.lines.length;
  }
  return parts;
}

function startPart(lines: readonly Line[], at: number, style: Style): Part {
  const line = lines[at] as Line;
  const level = headingLevel(line, lines[at - 1], lines[at + 1], style);
  if (level !== null) {
    const heading = [line];
    for (let next = lines[at + 1]; next && heading.length < 3; next = lines[at + heading.length]) {
      if (!continuesHeading(heading.at(-1) as Line, next)) break;
      heading.push(next);
    }
    return { kind: 'heading', level, lines: heading };
  }
  const table = readTable(lines.slice(at, at + MAX_TABLE_LINES));
  if (table !== null) return { kind: 'table', table, lines: lines.slice(at, at + table.lines) };
  const marker = entryMarker(line.text);
  return marker === null
    ? { kind: 'paragraph', lines: [line] }
    : { kind: 'entry', marker, lines: [line] };
}

/** A page holds no more, so that looking for tables takes linear time. */
const MAX_TABLE_LINES = 200;

/** Adds a line to the paragraph or entry that it goes on with; false when it begins something. */
function continueLast(parts: Part[], line: Line, style: Style): boolean {
  const last = parts.at(-1);
  const previous = last?.lines.at(-1);
  if (last === undefined || previous === undefined) return false;
  const near = previous.page === line.page && line.y > previous.y;
  if (near) {
    if (!isProse(last) || !continuesParagraph(last.lines, line, style)) return false;
    last.lines.push(line);
    return true;
  }
  // Overleaf or in the next column: what was open before the notes at the foot.
  const open = parts.findLastIndex(({ lines: [first] }) => !isNote(first, style));
  const part = parts[open];
  if (part === undefined || !isProse(part) || !resumesParagraph(part.lines, line, style))
    return false;
  part.lines.push(line);
  // Notes of the earlier page go before the paragraph, so that pages ascend.
  parts.splice(open, 1);
  parts.push(part);
  return true;
}

function isProse(part: Part): part is Part & { kind: 'paragraph' | 'entry' } {
  return part.kind === 'paragraph' || part.kind === 'entry';
}

function isNote(line: Line | undefined, style: Style): boolean {
  return line !== undefined && line.size < style.bodySize * NOTE_SIZE;
}
