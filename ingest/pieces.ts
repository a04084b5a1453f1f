import type { Block, CodeBlock, ListBlock, ListEntry, TableBlock } from '../src/core/blocks.ts';
import { snapToGraphemes } from '../src/core/graphemes.ts';
import type { Span } from '../src/core/model.ts';
import { cutLong, splitSentences } from '../src/core/sentences.ts';
import { lineStarts, trimSpan } from '../src/core/text.ts';
import type { Unit, UnitKind } from '../src/store/types.ts';

/** A longer list entry is quoted sentence by sentence, in UTF-16 code units. */
const MAX_ENTRY_CHARACTERS = 300;
/** Rows and code lines up to this stay whole: half a passage, so that pieces always pack. */
const MAX_PIECE_CHARACTERS = 600;

/** What is never cut: a sentence, entry, row, line of code or heading, with its marks. */
export interface Piece extends Span {
  /** What can be quoted from it, within its span; markers and fences are left out. */
  readonly units: readonly Unit[];
}

/**
 * The pieces of a block: in order, not overlapping, covering all of it that is not white space, with no
 * end inside a grapheme cluster.
 */
export function piecesOf(text: string, block: Block, from: number): Piece[] {
  return snapToGraphemes(text, rawPieces(text, block), from).map((piece) => ({
    ...piece,
    units: snapToGraphemes(text, piece.units, piece.start),
  }));
}

function rawPieces(text: string, block: Block): Piece[] {
  switch (block.kind) {
    case 'heading':
      return [{ start: block.start, end: block.end, units: unitsOf('heading', [block.words]) }];
    case 'paragraph':
    case 'quote':
      return sentencePieces(text, block);
    case 'html':
      return htmlPieces(text, block);
    case 'break':
    case 'definition':
      return cutLong(text, block, MAX_PIECE_CHARACTERS).map((span) => ({ ...span, units: [] }));
    case 'list':
      return listPieces(text, block);
    case 'table':
      return tablePieces(text, block);
    case 'code':
      return codePieces(text, block);
  }
}

function unitsOf(kind: UnitKind, spans: readonly Span[]): Unit[] {
  return spans
    .filter(({ start, end }) => start < end)
    .map(({ start, end }) => ({ start, end, kind }));
}

function sentencePieces(text: string, span: Span): Piece[] {
  return splitSentences(text, span).map((sentence) => ({
    ...sentence,
    units: unitsOf('sentence', [sentence]),
  }));
}

/** A comment is not there for readers, so nothing of it is quoted; it is found all the same. */
function htmlPieces(text: string, block: Span): Piece[] {
  const comment = text.startsWith('<!--', block.start) && text.startsWith('-->', block.end - 3);
  const pieces = sentencePieces(text, block);
  return comment ? pieces.map((piece) => ({ ...piece, units: [] })) : pieces;
}

/** Entries with those nested in them where they are short enough, else each by itself. */
function listPieces(text: string, list: ListBlock): Piece[] {
  const pieces: Piece[] = [];
  const { entries } = list;
  for (let at = 0; at < entries.length;) {
    const entry = entries[at];
    if (entry === undefined) break;
    let next = at + 1;
    while ((entries[next]?.depth ?? 0) > entry.depth) next++;
    const end = entries[next - 1]?.end ?? entry.end;
    if (end - entry.start > MAX_ENTRY_CHARACTERS) next = at + 1;
    const whole = { ...entry, end: next === at + 1 ? entry.end : end };
    for (const piece of entryPieces(text, whole)) pieces.push(piece);
    at = next;
  }
  return pieces;
}

function entryPieces(text: string, entry: ListEntry): Piece[] {
  const words = trimSpan(text, { start: entry.textStart, end: entry.end });
  if (entry.end - entry.start <= MAX_ENTRY_CHARACTERS) {
    return [{ start: entry.start, end: entry.end, units: unitsOf('entry', [words]) }];
  }
  const sentences = sentencePieces(text, words);
  // The marker belongs to the first sentence's piece.
  return sentences.map((piece, index) => (index === 0 ? { ...piece, start: entry.start } : piece));
}

function tablePieces(text: string, table: TableBlock): Piece[] {
  const header = trimSpan(text, { start: table.start, end: table.rows[0]?.start ?? table.end });
  const head = cutLong(text, header, MAX_PIECE_CHARACTERS).map((span) => ({ ...span, units: [] }));
  const rows = table.rows.flatMap((row): Piece[] =>
    row.end - row.start <= MAX_PIECE_CHARACTERS
      ? [{ ...row, units: unitsOf('row', [row]) }]
      : sentencePieces(text, row),
  );
  return joinFirst(head, rows);
}

/** A table's header lines belong to its first row, an opening fence to the first line. */
function joinFirst(head: readonly Piece[], body: readonly Piece[]): Piece[] {
  const [first, ...rest] = body;
  const [only] = head;
  if (first === undefined || only === undefined || head.length > 1) return [...head, ...body];
  if (first.end - only.start > MAX_PIECE_CHARACTERS) return [...head, ...body];
  return [{ ...first, start: only.start }, ...rest];
}

function codePieces(text: string, block: CodeBlock): Piece[] {
  const { code } = block;
  if (code.end <= code.start) return [{ start: block.start, end: block.end, units: [] }];
  if (block.end - block.start <= MAX_PIECE_CHARACTERS) {
    return [{ start: block.start, end: block.end, units: unitsOf('code', [code]) }];
  }
  const lines = codeLines(text, code);
  return lines.map((line, index) => ({
    start: index === 0 ? block.start : line.start,
    end: index === lines.length - 1 ? block.end : line.end,
    units: unitsOf('code', [line]),
  }));
}

function codeLines(text: string, code: Span): Span[] {
  const starts = lineStarts(text.slice(code.start, code.end)).map((start) => code.start + start);
  return starts.flatMap((start, index) => {
    const line = trimSpan(text, { start, end: starts[index + 1] ?? code.end });
    return line.start < line.end ? cutLong(text, line, MAX_PIECE_CHARACTERS) : [];
  });
}
