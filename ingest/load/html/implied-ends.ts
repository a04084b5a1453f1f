import { BLOCKS, END_HEADINGS, END_PARAGRAPHS, HEADINGS, IN_HEAD } from './names.ts';
import type { OpenElements } from './open-elements.ts';

/** Elements whose start ends another that is still open, as far out as the nearest of `within`. */
interface Succession {
  readonly ends: readonly string[];
  readonly within: readonly string[];
}

const LIST: Succession = { ends: ['li'], within: ['ul', 'ol', 'menu', 'dir', 'table', 'td', 'th'] };
const TERMS: Succession = { ends: ['dt', 'dd'], within: ['dl', 'table', 'td', 'th'] };
const CELLS: Succession = { ends: ['td', 'th', 'caption'], within: ['tr', 'table'] };
const ROWS: Succession = { ends: ['td', 'th', 'caption', 'tr'], within: ['table'] };
const ROW_GROUPS: Succession = {
  ends: [...ROWS.ends, 'thead', 'tbody', 'tfoot', 'colgroup'],
  within: ['table'],
};
const READINGS: Succession = { ends: ['rt', 'rp'], within: ['ruby'] };
const OPTIONS: Succession = { ends: ['option'], within: ['select', 'datalist'] };

const HEAD_HOLDERS = ['noscript', 'template'];
const FOREIGN = ['svg', 'math'];
const FOREIGN_HTML = ['foreignobject', 'annotation-xml'];
const IN_SELECT = new Set(['option', 'optgroup', 'hr', 'select']);

const SUCCESSIONS: ReadonlyMap<string, Succession> = new Map([
  ['li', LIST],
  ['dt', TERMS],
  ['dd', TERMS],
  ['td', CELLS],
  ['th', CELLS],
  ['tr', ROWS],
  ['caption', ROW_GROUPS],
  ['thead', ROW_GROUPS],
  ['tbody', ROW_GROUPS],
  ['tfoot', ROW_GROUPS],
  ['rt', READINGS],
  ['rp', READINGS],
  ['option', OPTIONS],
  ['optgroup', OPTIONS],
]);

/**
 * The place from which open elements end because `name` begins, their end tags left away or forgotten;
 * -1 when none does. To be asked again when these are closed.
 * @param lastWords index of the last node with words
 */
export function placeEndedBy(name: string, open: OpenElements, lastWords: number): number {
  let place = endOfHead(name, open);
  if (BLOCKS.has(name)) {
    place = outer(place, endOfForeign(open));
    place = outer(place, endOfSelect(name, open));
    place = outer(place, endOfHeading(name, open, lastWords));
    place = outer(place, END_PARAGRAPHS.has(name) ? open.placeInScope('p') : -1);
  }
  place = outer(place, endOfPredecessor(name, open));
  // Links are not nested; one that was never closed ends where the next begins, within its block.
  return name === 'a' ? outer(place, open.placeToEnd('a')) : place;
}

function outer(one: number, other: number): number {
  if (one < 0 || other < 0) return Math.max(one, other);
  return Math.min(one, other);
}

function endOfHead(name: string, open: OpenElements): number {
  const head = open.placeOf('head');
  if (head < 0 || IN_HEAD.has(name)) return -1;
  return open.placeOfAny(HEAD_HOLDERS) > head ? -1 : head;
}

/** A paragraph or a list in a drawing is the page going on after it. */
function endOfForeign(open: OpenElements): number {
  const foreign = open.placeOfAny(FOREIGN);
  if (foreign < 0) return -1;
  return open.placeOfAny(FOREIGN_HTML) > foreign ? -1 : foreign;
}

function endOfSelect(name: string, open: OpenElements): number {
  return IN_SELECT.has(name) ? -1 : open.placeOf('select');
}

function endOfHeading(name: string, open: OpenElements, lastWords: number): number {
  const heading = open.placeOfAny(HEADINGS);
  if (heading < 0) return -1;
  const index = open.indexAt(heading);
  if (HEADINGS.has(name)) return index === open.innermost() ? heading : -1;
  return END_HEADINGS.has(name) && lastWords > index ? heading : -1;
}

function endOfPredecessor(name: string, open: OpenElements): number {
  const succession = SUCCESSIONS.get(name);
  if (succession === undefined) {
    // A table in a table, but not in a cell of it, is the next one.
    const table = name === 'table' ? open.placeOf('table') : -1;
    return table >= 0 && open.placeOfAny(CELLS.ends) > table ? -1 : table;
  }
  const bound = open.placeOfAny(succession.within);
  let place = -1;
  for (const ended of succession.ends) {
    const found = open.placeOf(ended);
    if (found > bound) place = outer(place, found);
  }
  return place;
}
