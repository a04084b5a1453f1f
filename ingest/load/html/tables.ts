import { HEADINGS } from './names.ts';
import { sumIn, type Page } from './page.ts';
import { attributeOf, walk, type HtmlNode } from './tree.ts';

/** Longer than a passage, a cell is no cell but a column of the page. In characters without white space. */
const MAX_CELL_CHARACTERS = 2000;
/** In a table that names nothing, this long is already a column. */
const MAX_NAMELESS_CELL_CHARACTERS = 700;
/** A row that stands alone is one when each of its cells is a few words. */
const MAX_LONE_CELL_CHARACTERS = 100;
const MAX_CELL_PARAGRAPHS = 2;
/** These in a cell show that a table without header cells only lays out the page. */
const LAYOUT_CONTENT = new Set([
  ...HEADINGS,
  ...['article', 'blockquote', 'form', 'hr', 'main', 'nav', 'pre', 'section', 'table'],
]);

/** What was seen of a table's own cells. */
interface Survey {
  readonly table: HtmlNode;
  rows: number;
  cells: number;
  longest: number;
  /** It has header cells, a header or a caption. */
  named: boolean;
  layout: boolean;
  paragraphs: number;
}

/** Indexes of the tables that hold rows of data; all others only lay out the page, and are read as blocks. */
export function findDataTables(page: Page): ReadonlySet<number> {
  const open: Survey[] = [];
  const found = new Set<number>();
  walk(
    page.nodes,
    page.leftOut,
    { from: 0, end: page.nodes.length },
    {
      text: () => undefined,
      enter(node, index) {
        const own = open.at(-1);
        if (own) survey(own, node, sumIn(page.textBefore, index, node.end));
        if (node.name === 'table') open.push(newSurvey(node));
        return true;
      },
      leave(node, index) {
        if (node.name !== 'table') return;
        const own = open.pop();
        if (own && holdsData(own)) found.add(index);
      },
    },
  );
  return found;
}

function newSurvey(table: HtmlNode): Survey {
  const start = { rows: 0, cells: 0, longest: 0, paragraphs: 0 };
  return { table, ...start, named: false, layout: false };
}

function survey(own: Survey, { name }: HtmlNode, characters: number): void {
  if (name === 'tr') own.rows++;
  if (name === 'td' || name === 'th') {
    own.cells++;
    own.paragraphs = 0;
    own.longest = Math.max(own.longest, characters);
  }
  if (name === 'p') own.paragraphs++;
  if (LAYOUT_CONTENT.has(name) || own.paragraphs > MAX_CELL_PARAGRAPHS) own.layout = true;
  if (name === 'th' || name === 'thead' || (name === 'caption' && characters > 0)) own.named = true;
}

function holdsData({ table, rows, cells, longest, named, layout }: Survey): boolean {
  const role = attributeOf(table, 'role')?.toLowerCase() ?? '';
  if (role === 'presentation' || role === 'none') return false;
  if (named) return !(layout && longest > MAX_CELL_CHARACTERS);
  if (layout || longest > MAX_NAMELESS_CELL_CHARACTERS) return false;
  const oneColumn = cells <= rows;
  return !oneColumn && (rows > 1 || longest <= MAX_LONE_CELL_CHARACTERS);
}
