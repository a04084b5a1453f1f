import type * as SheetJs from '@e965/xlsx';
import type { CellObject, Range, WorkBook } from '@e965/xlsx';
import { FootnoteError } from '../../../src/core/errors.ts';
import type { CellRange, Sheet, SheetRow } from '../tables/grid.ts';

/** Formats whose look depends on the country that Excel is set to, written as everyone reads them. */
const UNAMBIGUOUS: Readonly<Record<string, string>> = {
  'm/d/yy': 'yyyy-mm-dd',
  'm/d/yy h:mm': 'yyyy-mm-dd hh:mm',
};

/** A sheet as SheetJS reads it here; its own types say `any` of most. Arrays have holes. */
interface DenseSheet {
  readonly '!data'?: readonly (readonly CellObject[])[];
  readonly '!rows'?: readonly ({ readonly hidden?: boolean } | undefined)[];
  readonly '!cols'?: readonly ({ readonly hidden?: boolean } | undefined)[];
  readonly '!merges'?: readonly Range[];
  readonly '!autofilter'?: { readonly ref: string };
}

/** What SheetJS formats numbers with. */
interface NumberFormats {
  format(format: string, value: number, options: { readonly date1904: boolean }): string;
  is_date(format: string): boolean;
}

/**
 * The sheets of a workbook that are not hidden, in their order. Rows and columns that are hidden are left
 * out, but not rows that a filter hides: a filter is a way of looking, not of putting away.
 * @param bytes the stream of an XLS, or the parts of XLSX or XLSB re-packed
 * @param hasStyles whether the workbook defines any; without, SheetJS fails at each cell, and is slow
 * @throws CORRUPT_DOCUMENT, ENCRYPTED
 */
export async function readSheets(bytes: Uint8Array, hasStyles: boolean): Promise<Sheet[]> {
  const [sheetJs, codePages] = await Promise.all([
    import('@e965/xlsx'),
    import('@e965/xlsx/dist/cpexcel.full.mjs'),
  ]);
  // Old workbooks are in the code page of their country.
  sheetJs.set_cptable(codePages);
  const book = readBook(sheetJs, bytes, hasStyles);
  if (book.SheetNames.length === 0) throw corrupt();
  const { Sheets: states, WBProps: { date1904 = false } = {} } = book.Workbook ?? {};
  const formats = sheetJs.SSF as NumberFormats;
  return book.SheetNames.filter((_, index) => !states?.[index]?.Hidden).map((name) => {
    const sheet = book.Sheets[name] as DenseSheet | undefined;
    // SheetJS leaves out a sheet that it cannot read, without a word.
    if (sheet === undefined) throw corrupt();
    const filter = sheet['!autofilter'];
    return toSheet(name, sheet, filter ? sheetJs.utils.decode_range(filter.ref) : null, (cell) =>
      displayed(formats, cell, date1904),
    );
  });
}

function readBook(sheetJs: typeof SheetJs, bytes: Uint8Array, hasStyles: boolean): WorkBook {
  const { error: print } = console;
  // SheetJS tells the console of each record that it does not know.
  console.error = () => undefined;
  try {
    return sheetJs.read(Buffer.from(bytes), {
      type: 'buffer',
      // Only cells that are there take memory, whatever the sheet says of its size.
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellNF: true,
      // What is hidden is among the styles.
      cellStyles: hasStyles,
    });
  } catch (error) {
    if (/password|encrypt/i.test(String(error))) {
      throw new FootnoteError('ENCRYPTED', {}, { cause: error });
    }
    throw corrupt(error);
  } finally {
    console.error = print;
  }
}

function corrupt(cause?: unknown): FootnoteError {
  const detail = 'The workbook is damaged.';
  return new FootnoteError('CORRUPT_DOCUMENT', {}, { detail, cause });
}

function toSheet(
  name: string,
  sheet: DenseSheet,
  filter: Range | null,
  show: (cell: CellObject) => string,
): Sheet {
  const isFiltered = (row: number): boolean =>
    filter !== null && row > filter.s.r && row <= filter.e.r;
  const isHidden = (row: number): boolean =>
    sheet['!rows']?.[row]?.hidden === true && !isFiltered(row);
  return {
    name,
    rows: toRows(sheet, isHidden, show),
    merges: (sheet['!merges'] ?? []).map(toCellRange),
    headerRow: filter?.s.r ?? null,
  };
}

function toCellRange({ s, e }: Range): CellRange {
  return { top: s.r, bottom: e.r, left: s.c, right: e.c };
}

function toRows(
  sheet: DenseSheet,
  isHidden: (row: number) => boolean,
  show: (cell: CellObject) => string,
): SheetRow[] {
  const rows: SheetRow[] = [];
  for (const [index, row] of present(sheet['!data'] ?? [])) {
    if (isHidden(index)) continue;
    const shown = present(row).filter(([column]) => sheet['!cols']?.[column]?.hidden !== true);
    const texts = shown.map(([column, cell]) => [column, show(cell)] as const);
    const cells = new Map(texts.filter(([, text]) => text !== ''));
    if (cells.size === 0) continue;
    const above = rows.at(-1)?.index ?? index - 1;
    rows.push({ index, cells, startsAnew: hasVisibleBetween(above, index, isHidden) });
  }
  return rows;
}

/** The members of an array that are there, which in a sparse sheet are few, with their indexes. */
function present<T>(array: readonly T[]): (readonly [number, T])[] {
  return Object.keys(array).flatMap((key) => {
    const member = array[Number(key)];
    return member === undefined ? [] : [[Number(key), member] as const];
  });
}

function hasVisibleBetween(
  above: number,
  below: number,
  isHidden: (row: number) => boolean,
): boolean {
  for (let row = above + 1; row < below; row++) if (!isHidden(row)) return true;
  return false;
}

/** The text of a cell as it is seen, but for numbers that a narrow column would round. */
function displayed(formats: NumberFormats, { t, v, w, z }: CellObject, date1904: boolean): string {
  if (t === 'z' || v === undefined || v === null) return '';
  const format = typeof z === 'string' ? z : '';
  if (typeof v !== 'number' || t === 'e') return (w ?? String(v)).trim();
  // SheetJS does not know all formats of dates.
  const unknown = w === undefined && format !== '' && formats.is_date(format);
  const date = UNAMBIGUOUS[format] ?? (unknown ? 'yyyy-mm-dd' : null);
  if (date !== null) return formats.format(date, v, { date1904 });
  // The number of an account or article is displayed as 4.00638E+12.
  if (/^general$/i.test(format) && Number.isSafeInteger(v)) return String(v);
  return (w ?? String(v)).trim();
}
