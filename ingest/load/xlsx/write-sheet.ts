import type { ExtractionWriter } from '../extraction.ts';
import { layOutSheet, type GridRow, type Sheet } from '../tables/grid.ts';
import { filled, findHeader } from './header-rows.ts';

/** A note below a table is words, not the one filled cell of a row. */
const MIN_NOTE_CHARACTERS = 25;

/**
 * A sheet: its name as a heading, then its tables. An empty row ends a table, unless what follows has no
 * header of its own and the same columns. Lines above a header and below the last row are paragraphs.
 * A sheet without a cell leaves nothing.
 */
export function writeSheet(sheet: Sheet, writer: ExtractionWriter): void {
  const grid = layOutSheet(sheet);
  if (grid.length === 0) return;
  writer.heading(1, sheet.name);
  for (const { before, columns, rows, after } of tablesOf(grid, sheet.headerRow)) {
    for (const row of before) writer.paragraph(inOneLine(row));
    if (rows.some((row) => filled(row.cells) > 1)) writeTable(columns, rows, writer);
    else for (const row of rows) writer.paragraph(inOneLine(row));
    for (const row of after) writer.paragraph(inOneLine(row));
  }
}

/** Columns that this table leaves empty belong to another one on the sheet. */
function writeTable(
  columns: readonly string[] | null,
  rows: readonly GridRow[],
  writer: ExtractionWriter,
): void {
  const places = (columns ?? rows[0]?.cells ?? []).map((_, place) => place);
  const used = places.filter(
    (place) => (columns?.[place] ?? '') !== '' || rows.some(({ cells }) => cells[place] !== ''),
  );
  const narrow = (cells: readonly string[]): string[] => used.map((place) => cells[place] ?? '');
  writer.table(
    columns === null ? null : narrow(columns),
    rows.map(({ cells }) => narrow(cells)),
  );
}

interface Table {
  readonly before: readonly GridRow[];
  readonly columns: readonly string[] | null;
  readonly rows: GridRow[];
  after: readonly GridRow[];
}

function tablesOf(grid: readonly GridRow[], headerRow: number | null): Table[] {
  const tables: Table[] = [];
  for (const part of partsOf(grid)) {
    const table = tableOf(part, headerRow);
    const last = tables.at(-1);
    if (last === undefined || !goesOn(last, table)) {
      tables.push(table);
      continue;
    }
    // What looked like a note was none if the table goes on below it.
    for (const row of last.after) last.rows.push(row);
    for (const row of table.rows) last.rows.push(row);
    last.after = table.after;
  }
  return tables;
}

function partsOf(grid: readonly GridRow[]): GridRow[][] {
  const parts: GridRow[][] = [];
  for (const row of grid) {
    const open = parts.at(-1);
    if (open === undefined || row.startsAnew) parts.push([row]);
    else open.push(row);
  }
  return parts;
}

function goesOn({ columns }: Table, { columns: own, before, rows }: Table): boolean {
  if (columns === null || own !== null || before.length > 0) return false;
  const fits = (cell: string, place: number): boolean => cell === '' || columns[place] !== '';
  return rows.every(({ cells }) => filled(cells) > 1 && cells.every(fits));
}

function tableOf(part: readonly GridRow[], headerRow: number | null): Table {
  const header = findHeader(part, headerRow);
  const from = header?.from ?? titleLines(part);
  const rows = part.slice(header?.to ?? from);
  const notes = header === null ? 0 : noteLines(rows);
  return {
    before: part.slice(0, from),
    columns: header?.columns ?? null,
    rows: rows.slice(0, rows.length - notes),
    after: rows.slice(rows.length - notes),
  };
}

/** Lines of a single cell above the others. */
function titleLines(part: readonly GridRow[]): number {
  return Math.max(
    0,
    part.findIndex(({ cells }) => filled(cells) > 1),
  );
}

/** Lines of a single cell below the others. */
function noteLines(rows: readonly GridRow[]): number {
  const lastRecord = rows.findLastIndex(({ cells }) => {
    const [first = '', ...others] = cells.filter((cell) => cell !== '');
    return others.length > 0 || first.length < MIN_NOTE_CHARACTERS;
  });
  return rows.length - 1 - lastRecord;
}

function inOneLine({ cells }: GridRow): string {
  return cells.filter((cell) => cell !== '').join(' ');
}
