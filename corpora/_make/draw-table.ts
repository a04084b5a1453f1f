import { breakLines, type Line } from './break-lines.ts';
import type { PageFlow } from './page-flow.ts';
import type { Runs } from './source.ts';
import { drawLine, measureWith, type Pdf, type Type } from './typeface.ts';

const PADDING = 5;
const CELL_GAP = 12;

interface Grid {
  readonly pdf: Pdf;
  readonly flow: PageFlow;
  readonly widths: readonly number[];
}

/** Draws a table as aligned columns between thin rules; a row is never parted, the header is repeated. */
export function drawTable(
  pdf: Pdf,
  flow: PageFlow,
  { columns, rows }: { columns: readonly Runs[]; rows: readonly (readonly Runs[])[] },
  type: Type,
): void {
  const header = { ...type, bold: true };
  const widths = columnWidths(pdf, [columns, ...rows], header, flow.place().width);
  const grid: Grid = { pdf, flow, widths };
  const first = rows[0] ?? [];
  flow.need(heightOf(grid, columns, header) + heightOf(grid, first, type));
  drawRow(grid, columns, header);
  for (const row of rows) {
    const before = flow.place().y;
    flow.need(heightOf(grid, row, type));
    if (flow.place().y < before) drawRow(grid, columns, header);
    drawRow(grid, row, type);
  }
}

/** As wide as the widest cell of each; made narrower in proportion if that is too much. */
function columnWidths(
  pdf: Pdf,
  rows: readonly (readonly Runs[])[],
  type: Type,
  available: number,
): number[] {
  const measure = measureWith(pdf, type);
  const natural = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => lengthOf(row[column] ?? [], measure))),
  );
  const gaps = CELL_GAP * (natural.length - 1);
  const total = natural.reduce((sum, width) => sum + width, 0);
  const scale = Math.min((available - gaps) / total, 1.6);
  return natural.map((width) => width * scale);
}

function lengthOf(runs: Runs, measure: ReturnType<typeof measureWith>): number {
  return runs.reduce((sum, { text, bold }) => sum + measure(text, bold), 0) + 1;
}

function linesOf({ pdf, widths }: Grid, row: readonly Runs[], type: Type): Line[][] {
  return row.map((cell, column) => breakLines(cell, widths[column] ?? 0, measureWith(pdf, type)));
}

function heightOf(grid: Grid, row: readonly Runs[], type: Type): number {
  const most = Math.max(1, ...linesOf(grid, row, type).map(({ length }) => length));
  return most * type.leading + PADDING;
}

function drawRow(grid: Grid, row: readonly Runs[], type: Type): void {
  const { pdf, flow, widths } = grid;
  const { x: left, y, width } = flow.place();
  const height = heightOf(grid, row, type);
  let x = left;
  linesOf(grid, row, type).forEach((lines, column) => {
    lines.forEach((line, index) => {
      drawLine(pdf, type, line, { x, y: y + index * type.leading, fillWidth: null });
    });
    x += (widths[column] ?? 0) + CELL_GAP;
  });
  const rule = y + height - PADDING / 2 - 1;
  pdf.moveTo(left, rule).lineTo(left + width, rule);
  pdf.lineWidth(type.bold ? 0.8 : 0.3).stroke('#7d8a84');
  flow.advance(height, 'text');
}
