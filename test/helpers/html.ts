import { createExtractionWriter } from '../../ingest/load/extraction.ts';
import { writeHtml, type HtmlScope } from '../../ingest/load/html.ts';
import type { Block } from '../../src/core/blocks.ts';
import type { Metadata } from '../../src/core/model.ts';

/** What was read of HTML. */
export interface ReadHtml {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly title: string | null;
  readonly metadata: Metadata;
}

export function readHtml(html: string, scope: HtmlScope = 'fragment'): ReadHtml {
  const writer = createExtractionWriter();
  const { title, metadata } = writeHtml(html, writer, scope);
  const { text, blocks } = writer.finish();
  return { text, blocks, title, metadata };
}

/** Each block as "kind: text", a heading as "h2: text". */
export function blocksOf(html: string, scope: HtmlScope = 'fragment'): string[] {
  const { text, blocks } = readHtml(html, scope);
  return blocks.map((block) => {
    const kind = block.kind === 'heading' ? `h${block.level}` : block.kind;
    return `${kind}: ${text.slice(block.start, block.end)}`;
  });
}

/** The text of a page as its readers read it. */
export function pageText(html: string): string {
  return readHtml(html, 'page').text;
}
