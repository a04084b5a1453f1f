import {
  isBlank,
  linesFrom,
  type Block,
  type CodeBlock,
  type HeadingBlock,
  type Line,
  type ProseBlock,
  type TableBlock,
} from './blocks.ts';
import { takeList } from './markdown-list.ts';
import * as mark from './markdown-lines.ts';
import { stripInlineMarkup, tableCells } from './markup.ts';
import { trimSpan } from './text.ts';

/** A block and the line after it. */
interface Taken {
  readonly block: Block;
  readonly next: number;
}

/**
 * The blocks of Markdown from offset `from` on: CommonMark's top-level blocks and GitHub's tables, in one
 * pass over the lines, so that time is linear in the length. What is within a quote stays one block; what
 * is within a list entry belongs to the entry.
 *
 * Not the micromark parser: it reads 0.5–1.2 MB a second and slows with the length (3 MB take 10 s), and
 * its inline syntax is not needed here. A test holds the two together on real documents.
 */
export function parseMarkdownBlocks(text: string, from = 0): Block[] {
  const lines = linesFrom(text, from);
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at];
    if (line === undefined || isBlank(line)) {
      at++;
      continue;
    }
    const { block, next } = takeBlock(text, lines, at, line);
    blocks.push(block);
    at = next;
  }
  return blocks;
}

function takeBlock(text: string, lines: readonly Line[], at: number, line: Line): Taken {
  const fence = mark.fenceOpening(line.text);
  if (fence) return takeFenced(text, lines, at, fence);
  const level = mark.atxLevel(line.text);
  if (level > 0) return { block: atxHeading(text, line, level), next: at + 1 };
  if (mark.isThematicBreak(line.text)) return taken(text, lines, at, at + 1, 'break');
  if (mark.isQuoted(line.text)) return takeQuote(text, lines, at);
  if (mark.isIndentedCode(line.text)) return takeIndented(text, lines, at);
  const html = mark.htmlOpening(line.text, false);
  if (html !== null) return taken(text, lines, at, endOfHtml(lines, at, html), 'html');
  if (mark.listMarker(line.text)) return takeList(text, lines, at, beginsBlock);
  if (isTableStart(lines, at)) return takeTable(text, lines, at, line);
  return takeParagraph(text, lines, at);
}

function spanOf(text: string, lines: readonly Line[], at: number, next: number) {
  return trimSpan(text, { start: lines[at]?.start ?? 0, end: lines[next - 1]?.end ?? 0 });
}

function taken(
  text: string,
  lines: readonly Line[],
  at: number,
  next: number,
  kind: ProseBlock['kind'],
): Taken {
  return { block: { kind, ...spanOf(text, lines, at, next) }, next };
}

/** Whether a line begins a block even right behind a line of a paragraph. */
function beginsBlock(lines: readonly Line[], at: number): boolean {
  const line = lines[at]?.text ?? '';
  // Nearly every line is one of plain words, which none of the closer looks below would take.
  if (!/^[ \t]*[-#`~*_+<>\d]/.test(line) && !line.includes('|')) return false;
  const marker = mark.listMarker(line);
  if (marker && !marker.empty && marker.startsAtOne && marker.indent <= 3) return true;
  return (
    mark.atxLevel(line) > 0 ||
    mark.fenceOpening(line) !== null ||
    mark.isThematicBreak(line) ||
    mark.isQuoted(line) ||
    mark.htmlOpening(line, true) !== null ||
    isTableStart(lines, at)
  );
}

function takeParagraph(text: string, lines: readonly Line[], at: number): Taken {
  for (let next = at + 1; ; next++) {
    const line = lines[next];
    if (line === undefined || isBlank(line)) return takenProse(text, lines, at, next);
    const level = mark.setextLevel(line.text);
    if (level > 0) {
      const words = spanOf(text, lines, at, next);
      const heading = headingOf(text, spanOf(text, lines, at, next + 1), words, level);
      return { block: heading, next: next + 1 };
    }
    if (beginsBlock(lines, next)) return takenProse(text, lines, at, next);
  }
}

function takenProse(text: string, lines: readonly Line[], at: number, next: number): Taken {
  const defines = lines.slice(at, next).every((line) => mark.isDefinition(line.text));
  return taken(text, lines, at, next, defines ? 'definition' : 'paragraph');
}

function atxHeading(text: string, line: Line, level: number): HeadingBlock {
  const marks = /^[ \t]*#+[ \t]*/.exec(line.text)?.[0].length ?? 0;
  // Closing marks ("## Title ##") are none of its words; "C#" keeps its own.
  const closing = /(?:^|[ \t])#+[ \t]*$/.exec(line.text.slice(marks))?.[0].length ?? 0;
  const words = trimSpan(text, { start: line.start + marks, end: line.end - closing });
  return headingOf(text, trimSpan(text, line), words, level);
}

function headingOf(
  text: string,
  span: { start: number; end: number },
  words: { start: number; end: number },
  level: number,
): HeadingBlock {
  const wording = stripInlineMarkup(text.slice(words.start, words.end));
  return { kind: 'heading', ...span, level, text: wording, words };
}

function takeFenced(
  text: string,
  lines: readonly Line[],
  at: number,
  fence: mark.FenceOpening,
): Taken {
  let last = at + 1;
  while (last < lines.length && !mark.closesFence(lines[last]?.text ?? '', fence)) last++;
  const next = Math.min(last + 1, lines.length);
  const code = {
    start: lines[at + 1]?.start ?? lines[at]?.end ?? 0,
    end: lines[last - 1]?.end ?? 0,
  };
  const block: CodeBlock = {
    kind: 'code',
    ...spanOf(text, lines, at, next),
    code: trimSpan(text, code),
  };
  return { block, next };
}

function takeIndented(text: string, lines: readonly Line[], at: number): Taken {
  let next = at + 1;
  for (let ahead = next; ahead < lines.length; ahead++) {
    const line = lines[ahead];
    if (line === undefined || (!isBlank(line) && !mark.isIndentedCode(line.text))) break;
    if (!isBlank(line)) next = ahead + 1;
  }
  const span = spanOf(text, lines, at, next);
  return { block: { kind: 'code', ...span, code: span }, next };
}

function takeQuote(text: string, lines: readonly Line[], at: number): Taken {
  let next = at + 1;
  while (next < lines.length) {
    const line = lines[next];
    if (line === undefined || isBlank(line)) break;
    // A line without the mark goes on with the quote's paragraph unless it begins something.
    if (!mark.isQuoted(line.text) && beginsBlock(lines, next)) break;
    next++;
  }
  return taken(text, lines, at, next, 'quote');
}

function endOfHtml(lines: readonly Line[], at: number, end: RegExp | 'blank'): number {
  let next = at;
  for (; next < lines.length; next++) {
    const line = lines[next];
    if (line === undefined || (end === 'blank' && isBlank(line))) return next;
    if (end !== 'blank' && end.test(line.text)) return next + 1;
  }
  return next;
}

function isTableStart(lines: readonly Line[], at: number): boolean {
  const header = lines[at]?.text ?? '';
  if (!header.includes('|')) return false;
  const cells = mark.delimiterCells(lines[at + 1]?.text ?? '');
  return cells > 0 && mark.indentOf(header) <= 3 && tableCells(header).length === cells;
}

function takeTable(text: string, lines: readonly Line[], at: number, header: Line): Taken {
  let next = at + 2;
  while (next < lines.length) {
    const line = lines[next];
    if (line === undefined || isBlank(line) || beginsBlock(lines, next)) break;
    next++;
  }
  const block: TableBlock = {
    kind: 'table',
    ...spanOf(text, lines, at, next),
    columns: tableCells(header.text).map(stripInlineMarkup),
    rows: lines.slice(at + 2, next).map((line) => trimSpan(text, line)),
  };
  return { block, next };
}
