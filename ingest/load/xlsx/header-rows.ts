import type { GridRow } from '../tables/grid.ts';
import { startsWithHeader } from '../tables/header.ts';

/** The rows of a table that name its columns. */
export interface HeaderRows {
  /** They are `[from, to)` of the table's rows. */
  readonly from: number;
  readonly to: number;
  readonly columns: readonly string[];
}

/** Further down no header is looked for. */
const MAX_LINES_ABOVE = 20;
const SAMPLED_ROWS = 50;

/**
 * The header: the row that the file names, else the first that reads like one, with nothing but titles above.
 * @param headerRow index, in the sheet, of the row that the file names; null when it names none
 */
export function findHeader(rows: readonly GridRow[], headerRow: number | null): HeaderRows | null {
  const stated = headerRow === null ? -1 : rows.findIndex(({ index }) => index === headerRow);
  if (stated >= 0) return { from: stated, to: stated + 1, columns: rows[stated]?.cells ?? [] };
  const widest = rows.reduce((most, { cells }) => Math.max(most, filled(cells)), 0);
  for (let from = 0; from < Math.min(rows.length, MAX_LINES_ABOVE); from++) {
    const sample = rows.slice(from, from + SAMPLED_ROWS);
    const header = twoLines(sample) ?? oneLine(sample);
    if (header !== null) return { columns: header.columns, from, to: from + header.lines };
    // Above a header stand titles, and lines such as "Valid from: | 1 May".
    const count = filled(rows[from]?.cells ?? []);
    if (count > 2 || (count === 2 && widest < 3)) return null;
  }
  return null;
}

/** How many cells hold anything. */
export function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell !== '').length;
}

interface HeaderLines {
  readonly columns: readonly string[];
  readonly lines: number;
}

function oneLine(rows: readonly GridRow[]): HeaderLines | null {
  const [columns = [], ...body] = rows.map(({ cells }) => cells);
  return startsWithHeader([columns, ...body]) ? { columns, lines: 1 } : null;
}

/** "2024" merged across "Q1" and "Q2" names the columns "2024 Q1" and "2024 Q2". */
function twoLines([upper, lower, ...body]: readonly GridRow[]): HeaderLines | null {
  const across = upper?.across ?? [];
  // What is merged across all of them is a title.
  if (lower === undefined || new Set(across.filter((cell) => cell !== '')).size < 2) return null;
  const columns = lower.cells.map((cell, place) => {
    const above = across[place] ?? '';
    return above === cell ? cell : `${above} ${cell}`.trim();
  });
  const named = startsWithHeader([columns, ...body.map(({ cells }) => cells)]);
  return named ? { columns, lines: 2 } : null;
}
