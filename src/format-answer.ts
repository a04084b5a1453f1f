import type { Answer, Citation, Hit } from './core/model.ts';
import { printable } from './core/printable.ts';

/** How the answer is to be shown. */
export interface TextLayout {
  /** Columns of the terminal; at least 40 are used. */
  readonly width: number;
  /** Whether to use bold and dim. */
  readonly color: boolean;
}

const MIN_WIDTH = 40;
/** Indentation of footnotes, in columns: enough for "[10] ". */
const INDENT = 5;
const MAX_NEAREST_CHARACTERS = 240;

/**
 * An answer as a person reads it in a terminal: the text, then one footnote for each citation with the
 * document, its revision, the place and the quoted words. An abstention is followed by the nearest
 * passages. Ends with a line end.
 *
 * Text from documents is never trusted: only what is printable of it reaches the terminal.
 */
export function formatAnswer(answer: Answer, { width, color }: TextLayout): string {
  const columns = Math.max(width, MIN_WIDTH);
  const style = color ? ansi : plain;
  // A row or an entry stands on a line of its own.
  const lines = answer.text.split('\n').flatMap((line) => wrap(printable(line), columns));
  const text = lines.map(style.bold);
  const blocks =
    answer.status === 'answered'
      ? answer.citations.map((citation) => footnote(citation, columns, style))
      : declined(answer.abstention, columns, style);
  return `${[text, ...blocks].map((block) => block.join('\n')).join('\n\n')}\n`;
}

type Style = Readonly<Record<'bold' | 'dim', (line: string) => string>>;
const plain: Style = { bold: (line) => line, dim: (line) => line };
const ansi: Style = {
  bold: (line) => `\x1b[1m${line}\x1b[22m`,
  dim: (line) => `\x1b[2m${line}\x1b[22m`,
};

function footnote(citation: Citation, columns: number, style: Style): string[] {
  const changed = citation.status === 'current' ? '' : `, since ${citation.status}`;
  return entry(
    `[${citation.number}]`,
    citation,
    `“${printable(citation.quote)}”`,
    columns,
    style,
    changed,
  );
}

function declined(abstention: Answer['abstention'], columns: number, style: Style): string[][] {
  if (abstention === null) return [];
  const reason = wrap(printable(abstention.reason), columns);
  return [reason, ...nearest(abstention.nearest, columns, style)];
}

function nearest(hits: readonly Hit[], columns: number, style: Style): string[][] {
  if (hits.length === 0) return [];
  const entries = hits.map((hit) =>
    entry(' - ', hit, shortened(printable(hit.text)), columns, style),
  );
  return [['The nearest passages:'], ...entries];
}

function entry(
  mark: string,
  place: Citation | Hit,
  words: string,
  columns: number,
  style: Style,
  status = '',
): string[] {
  const indented = (text: string) =>
    wrap(text, columns - INDENT).map((line) => ' '.repeat(INDENT) + line);
  const [title = '', ...rest] = indented(printable(place.title));
  const headings = place.headings.map(printable).join(' › ');
  return [
    mark.padEnd(INDENT) + title.trimStart(),
    ...rest,
    ...indented(`${whereabouts(place)}${status}`).map(style.dim),
    ...(headings === '' ? [] : indented(headings).map(style.dim)),
    ...indented(words),
  ];
}

function whereabouts({ documentId, revision, lines, page }: Citation | Hit): string {
  const range =
    lines.start === lines.end ? `line ${lines.start}` : `lines ${lines.start}–${lines.end}`;
  return `${printable(documentId)}, revision ${revision}, ${range}${page === null ? '' : `, page ${page}`}`;
}

function shortened(text: string): string {
  const characters = [...text];
  if (characters.length <= MAX_NEAREST_CHARACTERS) return text;
  return `${characters
    .slice(0, MAX_NEAREST_CHARACTERS - 1)
    .join('')
    .trimEnd()}…`;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** Columns that a grapheme takes: two for East Asian wide characters and emoji. */
function columnsOf(grapheme: string): number {
  return WIDE.test(grapheme) ? 2 : 1;
}

/**
 * Lines of at most `columns` columns, broken at spaces, or where one word is longer than a line (as in
 * languages without spaces) between graphemes.
 */
function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    const pieces = [...graphemes.segment(word)].map(({ segment }) => segment);
    const wordColumns = pieces.reduce((sum, piece) => sum + columnsOf(piece), 0);
    const fits = used === 0 || used + 1 + wordColumns <= columns;
    if (fits && used > 0) [line, used] = [`${line} `, used + 1];
    if (!fits) {
      lines.push(line);
      [line, used] = ['', 0];
    }
    for (const piece of pieces) {
      if (used + columnsOf(piece) > columns) {
        lines.push(line);
        [line, used] = ['', 0];
      }
      [line, used] = [line + piece, used + columnsOf(piece)];
    }
  }
  return [...lines, line];
}
