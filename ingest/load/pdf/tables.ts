import { startsWithHeader } from '../tables/header.ts';
import type { Cell, Line } from './lines.ts';

/** A run of lines whose cells stand in columns. */
export interface LaidOutTable {
  /** How many of the given lines it takes. */
  readonly lines: number;
  /** Its first row, where that is set in another font than those below, or names what they hold. */
  readonly columns: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

interface Row {
  readonly font: string;
  /** Its first baseline and, so far, its last. */
  readonly y: number;
  bottom: number;
  readonly cells: string[];
}

const MIN_ROWS = 2;
/** Baselines this close, in letter heights, are one. */
const SAME_LINE = 0.5;
/** A line this close below a row, in letter heights, is the row's second line. */
const TIGHT_LEADING = 1.35;
/** A line further below, in letter heights, is no part of the table. */
const MAX_LEADING = 4;
/** How far to the left of its column, in letter heights, a cell may begin: columns may be centred. */
const COLUMN_SLACK = 3;
/** Cells have fewer lines than this. */
const MAX_CELL_LINES = 8;
const LIST_MARKER = /^(?:[-•●▪◦–‣·*]|\(?(?:\d{1,3}|[a-zA-Z])[.)])$/;

/** The table that begins with the first line; null when none does. */
export function readTable(lines: readonly Line[]): LaidOutTable | null {
  const [first] = lines;
  if (first === undefined || !hasColumns(first)) return null;
  const starts = columnStarts(lines);
  const rows: Row[] = [];
  let taken = 0;
  for (const line of lines) {
    if (line.turned || line.page !== first.page) break;
    const cells = placeCells(line, starts);
    if (cells === null || !takeLine(rows, cells, lines.slice(taken, taken + 1 + MAX_CELL_LINES)))
      break;
    taken++;
  }
  if (rows.length < MIN_ROWS || starts.length < 2) return null;
  const [head, ...body] = rows as [Row, ...Row[]];
  const distinct = body.every(({ font }) => font !== head.font);
  const headed = distinct || startsWithHeader(rows.map(({ cells }) => cells));
  return {
    lines: taken,
    columns: headed ? head.cells : null,
    rows: (headed ? body : rows).map(({ cells }) => cells),
  };
}

/**
 * Adds the line to the last row, or as a row of its own; false when it is no part of the table.
 * @param lines the line, and those that follow it
 */
function takeLine(rows: Row[], cells: string[], [line, ...below]: readonly Line[]): boolean {
  if (line === undefined) return false;
  const row = rows.at(-1);
  const gap = row === undefined ? 0 : (line.y - row.bottom) / line.size;
  if (row !== undefined && (gap > MAX_LEADING || line.y < row.y - line.size * SAME_LINE))
    return false;
  if (row !== undefined && continuesRow(cells, gap)) {
    cells.forEach((cell, column) => {
      row.cells[column] = `${row.cells[column] ?? ''} ${cell}`.trim();
    });
    row.bottom = Math.max(row.bottom, line.y);
    return true;
  }
  if (!hasColumns(line) && !opensRow(line, below)) return false;
  rows.push({ font: line.font, y: line.y, bottom: line.y, cells });
  return true;
}

/**
 * Whether the first line is the first of a cell of several lines, with the row's other cells drawn after it:
 * the lines go on right below, and then back up to where the first one stands.
 */
function opensRow(first: Line, below: readonly Line[]): boolean {
  let lowest = first.y;
  for (const line of below) {
    if (line.page !== first.page) return false;
    if (Math.abs(line.y - first.y) <= line.size * SAME_LINE) return line.x > first.right;
    const gap = (line.y - lowest) / line.size;
    if (line.x !== first.x || gap <= 0 || gap > TIGHT_LEADING) return false;
    lowest = line.y;
  }
  return false;
}

/** A further line of the row's cells, or a cell that is drawn after the second line of the one before. */
function continuesRow(cells: readonly string[], gap: number): boolean {
  if (gap <= SAME_LINE) return true;
  const onlyFirst = cells.slice(1).every((cell) => cell === '');
  return gap <= TIGHT_LEADING && (cells[0] === '' || onlyFirst);
}

/** Two cells or more, of which the first is not just the mark of a list's entry. */
function hasColumns({ cells, turned }: Line): boolean {
  const [first] = cells;
  const marker = first !== undefined && LIST_MARKER.test(first.text);
  return !turned && cells.length >= 2 && !(marker && cells.length === 2);
}

/** Where columns begin: at the cells of the line that has most of them, among the first few. */
function columnStarts(lines: readonly Line[]): number[] {
  let widest: readonly Cell[] = [];
  for (const line of lines.slice(0, 5)) {
    if (!hasColumns(line)) break;
    if (line.cells.length > widest.length) widest = line.cells;
  }
  return widest.map(({ x }) => x);
}

/** The line's cells by column; null when one stands where no column is. */
function placeCells({ cells, size }: Line, starts: readonly number[]): string[] | null {
  const row = starts.map(() => '');
  for (const { x, text } of cells) {
    const column = starts.findLastIndex((start) => x >= start - size * COLUMN_SLACK);
    if (column < 0) return null;
    row[column] = row[column] === '' ? text : `${row[column]} ${text}`;
  }
  return row;
}
