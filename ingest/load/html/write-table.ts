import type { ExtractionWriter } from '../extraction.ts';
import { gridOf, type SpanBudget } from './grid.ts';
import { BLOCKS } from './names.ts';
import type { Page } from './page.ts';
import { createRun } from './run.ts';
import { partsOf } from './table-header.ts';
import { walk, type HtmlNode, type Visitor } from './tree.ts';
import { readInline, type WordReader } from './words.ts';

const CELLS = new Set(['caption', 'td', 'th']);

/** Writes a table of data: its caption and titles as paragraphs, its rows, its notes. */
export function writeTable(
  page: Page,
  table: number,
  writer: ExtractionWriter,
  { wordsOf, budget }: { wordsOf: WordReader; budget: SpanBudget },
): void {
  for (const text of wordsBeside(page, table, wordsOf)) writer.paragraph(text);
  const { titles, columns, rows, notes } = partsOf(page, gridOf(page, table, wordsOf, budget));
  for (const title of titles) writer.paragraph(title);
  writer.table(columns, rows);
  for (const note of notes) writer.paragraph(note);
}

/** The caption, and what stands in the table but in no cell, as browsers show it: above. */
function wordsBeside(page: Page, table: number, wordsOf: WordReader): string[] {
  const run = createRun();
  const captions: string[] = [];
  const partAtBlock = ({ name }: HtmlNode): void => {
    if (BLOCKS.has(name)) run.space();
  };
  const visitor: Visitor = {
    text: ({ text }) => run.add(text),
    enter(node, index) {
      partAtBlock(node);
      if (node.name === 'caption') captions.push(wordsOf(index));
      return !CELLS.has(node.name) && readInline(page, run, index);
    },
    leave: partAtBlock,
  };
  const end = page.nodes[table]?.end ?? table;
  walk(page.nodes, page.leftOut, { from: table + 1, end }, visitor);
  return [...captions, ...run.take('among-words')];
}
