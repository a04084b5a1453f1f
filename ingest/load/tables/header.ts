/** Names of columns are short. */
const MAX_NAME_CHARACTERS = 60;
/** As many rows as tell what a column holds. */
const SAMPLED_ROWS = 50;
/** Numbers, amounts, percentages, dates, times and ranges of these: "21 kg", "€ 12.50", "31/01/2024", "9–12". */
const QUANTITY =
  /^[(\s]*[-+–~<>≤≥±]?\s?[€$£¥]?\s?\d[\d.,:'’/–\s-]{0,30}(?:%|‰|°C|[€$£¥]|\p{L}{1,8}\.?)?[)\s]*$/u;
const YEAR = /^(?:19|20)\d\d$/;
/** Words that name columns and next to nothing else. */
const COLUMN_WORD =
  /\b(?:address|amount|answer|author|category|city|code|comment|cost|country|currency|date|definition|department|description|details?|duration|e-?mail|fee|id|item|key|language|limit|meaning|name|notes?|number|option|owner|parameter|phone|position|price|product|quantity|question|reason|role|section|setting|size|status|team|term|time|title|total|type|unit|value|version|zone)s?$/i;

type Row = readonly string[];

/**
 * Whether the first row names the columns of those below it. It has to differ from them: in a column of
 * quantities it has words, or it is much shorter than what stands below, or all its words are those that
 * columns are named with, or it fills at least three columns of words. When in doubt it does not: a header
 * that is taken for a row does less harm than a row that is taken for a header.
 * @param rows cells trimmed; rows may differ in length
 */
export function startsWithHeader(rows: readonly Row[]): boolean {
  const [names, ...below] = rows;
  const body = below.slice(0, SAMPLED_ROWS).filter((row) => row.some((cell) => cell !== ''));
  if (names === undefined || body.length === 0) return false;
  const columns = columnsOf(names, body);
  if (!areNames(columns)) return false;
  if (columns.every(({ name }) => COLUMN_WORD.test(name))) return true;
  // In two columns, "Model: A3" above "Weight: 21 kg" and "Height: 30 cm" is no header.
  if (columns.length === 2) return columns.some((column) => isLonger(column) || isOneUnit(column));
  return columns.some((column) => isLonger(column) || isQuantities(column)) || areWords(columns);
}

interface Column {
  readonly name: string;
  /** What stands below, without empty cells. */
  readonly cells: Row;
}

function columnsOf(names: Row, body: readonly Row[]): Column[] {
  const width = Math.max(...body.map((row) => row.length), names.length);
  const columns = Array.from({ length: width }, (_, index) => ({
    name: names[index] ?? '',
    cells: body.map((row) => row[index] ?? '').filter((cell) => cell !== ''),
  }));
  return columns.filter(({ name, cells }) => name !== '' || cells.length > 0);
}

/** Only the first column, that of the rows' names, may do without one; years may be names. */
function areNames(columns: readonly Column[]): boolean {
  const names = columns.map(({ name }) => name).filter((name) => name !== '');
  if (columns.length < 2 || columns.slice(1).some(({ name }) => name === '')) return false;
  if (new Set(names).size < names.length) return false;
  return columns.every(({ name, cells }) => {
    if (name.length > MAX_NAME_CHARACTERS) return false;
    if (YEAR.test(name)) return !cells.some((cell) => YEAR.test(cell));
    return !QUANTITY.test(name);
  });
}

function isQuantities({ name, cells }: Column): boolean {
  if (name === '') return false;
  return cells.filter((cell) => QUANTITY.test(cell)).length * 2 > cells.length;
}

function isOneUnit(column: Column): boolean {
  const units = new Set(column.cells.map((cell) => cell.replace(/[\d\s.,:'’/–-]/g, '')));
  return isQuantities(column) && column.cells.length > 1 && units.size === 1;
}

function isLonger({ name, cells }: Column): boolean {
  if (name === '' || cells.length === 0) return false;
  const meanLength = cells.reduce((sum, cell) => sum + cell.length, 0) / cells.length;
  return meanLength > 20 && meanLength > name.length * 2.5;
}

function areWords(columns: readonly Column[]): boolean {
  return columns.every(({ name, cells }) => name !== '' && cells.length > 1);
}
