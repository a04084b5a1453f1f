/*
 * What a line of Markdown begins, after CommonMark 0.31 and GitHub's tables. Each takes the line without
 * its line end.
 */

export interface FenceOpening {
  readonly mark: '`' | '~';
  readonly length: number;
}

export function fenceOpening(line: string): FenceOpening | null {
  const found = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/s.exec(line);
  if (!found) return null;
  const marks = found[1] ?? found[2] ?? '';
  return { mark: found[1] ? '`' : '~', length: marks.length };
}

export function closesFence(line: string, { mark, length }: FenceOpening): boolean {
  const found = /^ {0,3}(`+|~+)[ \t]*$/.exec(line);
  return found?.[1]?.startsWith(mark) === true && found[1].length >= length;
}

export function atxLevel(line: string): number {
  return /^ {0,3}(#{1,6})(?:[ \t]|$)/.exec(line)?.[1]?.length ?? 0;
}

/** 1 for a line of `=`, 2 for one of `-`, else 0: only a paragraph above makes it a heading. */
export function setextLevel(line: string): number {
  const mark = /^ {0,3}(=+|-+)[ \t]*$/.exec(line)?.[1];
  return mark === undefined ? 0 : mark.startsWith('=') ? 1 : 2;
}

export function isThematicBreak(line: string): boolean {
  if (!/^ {0,3}[-*_]/.test(line)) return false;
  // Without the white space first: a repeated group overflows on a line of megabytes.
  return /^(?:\*{3,}|-{3,}|_{3,})$/.test(line.replace(/[ \t]+/g, ''));
}

export function isQuoted(line: string): boolean {
  return /^ {0,3}>/.test(line);
}

export function isIndentedCode(line: string): boolean {
  return /^(?: {4}| {0,3}\t)[ \t]*\S/.test(line);
}

/** `[label]: https://…`, which says where a link leads; a footnote's text (`[^1]: …`) is text. */
export function isDefinition(line: string): boolean {
  return /^ {0,3}\[(?!\^)[^[\]]+\]:[ \t]*\S+(?:[ \t]+["'(].*)?[ \t]*$/.test(line);
}

export interface ListMarker {
  /** Columns before the marker. */
  readonly indent: number;
  /** Columns before the entry's text: what a following line needs to belong to it. */
  readonly contentIndent: number;
  /** Code units before the entry's text. */
  readonly textOffset: number;
  /** The bullet, or the delimiter behind the number: another one begins another list. */
  readonly type: string;
  readonly empty: boolean;
  readonly startsAtOne: boolean;
}

/** The list marker that a line begins with at any indentation; null when it has none. */
export function listMarker(line: string): ListMarker | null {
  const found = /^([ \t]*)([-+*]|(\d{1,9})([.)]))(?:([ \t]+)|$)/.exec(line);
  if (!found || isThematicBreak(line.trimStart())) return null;
  const [whole, lead = '', marker = '', number, delimiter, gap = ''] = found;
  const indent = columnsOf(lead);
  const empty = whole.length === line.length;
  // Five spaces or more behind a marker are one and indented code.
  const upToMarker = indent + marker.length;
  const gapColumns = empty || gap.length > 4 ? 1 : columnsOf(gap, upToMarker) - upToMarker;
  return {
    indent,
    contentIndent: upToMarker + gapColumns,
    textOffset: whole.length,
    type: delimiter ?? marker,
    empty,
    startsAtOne: number === undefined || Number(number) === 1,
  };
}

/** Width of the white space a line begins with; a tab goes to the next multiple of four. */
export function indentOf(line: string): number {
  return columnsOf(/^[ \t]*/.exec(line)?.[0] ?? '');
}

function columnsOf(white: string, from = 0): number {
  let columns = from;
  for (const character of white) columns += character === '\t' ? 4 - (columns % 4) : 1;
  return columns;
}

const HTML_TO_CLOSING_TAG = /^ {0,3}<(script|pre|style|textarea)(?:[\s>]|$)/i;
const HTML_TO_MARK: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<![A-Za-z]/, />/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
];
const HTML_BLOCK_TAG =
  /^ {0,3}<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[\s/>]|$)/i;
const HTML_LONE_TAG = /^ {0,3}<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>[ \t]*$/i;

/** What ends the HTML block that this line begins: a mark on a line, or a blank line; null = no HTML. */
export function htmlOpening(line: string, interruptsParagraph: boolean): RegExp | 'blank' | null {
  if (!/^ {0,3}</.test(line)) return null;
  const tag = HTML_TO_CLOSING_TAG.exec(line)?.[1];
  if (tag !== undefined) return new RegExp(`</${tag}>`, 'i');
  const marked = HTML_TO_MARK.find(([opening]) => opening.test(line));
  if (marked) return marked[1];
  if (HTML_BLOCK_TAG.test(line)) return 'blank';
  return !interruptsParagraph && HTML_LONE_TAG.test(line) ? 'blank' : null;
}

/** Number of cells of a table's delimiter line (`| --- | :-: |`); 0 when it is none. */
export function delimiterCells(line: string): number {
  if (!/^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/.test(line)) return 0;
  if (indentOf(line) > 3 || !line.includes('|')) return 0;
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|').length;
}
