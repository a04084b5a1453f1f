import type { ExtractionWriter } from '../extraction.ts';
import { newSpanBudget } from './grid.ts';
import { createListWriter } from './lists.ts';
import { createMarkers } from './markers.ts';
import { BLOCKS, HEADINGS, PREFORMATTED } from './names.ts';
import { sumIn, type Page } from './page.ts';
import { createRun } from './run.ts';
import { findDataTables } from './tables.ts';
import { attributeOf, walk, type HtmlNode } from './tree.ts';
import { codeOf, createWordReader, readInline } from './words.ts';
import { writeTable } from './write-table.ts';

/** A longer heading is a text that was set large. In characters without white space. */
const MAX_HEADING_CHARACTERS = 300;
const LISTS = new Set(['ul', 'ol', 'menu', 'dir', 'dl']);
const ENTRIES = new Set(['li', 'dt', 'dd']);

/** Writes what is not left out of a page, block by block, in the order of the page. */
export function writeBlocks(page: Page, writer: ExtractionWriter): void {
  const { nodes, leftOut, textBefore } = page;
  const tables = findDataTables(page);
  const budget = newSpanBudget();
  const run = createRun();
  const wordsOf = createWordReader(page);
  const lists = createListWriter(writer);
  /** Around what is being read, of entries and quotes; the innermost decides what its words are. */
  const around: ('entry' | 'quote')[] = [];

  const flush = (): void => {
    for (const text of run.take('among-words')) {
      if (around.at(-1) === 'entry') {
        lists.write(text);
        continue;
      }
      lists.end();
      if (around.at(-1) === 'quote') writer.quote(text);
      else writer.paragraph(text);
    }
  };

  const writeHeading = (node: HtmlNode, index: number): void => {
    const marker = around.at(-1) === 'entry' ? lists.takeMarker() : null;
    const number = marker === null || marker === '-' ? '' : `${marker} `;
    lists.end();
    const words = wordsOf(index);
    if (words !== '') writer.heading(Number(node.name.slice(1)), number + words);
  };

  /** Writes an element that is a block as a whole; false when it is not. */
  const writeWhole = (node: HtmlNode, index: number): boolean => {
    const { name } = node;
    if (HEADINGS.has(name) && sumIn(textBefore, index, node.end) <= MAX_HEADING_CHARACTERS) {
      writeHeading(node, index);
      return true;
    }
    if (!PREFORMATTED.has(name) && !tables.has(index)) return false;
    lists.end();
    if (PREFORMATTED.has(name)) writer.code(codeOf(page, index));
    else writeTable(page, index, writer, { wordsOf, budget });
    return true;
  };

  const open = (node: HtmlNode): void => {
    if (LISTS.has(node.name)) lists.openList(createMarkers(node, () => countEntries(nodes, node)));
    else if (node.name === 'dd') lists.openDescription();
    else if (ENTRIES.has(node.name)) lists.openEntry(attributeOf(node, 'value'));
    else if (node.name === 'blockquote') around.push('quote');
    if (ENTRIES.has(node.name)) around.push('entry');
  };

  const close = ({ name }: HtmlNode): void => {
    if (LISTS.has(name)) lists.closeList();
    if (ENTRIES.has(name)) lists.closeEntry();
    if (ENTRIES.has(name) || name === 'blockquote') around.pop();
  };

  walk(
    nodes,
    leftOut,
    { from: 0, end: nodes.length },
    {
      text: ({ text }) => run.add(text),
      enter(node, index) {
        if (!BLOCKS.has(node.name)) return readInline(page, run, index);
        flush();
        if (writeWhole(node, index)) return false;
        open(node);
        return true;
      },
      leave(node) {
        if (!BLOCKS.has(node.name)) return;
        flush();
        close(node);
      },
    },
  );
  flush();
  lists.end();
}

function countEntries(nodes: readonly HtmlNode[], list: HtmlNode): number {
  let count = 0;
  const first = nodes.indexOf(list) + 1;
  for (let index = first; index < list.end; index = nodes[index]?.end ?? list.end) {
    if (nodes[index]?.name === 'li') count++;
  }
  return count;
}
