import { isBlank, type Line, type ListBlock, type ListEntry } from './blocks.ts';
import * as mark from './markdown-lines.ts';
import { trimSpan } from './text.ts';

interface OpenEntry {
  readonly start: number;
  readonly textStart: number;
  readonly depth: number;
}

/**
 * The list that line `at` begins, with the line after it. Nested entries are entries of their own, one
 * deeper; anything else within an entry (paragraphs, code, quotes) belongs to the entry's span.
 */
export function takeList(
  text: string,
  lines: readonly Line[],
  at: number,
  beginsBlock: (lines: readonly Line[], at: number) => boolean,
): { block: ListBlock; next: number } {
  const opened: OpenEntry[] = [];
  const parents: mark.ListMarker[] = [];
  let fence: mark.FenceOpening | null = null;
  let next = at;
  for (let ahead = at; ahead < lines.length; ahead++) {
    const line = lines[ahead];
    if (line === undefined) break;
    if (isBlank(line)) continue;
    const afterBlank = ahead > next;
    const indent = mark.indentOf(line.text);
    if (fence !== null && indent >= (parents[0]?.contentIndent ?? 0)) {
      if (mark.closesFence(line.text.trimStart(), fence)) fence = null;
      next = ahead + 1;
      continue;
    }
    const marker = mark.listMarker(line.text);
    if (marker && belongs(parents, marker)) {
      while (parents.length > 0 && marker.indent < innermost(parents)) parents.pop();
      opened.push({
        start: line.start,
        textStart: line.start + marker.textOffset,
        depth: parents.length,
      });
      parents.push(marker);
    } else if (!goesOn(parents, indent, afterBlank, beginsBlock(lines, ahead))) {
      break;
    }
    fence = mark.fenceOpening(line.text.slice(marker?.textOffset ?? 0).trimStart());
    next = ahead + 1;
  }
  return { block: toBlock(text, opened, lines[next - 1]?.end ?? 0), next };
}

function innermost(parents: readonly mark.ListMarker[]): number {
  return parents.at(-1)?.contentIndent ?? 0;
}

/** A marker goes on with the list when it is nested in an entry, or is of the list's own type. */
function belongs(parents: readonly mark.ListMarker[], marker: mark.ListMarker): boolean {
  const [outermost] = parents;
  if (outermost === undefined) return true;
  return marker.indent >= outermost.contentIndent || marker.type === outermost.type;
}

/** Whether a line without a marker is part of the entry above it. */
function goesOn(
  parents: readonly mark.ListMarker[],
  indent: number,
  afterBlank: boolean,
  begins: boolean,
): boolean {
  if (indent >= (parents[0]?.contentIndent ?? 0)) return true;
  return !afterBlank && !begins;
}

function toBlock(text: string, opened: readonly OpenEntry[], end: number): ListBlock {
  const entries: ListEntry[] = opened.map(({ start, textStart, depth }, index) => {
    const span = trimSpan(text, { start, end: opened[index + 1]?.start ?? end });
    return { ...span, textStart: Math.min(textStart, span.end), depth };
  });
  const whole = trimSpan(text, { start: opened[0]?.start ?? end, end });
  return { kind: 'list', ...whole, entries };
}
