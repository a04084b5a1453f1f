import { parseMarkdownBlocks } from '../../../src/core/markdown-blocks.ts';
import type { Block } from '../../../src/core/blocks.ts';
import { renderRow, stripInlineMarkup } from '../../../src/core/markup.ts';
import { splitSentences } from '../../../src/core/sentences.ts';
import type { Span } from '../../../src/core/model.ts';
import type { Message } from './protocol.ts';

/* The one place that knows what a prompt looks like, as a model would read it. */

/** Something that can be quoted, and how one would say it. */
export interface Statement {
  readonly source: number;
  /** As it stands in the source. */
  readonly quote: string;
  readonly words: string;
}

export interface AskedPrompt {
  readonly question: string;
  /** Of all sources, in order. */
  readonly statements: readonly Statement[];
  /** How many sources there are. */
  readonly sources: number;
}

const SOURCE = /<(source[\w-]*)\s[^>]*?number="(\d+)"[^>]*>\n([\s\S]*?)\n?<\/\1>/g;
/** Lines at the top that tell where the text belongs: they are no part of it. */
const CONTEXT_LINES = /^(?:\[[^\]\n]*\]\n)+/;

/** The sources and the question of the last message of a user. */
export function promptIn(messages: readonly Message[]): AskedPrompt {
  const content = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const blocks = [...content.matchAll(SOURCE)];
  const statements = blocks.flatMap(([, , number, text = '']) =>
    statementsOf(Number(number), text.replace(CONTEXT_LINES, '')),
  );
  const rest = content.replace(SOURCE, '').trim();
  const question = (rest.split(/\bquestion:\s*/i).at(-1) ?? rest).trim();
  return { question, statements, sources: blocks.length };
}

function statementsOf(source: number, text: string): Statement[] {
  return parseMarkdownBlocks(text).flatMap((block) => {
    const say = block.kind === 'table' ? (row: string) => renderRow(block.columns, row) : asWords;
    return spansOf(text, block)
      .map(({ start, end }) => text.slice(start, end).trim())
      .filter((quote) => /\p{L}/u.test(quote))
      .map((quote) => ({ source, quote, words: say(quote) }));
  });
}

/** Sentences of prose, rows of tables, lines of what else there is to quote. */
function spansOf(text: string, block: Block): readonly Span[] {
  switch (block.kind) {
    case 'heading':
    case 'break':
      return [];
    case 'paragraph':
    case 'quote':
      return splitSentences(text, block);
    case 'table':
      return block.rows;
    case 'list':
    case 'code':
    case 'html':
    case 'definition':
      return linesOf(text, block);
  }
}

function linesOf(text: string, { start, end }: Span): Span[] {
  return [...text.slice(start, end).matchAll(/[^\n]+/g)].map(({ index, 0: line }) => ({
    start: start + index,
    end: start + index + line.length,
  }));
}

function asWords(quote: string): string {
  const line = quote.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '').replace(/\s+/g, ' ');
  return stripInlineMarkup(line).trim();
}
