import type { Page } from './page.ts';
import { attributeOf, type HtmlNode } from './tree.ts';
import type { WordReader } from './words.ts';

/* The caps of browsers (HTML, "algorithm for processing rows"). */
const MAX_COLSPAN = 1000;
const MAX_ROWSPAN = 65_534;

export type RowGroup = 'thead' | 'tbody' | 'tfoot';

export interface Row {
  readonly group: RowGroup;
  /** Words of each cell; a cell that spans stands in each of its places, but only once if it is alone. */
  readonly cells: readonly string[];
  /** Node indexes of the cells that begin in this row. */
  readonly own: readonly number[];
}

/** How many cells and characters spanning may add, over a whole document. */
export interface SpanBudget {
  cells: number;
  characters: number;
}

export function newSpanBudget(): SpanBudget {
  return { cells: 500_000, characters: 4_000_000 };
}

interface RawRow {
  /** Index of the element that the row stands in; a cell spans no further than that. */
  readonly section: number;
  readonly own: number[];
}

/** By column, the cell that goes on in the rows below. */
type Spanning = ({ readonly words: string; rows: number } | undefined)[];

/** The table's rows, each with all its cells, those of tfoot last. Beyond the budget a cell stands once. */
export function gridOf(page: Page, table: number, wordsOf: WordReader, budget: SpanBudget): Row[] {
  let spanning: Spanning = [];
  let section = -1;
  const rows = rawRows(page, table).map((raw): Row => {
    if (raw.section !== section) spanning = [];
    section = raw.section;
    const group = groupOf(page.nodes[section]?.name);
    const cells = raw.own.map((index) => cellAt(page.nodes[index], wordsOf(index)));
    return { group, own: raw.own, cells: spread(cells, spanning, budget) };
  });
  const isFoot = ({ group }: Row): boolean => group === 'tfoot';
  return [...rows.filter((row) => !isFoot(row)), ...rows.filter(isFoot)];
}

function groupOf(name: string | undefined): RowGroup {
  return name === 'thead' || name === 'tfoot' ? name : 'tbody';
}

function rawRows({ nodes, leftOut }: Page, table: number): RawRow[] {
  const rows: RawRow[] = [];
  /** Index of the row's <tr>, or of what holds its cells when there is none. */
  let holder = -1;
  const end = nodes[table]?.end ?? table;
  for (let index = table + 1; index < end;) {
    const node = nodes[index];
    if (node === undefined) break;
    const cell = node.name === 'td' || node.name === 'th';
    if (cell && leftOut[index] !== 1) {
      if (node.parent !== holder) rows.push({ section: sectionOf(nodes, node), own: [] });
      holder = node.parent;
      rows.at(-1)?.own.push(index);
    }
    const passedOver = cell || node.name === 'caption' || leftOut[index] === 1;
    index = passedOver ? node.end : index + 1;
  }
  return rows;
}

function sectionOf(nodes: readonly HtmlNode[], cell: HtmlNode): number {
  const row = nodes[cell.parent];
  return row?.name === 'tr' ? row.parent : cell.parent;
}

interface Cell {
  readonly words: string;
  readonly columns: number;
  readonly rows: number;
}

function cellAt(node: HtmlNode | undefined, words: string): Cell {
  const columns = spanOf(node, 'colspan', MAX_COLSPAN);
  return { words, columns, rows: spanOf(node, 'rowspan', MAX_ROWSPAN) };
}

/** A row's cells in all their places, between those that reach into it from above. */
function spread(own: readonly Cell[], spanning: Spanning, budget: SpanBudget): string[] {
  const cells: string[] = [];
  const alone = own.length === 1 && spanning.length === 0;
  for (const { words, columns, rows } of own) {
    carryDown(cells, spanning, budget);
    for (let column = 0; column < (alone ? 1 : columns); column++) {
      if (column > 0 && !afford(budget, words)) break;
      if (rows > 1 && budget.cells > 0) spanning[cells.length] = { words, rows: rows - 1 };
      cells.push(words);
    }
  }
  while (cells.length < spanning.length) {
    carryDown(cells, spanning, budget);
    if (cells.length >= spanning.length) break;
    if (afford(budget, '')) cells.push('');
    else spanning.length = 0;
  }
  while (spanning.length > 0 && spanning.at(-1) === undefined) spanning.pop();
  return cells;
}

/** Adds the cells from above that stand where the row has come to. */
function carryDown(cells: string[], spanning: Spanning, budget: SpanBudget): void {
  for (let cell = spanning[cells.length]; cell; cell = spanning[cells.length]) {
    cell.rows--;
    if (cell.rows === 0) spanning[cells.length] = undefined;
    if (!afford(budget, cell.words)) {
      spanning.length = 0;
      return;
    }
    cells.push(cell.words);
  }
}

function afford(budget: SpanBudget, words: string): boolean {
  budget.cells--;
  budget.characters -= words.length;
  return budget.cells >= 0 && budget.characters >= 0;
}

/** A span of 0 rows reaches to the end of its section. */
function spanOf(cell: HtmlNode | undefined, name: 'colspan' | 'rowspan', most: number): number {
  const span = Number.parseInt(attributeOf(cell, name) ?? '', 10);
  if (span === 0 && name === 'rowspan') return most;
  return span >= 1 ? Math.min(span, most) : 1;
}
