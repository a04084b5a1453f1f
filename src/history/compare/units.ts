import type { Span } from '../../core/model.ts';
import { splitSentences } from '../../core/sentences.ts';
import { trimSpan } from '../../core/text.ts';

const LINE = /[^\r\n]*(?:\r\n|\n|\r|$)/y;
/** A row, or a record on a line of its own, is quoted with its marks. */
const ROW = /^[ \t]*[|{]/;
/** A heading or a list entry is quoted without its mark. */
const MARKED = /^[ \t]*(?:(#{1,6})|[-*+•]|\d{1,9}[.)])[ \t]+/;
/** Blank, or the line drawn under a heading. */
const BREAK = /^[ \t]*(?:=+|-{2,})?\s*$/;
/** A longer row or entry is quoted sentence by sentence, in UTF-16 code units. */
const MAX_WHOLE_CHARACTERS = 300;

interface TextBlock extends Span {
  /** `line` is all on one line; an entry is wrapped over lines up to the next break. */
  readonly kind: 'line' | 'entry' | 'prose';
}

/**
 * What is quoted whole within a span, in order: a row, a heading, a list entry, else a sentence. Told by
 * the marks in the text alone, since a revision does not keep its blocks.
 */
export function unitsIn(text: string, span: Span): Span[] {
  return blocksIn(text, span).flatMap((block) => {
    const whole = trimSpan(text, block);
    const fits = whole.end - whole.start <= MAX_WHOLE_CHARACTERS;
    return block.kind !== 'prose' && fits ? [whole] : splitSentences(text, block);
  });
}

function blocksIn(text: string, span: Span): TextBlock[] {
  const blocks: TextBlock[] = [];
  let afterBreak = true;
  for (const line of linesIn(text, span)) {
    const words = text.slice(line.start, line.end);
    if (BREAK.test(words)) {
      afterBreak = true;
      continue;
    }
    const begun = beginsBlock(words, line);
    const open = afterBreak ? undefined : blocks.at(-1);
    if (begun === null && open !== undefined && open.kind !== 'line') {
      blocks[blocks.length - 1] = { ...open, end: line.end };
    } else {
      blocks.push(begun ?? { ...line, kind: 'prose' });
    }
    afterBreak = false;
  }
  return blocks;
}

function beginsBlock(words: string, line: Span): TextBlock | null {
  if (ROW.test(words)) return { ...line, kind: 'line' };
  const mark = MARKED.exec(words);
  if (mark === null) return null;
  return { start: line.start + mark[0].length, end: line.end, kind: mark[1] ? 'line' : 'entry' };
}

/** The lines of a span, with their line ends. */
function linesIn(text: string, span: Span): Span[] {
  const lines: Span[] = [];
  for (let start = span.start; start < span.end;) {
    LINE.lastIndex = start;
    const end = Math.min(span.end, start + (LINE.exec(text)?.[0].length ?? 1));
    lines.push({ start, end });
    start = end;
  }
  return lines;
}
