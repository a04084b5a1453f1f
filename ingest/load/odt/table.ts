import { refuseBeyond, type CellRange, type Sheet, type SheetRow } from '../tables/grid.ts';
import { elementsOf, type XmlElement } from '../xml/tree.ts';

/** As many as a workbook can have; a repeat may say more. */
const MAX_COLUMNS = 16_384;

/**
 * A table of a text or of a workbook. Repeated rows and cells are written out where they hold anything.
 * @param wordsOf the words of a cell
 * @throws DOCUMENT_TOO_LARGE
 */
export function readTable(
  table: XmlElement,
  name: string,
  wordsOf: (cell: XmlElement) => string,
): Sheet {
  const hiddenColumns = readHiddenColumns(table);
  const rows: SheetRow[] = [];
  const merges: CellRange[] = [];
  let headerRow: number | null = null;
  let index = 0;
  let startsAnew = false;
  let written = 0;
  for (const { row, isHeader } of rowsOf(table, false)) {
    const count = repeats(row, 'table:number-rows-repeated');
    // A filter is a way of looking at rows, not of putting them away.
    const isHidden = row.attributes['table:visibility'] === 'collapse';
    const cells = readRow(row, index, hiddenColumns, merges, wordsOf);
    if (cells.size > 0 && !isHidden) {
      if (isHeader) headerRow ??= index;
      refuseBeyond((written += cells.size * count));
      for (let copy = 0; copy < count; copy++) {
        rows.push({ index: index + copy, startsAnew, cells });
        startsAnew = false;
      }
    } else if (!isHidden) {
      startsAnew = rows.length > 0;
    }
    index += count;
  }
  return { name, rows, merges, headerRow };
}

interface TableRow {
  readonly row: XmlElement;
  readonly isHeader: boolean;
}

function rowsOf(table: XmlElement, isHeader: boolean): TableRow[] {
  return elementsOf(table).flatMap((element) => {
    if (element.name === 'table:table-row') return [{ row: element, isHeader }];
    const ofHeader = element.name === 'table:table-header-rows';
    if (ofHeader || /^table:table-row(?:s|-group)$/.test(element.name)) {
      return rowsOf(element, isHeader || ofHeader);
    }
    return [];
  });
}

function readHiddenColumns(table: XmlElement): ReadonlySet<number> {
  const hidden = new Set<number>();
  let column = 0;
  for (const element of columnsOf(table)) {
    const end = column + repeats(element, 'table:number-columns-repeated');
    if (element.attributes['table:visibility'] === 'collapse') {
      for (; column < Math.min(end, MAX_COLUMNS); column++) hidden.add(column);
    }
    column = end;
  }
  return hidden;
}

function columnsOf(table: XmlElement): XmlElement[] {
  return elementsOf(table).flatMap((element) => {
    if (element.name === 'table:table-column') return [element];
    const groups = /^table:table-(?:columns|header-columns|column-group)$/.test(element.name);
    return groups ? columnsOf(element) : [];
  });
}

function readRow(
  row: XmlElement,
  index: number,
  hidden: ReadonlySet<number>,
  merges: CellRange[],
  wordsOf: (cell: XmlElement) => string,
): Map<number, string> {
  const cells = new Map<number, string>();
  let column = 0;
  for (const cell of elementsOf(row)) {
    if (!/^table:(?:covered-)?table-cell$/.test(cell.name)) continue;
    const count = repeats(cell, 'table:number-columns-repeated');
    const words = cell.name === 'table:table-cell' ? wordsOf(cell) : '';
    if (words !== '') {
      refuseBeyond(cells.size + count);
      for (let copy = column; copy < column + count; copy++) {
        if (!hidden.has(copy)) cells.set(copy, words);
      }
      noteMerge(cell, index, column, merges);
    }
    column += count;
  }
  return cells;
}

function noteMerge(cell: XmlElement, top: number, left: number, merges: CellRange[]): void {
  const down = repeats(cell, 'table:number-rows-spanned');
  const across = repeats(cell, 'table:number-columns-spanned');
  if (down > 1 || across > 1) {
    merges.push({ top, bottom: top + down - 1, left, right: left + across - 1 });
  }
}

/** How often, as an attribute says; once when it says nothing sensible. */
function repeats({ attributes }: XmlElement, attribute: string): number {
  const count = attributes[attribute] ?? '1';
  return /^[1-9]\d{0,8}$/.test(count) ? Number(count) : 1;
}
