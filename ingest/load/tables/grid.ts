import { FootnoteError } from '../../../src/core/errors.ts';

/** A sheet as a person sees it, whatever format it comes from: hidden rows and columns are not in it. */
export interface Sheet {
  readonly name: string;
  /** Those that hold anything, from the top. */
  readonly rows: readonly SheetRow[];
  readonly merges: readonly CellRange[];
  /** Row that the file itself takes for the header (it has filter buttons); null when it names none. */
  readonly headerRow: number | null;
}

export interface SheetRow {
  /** As the file counts, from 0; hidden rows count. */
  readonly index: number;
  /** An empty row stands above, so that another table may begin. */
  readonly startsAnew: boolean;
  /** Texts as they are displayed, by column from 0; empty ones are left out. */
  readonly cells: ReadonlyMap<number, string>;
}

/** Both ends belong to it. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A row of the grid that a sheet is laid out as: each has a cell for every column that is used. */
export interface GridRow {
  readonly index: number;
  readonly startsAnew: boolean;
  readonly cells: string[];
  /** The same with what is merged across several columns in each of these; null when nothing is. */
  readonly across: readonly string[] | null;
}

/** Positions in the grid of a sheet, empty ones included. */
export const MAX_GRID_CELLS = 2_000_000;

/**
 * The sheet without its empty rows and columns. What is merged down several rows stands in each of them, so
 * that each row says all that belongs to it.
 * @throws DOCUMENT_TOO_LARGE for more than MAX_GRID_CELLS
 */
export function layOutSheet({ rows, merges }: Sheet): GridRow[] {
  const columns = usedColumns(rows);
  refuseBeyond(rows.length * columns.size);
  const across = mergedAcross(merges);
  const budget = { filled: 0 };
  const grid = rows.map(({ index, startsAnew, cells }): GridRow => {
    const laidOut = Array.from(columns.keys(), (column) => cells.get(column) ?? '');
    const wide = across.get(index) ?? [];
    return {
      index,
      startsAnew,
      cells: laidOut,
      across: wide.length === 0 ? null : fillAcross(laidOut, wide, columns, budget),
    };
  });
  fillDown(grid, merges, columns, budget);
  return grid;
}

/** Columns that hold anything, with their places in the grid. */
function usedColumns(rows: readonly SheetRow[]): Map<number, number> {
  const used = new Set<number>();
  for (const { cells } of rows) for (const column of cells.keys()) used.add(column);
  return new Map([...used].sort((a, b) => a - b).map((column, place) => [column, place]));
}

/** Cells that are filled from merged ones; a sheet may merge the same cells again and again. */
interface Budget {
  filled: number;
}

function mergedAcross(merges: readonly CellRange[]): Map<number, CellRange[]> {
  const byRow = new Map<number, CellRange[]>();
  for (const merge of merges.filter(({ left, right }) => right > left)) {
    const ofRow = byRow.get(merge.top);
    if (ofRow) ofRow.push(merge);
    else byRow.set(merge.top, [merge]);
  }
  return byRow;
}

function fillAcross(
  cells: readonly string[],
  merges: readonly CellRange[],
  columns: ReadonlyMap<number, number>,
  budget: Budget,
): string[] {
  const filled = [...cells];
  for (const { left, right } of merges) {
    const words = cells[columns.get(left) ?? -1] ?? '';
    for (const [column, place] of columns) {
      refuseBeyond(++budget.filled);
      if (column > left && column <= right) filled[place] ||= words;
    }
  }
  return filled;
}

function fillDown(
  grid: readonly GridRow[],
  merges: readonly CellRange[],
  columns: ReadonlyMap<number, number>,
  budget: Budget,
): void {
  const placeOfRow = new Map(grid.map(({ index }, place) => [index, place]));
  for (const { top, bottom, left } of merges) {
    const first = placeOfRow.get(top);
    const place = columns.get(left);
    if (bottom === top || first === undefined || place === undefined) continue;
    const words = grid[first]?.cells[place] ?? '';
    for (let row = first + 1; (grid[row]?.index ?? Infinity) <= bottom; row++) {
      const cells = grid[row]?.cells;
      if (cells !== undefined) cells[place] ||= words;
      refuseBeyond(++budget.filled);
    }
  }
}

/** @throws DOCUMENT_TOO_LARGE */
export function refuseBeyond(cells: number): void {
  if (cells <= MAX_GRID_CELLS) return;
  const detail = `A sheet has more than ${MAX_GRID_CELLS} cells.`;
  throw new FootnoteError('DOCUMENT_TOO_LARGE', { maxCells: MAX_GRID_CELLS }, { detail });
}
