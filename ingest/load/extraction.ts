import { FootnoteError } from '../../src/core/errors.ts';
import type { Block, ListEntry } from '../../src/core/blocks.ts';
import type { Span } from '../../src/core/model.ts';
import { toCanonicalText } from '../../src/core/text.ts';
import type { LoadedDocument } from './types.ts';

/** An entry of a list, in reading order; those nested in it follow, one deeper. */
export interface ExtractedEntry {
  readonly text: string;
  /** "1." or "-", without the space behind it. */
  readonly marker: string;
  readonly depth: number;
}

/** The canonical text and structure of an extracted document, as far as they do not depend on its format. */
export type Extracted = Pick<LoadedDocument, 'text' | 'blocks' | 'pages'>;

/**
 * Writes the canonical text of a document whose file is not text itself, block by block, and keeps their
 * offsets. Blocks are a blank line apart. A block of white space alone is left out. Line ends within a
 * paragraph, an entry or code stay as they are given.
 */
export interface ExtractionWriter {
  /** @param level 1 is the outermost. */
  heading(level: number, text: string): void;
  paragraph(text: string): void;
  quote(text: string): void;
  code(text: string): void;
  list(entries: readonly ExtractedEntry[]): void;
  /**
   * A row a line, its cells between bars (`| Zone | Price |`), a bar within a cell as `\|`, line ends
   * within a cell as spaces. Empty rows are left out.
   * @param columns header cells, written as the first line; null when the table has no header
   */
  table(columns: readonly string[] | null, rows: readonly (readonly string[])[]): void;
  /**
   * What is written from here on stands on this page, counted from 1. Pages ascend.
   * @param back it begins so many characters before the end of what was written last
   */
  page(page: number, back?: number): void;
  finish(): Extracted;
}

/**
 * An extracted document, with what its loader knows of the whole.
 * @param noText why there may be none, for people
 * @throws NO_TEXT when nothing was extracted
 */
export function documentOfExtraction(
  extracted: Extracted,
  stated: Pick<LoadedDocument, 'mediaType' | 'encoding' | 'title' | 'metadata'>,
  noText: string,
): LoadedDocument {
  if (extracted.text === '') throw new FootnoteError('NO_TEXT', {}, { detail: noText });
  return { ...extracted, ...stated, readers: null, records: null };
}

const BLOCK_GAP = '\n\n';
const INDENT = '  ';

export function createExtractionWriter(): ExtractionWriter {
  const parts: string[] = [];
  const blocks: Block[] = [];
  const pageStarts: { page: number; start: number }[] = [];
  let length = 0;

  const write = (text: string): Span => {
    if (length > 0) length += push(parts, BLOCK_GAP);
    const start = length;
    length += push(parts, text);
    return { start, end: length };
  };

  const prose = (kind: 'paragraph' | 'quote', given: string): void => {
    const text = clean(given);
    if (text !== '') blocks.push({ kind, ...write(text) });
  };

  return {
    heading(level, given) {
      const text = oneLine(given);
      if (text === '') return;
      const words = write(text);
      blocks.push({ kind: 'heading', ...words, level, text, words });
    },
    paragraph: (text) => prose('paragraph', text),
    quote: (text) => prose('quote', text),
    code(given) {
      const text = withoutBlankLines(toCanonicalText(given));
      if (text === '') return;
      const code = write(text);
      blocks.push({ kind: 'code', ...code, code });
    },
    list(given) {
      const kept = given
        .map((entry) => ({ ...entry, text: clean(entry.text) }))
        .filter(({ text }) => text !== '');
      if (kept.length === 0) return;
      const { lines, entries } = layOutList(kept, length > 0 ? length + BLOCK_GAP.length : 0);
      blocks.push({ kind: 'list', ...write(lines), entries });
    },
    table(givenColumns, givenRows) {
      const columns = (givenColumns ?? []).map(oneLine);
      const header = columns.some((cell) => cell !== '') ? [rowLine(columns)] : [];
      const rows = givenRows
        .map((cells) => cells.map(oneLine))
        .filter((cells) => cells.some((cell) => cell !== ''))
        .map(rowLine);
      const lines = [...header, ...rows];
      if (lines.length === 0) return;
      const span = write(lines.join('\n'));
      const spans = lineSpans(lines, span.start).slice(header.length);
      blocks.push({
        kind: 'table',
        ...span,
        columns: header.length > 0 ? columns : [],
        rows: spans,
      });
    },
    page(page, back = 0) {
      pageStarts.push({ page, start: length - back });
    },
    finish() {
      const pages = pageStarts.map(({ page, start }, index) => ({
        page,
        start,
        end: pageStarts[index + 1]?.start ?? length,
      }));
      return { text: parts.join(''), blocks, pages };
    },
  };
}

/** Returns the length of what was pushed. */
function push(parts: string[], text: string): number {
  parts.push(text);
  return text.length;
}

function clean(text: string): string {
  return toCanonicalText(text).trim();
}

/** Without the blank lines before the first line, which keeps its indent, and the white space at the end. */
function withoutBlankLines(text: string): string {
  const trimmed = text.trimEnd();
  // Not by a pattern, which would run out of stack over millions of line ends.
  return trimmed.slice(trimmed.lastIndexOf('\n', trimmed.search(/\S/)) + 1);
}

function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ');
}

function rowLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function lineSpans(lines: readonly string[], from: number): Span[] {
  let start = from;
  return lines.map((line) => {
    const span = { start, end: start + line.length };
    start = span.end + 1;
    return span;
  });
}

/** Entries as lines, nested ones indented, with their offsets from `from` on. */
function layOutList(
  list: readonly ExtractedEntry[],
  from: number,
): { lines: string; entries: ListEntry[] } {
  const entries: ListEntry[] = [];
  const lines = list.map(({ text, marker, depth }) => {
    const indent = INDENT.repeat(depth);
    const lead = `${indent}${marker} `;
    const line = lead + text.replaceAll('\n', `\n${' '.repeat(lead.length)}`);
    const start = (entries.at(-1)?.end ?? from - 1) + 1;
    entries.push({
      start,
      end: start + line.length,
      textStart: start + lead.length,
      depth,
    });
    return line;
  });
  return { lines: lines.join('\n'), entries };
}
