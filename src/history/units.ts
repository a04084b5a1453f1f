import type { Span } from '../core/model.ts';
import { splitSentences } from '../core/sentences.ts';
import { trimSpan } from '../core/text.ts';

/** Marks at a line's start that set it apart; what they mark, "|" and "{" apart, is quoted without them. */
const MARKED_LINE = /^[ \t]*(?:\||\{|(?:#{1,6}|[-*+•]|\d{1,9}[.)])[ \t]+)/;
const LINE = /[^\r\n]*(?:\r\n|\n|\r|$)/y;
/** A marked line that goes on for longer is quoted sentence by sentence, in UTF-16 code units. */
const MAX_MARKED_CHARACTERS = 300;

/**
 * What is quoted whole within a span, in order: a row, a record on a line, a heading or a list entry
 * without its marker, else a sentence. Told by the text alone, since a revision does not keep its blocks.
 */
export function unitsIn(text: string, span: Span): Span[] {
  return blocksIn(text, span).flatMap((block) => {
    if (!block.marked) return splitSentences(text, block);
    const whole = trimSpan(text, block);
    return whole.end - whole.start > MAX_MARKED_CHARACTERS ? splitSentences(text, whole) : [whole];
  });
}

interface TextBlock extends Span {
  readonly marked: boolean;
}

/** Marked lines, each with the lines that it is wrapped over, and what stands between them. */
function blocksIn(text: string, span: Span): TextBlock[] {
  const blocks: TextBlock[] = [];
  let previousBlank = false;
  for (let start = span.start; start < span.end;) {
    LINE.lastIndex = start;
    const end = Math.min(span.end, start + Math.max(1, LINE.exec(text)?.[0].length ?? 1));
    const line = text.slice(start, end);
    const mark = MARKED_LINE.exec(line)?.[0];
    const last = blocks.at(-1);
    if (mark !== undefined) {
      const kept = /[|{]$/.test(mark) ? 0 : mark.length;
      blocks.push({ start: start + kept, end, marked: true });
    } else if (last === undefined || (last.marked && endsBlock(text, last, previousBlank))) {
      blocks.push({ start, end, marked: false });
    } else {
      blocks[blocks.length - 1] = { ...last, end };
    }
    previousBlank = line.trim() === '';
    start = end;
  }
  return blocks;
}

/** Rows and headings are one line; an entry goes on up to a blank line. */
function endsBlock(text: string, block: TextBlock, previousBlank: boolean): boolean {
  return (
    previousBlank || text.startsWith('|', block.start) || text.slice(0, block.start).endsWith('# ')
  );
}
