import type { Span } from './model.ts';

/*
 * A document's structure: blocks with exact offsets into the canonical text, ordered, not overlapping,
 * which together cover every character that is not white space. Loaders make them, the chunker cuts along
 * them. What a format can not express it leaves out (plain text has no tables).
 */

export interface HeadingBlock extends Span {
  readonly kind: 'heading';
  /** 1 is the outermost. */
  readonly level: number;
  /** The heading's words, without marks. */
  readonly text: string;
  /** Where these words stand. */
  readonly words: Span;
}

export interface ListEntry extends Span {
  /** Where the entry's own text begins, behind its marker ("- ", "1. "). */
  readonly textStart: number;
  /** 0 for the list's own entries; an entry is followed by those nested in it, one deeper. */
  readonly depth: number;
}

export interface ListBlock extends Span {
  readonly kind: 'list';
  readonly entries: readonly ListEntry[];
}

export interface TableBlock extends Span {
  readonly kind: 'table';
  /** Header cells, without marks. */
  readonly columns: readonly string[];
  /** Whole lines, header and delimiter line not among them. */
  readonly rows: readonly Span[];
}

export interface CodeBlock extends Span {
  readonly kind: 'code';
  /** The code, fences not among it. */
  readonly code: Span;
}

export interface ProseBlock extends Span {
  /**
   * `break` is a thematic break, `html` raw HTML as it stands in Markdown, `definition` lines that only
   * say where links lead (`[label]: https://…`).
   */
  readonly kind: 'paragraph' | 'quote' | 'html' | 'break' | 'definition';
}

export type Block = HeadingBlock | ListBlock | TableBlock | CodeBlock | ProseBlock;

/** A line with its offsets; `end` is before the line end. */
export interface Line extends Span {
  readonly text: string;
}

/** The lines of `text` from `from` on. */
export function linesFrom(text: string, from: number): Line[] {
  const lines: Line[] = [];
  let start = from;
  const lineEnds = /\r\n|\n|\r/g;
  lineEnds.lastIndex = from;
  for (let found = lineEnds.exec(text); found !== null; found = lineEnds.exec(text)) {
    lines.push({ start, end: found.index, text: text.slice(start, found.index) });
    start = found.index + found[0].length;
  }
  lines.push({ start, end: text.length, text: text.slice(start) });
  return lines;
}

/** Nothing but white space on it. */
export function isBlank(line: Line): boolean {
  return line.text.trim() === '';
}
