import { startsWithHeader } from '../tables/header.ts';
import type { Row } from './grid.ts';
import type { Page } from './page.ts';
import { walk } from './tree.ts';

const MAX_HEADER_ROWS = 4;

/** A table's rows by what they are. */
export interface TableParts {
  /** Rows of a single cell at the top: what the table is about. */
  readonly titles: readonly string[];
  /** Null when no row names the columns. */
  readonly columns: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
  /** Rows of a single cell at the end: what has to be said of all the others. */
  readonly notes: readonly string[];
}

/**
 * The header is the rows of thead, or rows of th alone; where nothing says so, a first row that is set in
 * bold, or names what stands below it.
 */
export function partsOf(page: Page, grid: readonly Row[]): TableParts {
  const isWide = ({ cells }: Row): boolean => cells.length > 1;
  const wide = grid.some(isWide);
  const start = wide ? grid.findIndex(isWide) : 0;
  const end = wide ? grid.findLastIndex(isWide) + 1 : grid.length;
  const rows = grid.slice(start, end);
  const headerCount = countHeaderRows(page, rows);
  const onlyCell = ({ cells }: Row): string => cells[0] ?? '';
  return {
    titles: grid.slice(0, start).map(onlyCell),
    columns: headerCount > 0 ? columnsOf(rows.slice(0, headerCount)) : null,
    rows: rows.slice(headerCount).map(({ cells }) => cells),
    notes: grid.slice(end).map(onlyCell),
  };
}

function countHeaderRows(page: Page, rows: readonly Row[]): number {
  const isBody = (row: Row): boolean =>
    row.group !== 'thead' && row.own.some((cell) => page.nodes[cell]?.name !== 'th');
  const stated = rows.findIndex(isBody);
  if (stated < 0 || stated > MAX_HEADER_ROWS) return 0;
  return stated > 0 ? stated : Number(looksLikeHeader(page, rows));
}

function looksLikeHeader(page: Page, [first, ...rest]: readonly Row[]): boolean {
  if (first === undefined || rest.length === 0 || first.cells.length < 2) return false;
  if (isBold(page, first)) return rest.some((row) => !isBold(page, row));
  return startsWithHeader([first, ...rest].map(({ cells }) => cells));
}

/** All its words are bold. */
function isBold({ nodes, leftOut }: Page, { own }: Row): boolean {
  return own.every((cell) => {
    let bold = 0;
    let plain = false;
    const step = (by: number) => (name: string) => {
      if (name === 'b' || name === 'strong' || name === 'th') bold += by;
    };
    walk(
      nodes,
      leftOut,
      { from: cell, end: nodes[cell]?.end ?? cell },
      {
        text: ({ text }) => void (plain ||= bold === 0 && text.trim() !== ''),
        enter({ name }) {
          step(1)(name);
          return true;
        },
        leave: ({ name }) => step(-1)(name),
      },
    );
    return !plain;
  });
}

/** The names of each column over all header rows: "2026 Q1". */
function columnsOf(header: readonly Row[]): string[] {
  const width = Math.max(...header.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, column) =>
    [...new Set(header.map(({ cells }) => cells[column] ?? ''))].join(' ').trim(),
  );
}
