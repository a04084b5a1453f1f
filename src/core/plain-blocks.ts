import { isBlank, linesFrom, type Block, type Line, type ListEntry } from './blocks.ts';
import { trimSpan } from './text.ts';

const MAX_HEADING_CHARACTERS = 80;
const BULLET = /^[ \t]*[-*•–‣·][ \t]+(?=\S)/;
const NUMBER = /^[ \t]*\(?(?:\d{1,3}|[a-zA-Z])[.)][ \t]+(?=\S)/;
const NUMBERED_HEADING = /^\d{1,2}(?:\.\d{1,2})*\.?[ \t]+(?=\p{Lu})/u;
const SENTENCE_MARK_AT_END = /[.,;:!?。！？…]["'”’)]*$/;

/**
 * The blocks of plain text: paragraphs between blank lines, lists whose entries begin with a bullet or a
 * number, and headings where that is safe: a line alone that is all capitals, or numbered ("2. Delivery")
 * with text under it.
 */
export function parsePlainBlocks(text: string): Block[] {
  const paragraphs = paragraphsOf(linesFrom(text, 0));
  return paragraphs.flatMap((lines, index) => {
    const heading = headingOf(text, lines, paragraphs[index + 1]);
    return heading ? [heading] : blocksOf(text, lines);
  });
}

function paragraphsOf(lines: readonly Line[]): Line[][] {
  const paragraphs: Line[][] = [];
  let open: Line[] = [];
  for (const line of lines) {
    if (!isBlank(line)) {
      open.push(line);
    } else if (open.length > 0) {
      paragraphs.push(open);
      open = [];
    }
  }
  return open.length > 0 ? [...paragraphs, open] : paragraphs;
}

function headingOf(
  text: string,
  lines: readonly Line[],
  below: readonly Line[] | undefined,
): Block | null {
  const [line] = lines;
  if (line === undefined || lines.length > 1) return null;
  const words = trimSpan(text, line);
  const wording = text.slice(words.start, words.end);
  if (wording.length > MAX_HEADING_CHARACTERS || SENTENCE_MARK_AT_END.test(wording)) return null;
  const level = isAllCapitals(wording) ? 1 : numberedLevel(wording, below);
  return level === 0 ? null : { kind: 'heading', ...words, level, text: wording, words };
}

function isAllCapitals(wording: string): boolean {
  return /\p{Lu}.*\p{Lu}.*\p{Lu}/u.test(wording) && !/\p{Ll}/u.test(wording);
}

/** 1 for "2. Delivery", 2 for "2.1 Costs"; 0 when it could as well be the entry of a list. */
function numberedLevel(wording: string, below: readonly Line[] | undefined): number {
  const number = NUMBERED_HEADING.exec(wording)?.[0].trim();
  const next = below?.[0]?.text.trim();
  if (number === undefined || next === undefined) return 0;
  const nextNumber = NUMBERED_HEADING.exec(next)?.[0].trim();
  const levels = number.replace(/\.$/, '').split('.').length;
  const nextLevels = nextNumber?.replace(/\.$/, '').split('.').length;
  return nextLevels === undefined || nextLevels > levels ? levels : 0;
}

/** A paragraph, a list, or the one leading in to the other. */
function blocksOf(text: string, lines: readonly Line[]): Block[] {
  const bullets = lines.filter((line) => BULLET.test(line.text)).length;
  const marker = bullets > 0 ? BULLET : NUMBER;
  const entryStarts = lines.flatMap((line, index) => (marker.test(line.text) ? [index] : []));
  const [first] = entryStarts;
  // One number at the start of a paragraph is a clause, one at a wrapped line's start is chance.
  const isList =
    first !== undefined && (bullets > 0 ? first === 0 || bullets > 1 : entryStarts.length > 1);
  if (!isList) return [paragraphOf(text, lines)];
  const entries = entryStarts.map((start, index): ListEntry => {
    const own = lines.slice(start, entryStarts[index + 1] ?? lines.length);
    const span = spanOf(text, own);
    const mark = marker.exec(own[0]?.text ?? '')?.[0].length ?? 0;
    return { ...span, textStart: (own[0]?.start ?? span.start) + mark, depth: 0 };
  });
  const list: Block = { kind: 'list', ...spanOf(text, lines.slice(first)), entries };
  return first > 0 ? [paragraphOf(text, lines.slice(0, first)), list] : [list];
}

function paragraphOf(text: string, lines: readonly Line[]): Block {
  return { kind: 'paragraph', ...spanOf(text, lines) };
}

function spanOf(text: string, lines: readonly Line[]) {
  return trimSpan(text, { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 });
}
