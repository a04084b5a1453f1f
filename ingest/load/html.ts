import { FootnoteError } from '../../src/core/errors.ts';
import type { Metadata } from '../../src/core/model.ts';
import { decodeText } from './decode.ts';
import { createExtractionWriter, type ExtractionWriter } from './extraction.ts';
import { leaveOutHidden } from './html/hidden.ts';
import { sumIn, viewPage, type Page } from './html/page.ts';
import { leaveOutSite } from './html/page-scope.ts';
import { parseHtml } from './html/parse.ts';
import { metadataOf, readStatements } from './html/statements.ts';
import { beginsTitle, titleOf } from './html/title.ts';
import type { HtmlNode } from './html/tree.ts';
import { createWordReader } from './html/words.ts';
import { writeBlocks } from './html/write-blocks.ts';
import type { Loader } from './types.ts';

/** What is read of a page: what a reader of the site reads, or all that is not hidden. */
export type HtmlScope = 'page' | 'fragment';

/** A page has one headline; a few more are looked at, since some make the site's name one. */
const MAX_HEADLINES = 5;
const MAX_HEADLINE_CHARACTERS = 300;

/** Pages of a web site, saved as they were served. */
export const htmlLoader: Loader = {
  mediaTypes: ['text/html', 'application/xhtml+xml'],
  extensions: ['html', 'htm', 'xhtml'],
  load({ bytes, mediaType }) {
    const { text, encoding } = decodeText(bytes, { mediaType, markup: true });
    const writer = createExtractionWriter();
    const { title, metadata } = writeHtml(text, writer, 'page');
    const extracted = writer.finish();
    if (extracted.text === '' && text.trim() !== '') {
      const detail = 'The page holds no text: it may be drawn by a script.';
      throw new FootnoteError('NO_TEXT', {}, { detail });
    }
    return {
      ...extracted,
      mediaType: 'text/html',
      encoding,
      title,
      metadata,
      readers: null,
      records: null,
    };
  },
};

/**
 * Writes the blocks of HTML, in the order of the page.
 * @param scope `page` leaves out what belongs to the site around a page (navigation, banners, cookie
 * notices, forms, comments), as far as the page itself is left; `fragment` only what is hidden
 */
export function writeHtml(
  html: string,
  writer: ExtractionWriter,
  scope: HtmlScope,
): { title: string | null; metadata: Metadata } {
  const nodes = parseHtml(html);
  const statements = readStatements(nodes);
  const visible = viewVisible(nodes);
  const headings = firstHeadings(visible);
  const headline = headings.find((heading) => beginsTitle(statements, heading.words));
  const page =
    scope === 'fragment' ? visible : viewPage(nodes, leaveOutSite(visible, headline?.index ?? -1));
  const first = headings.find(({ index }) => isShown(page, index));
  writeBlocks(page, writer);
  return {
    title: titleOf(statements, (headline ?? first)?.words ?? null),
    metadata: metadataOf(statements),
  };
}

/** What is not hidden; when that is nothing at all, what stands for things that cannot be shown here. */
function viewVisible(nodes: readonly HtmlNode[]): Page {
  const page = viewPage(nodes, leaveOutHidden(nodes, false));
  if (page.textBefore.at(-1) !== 0) return page;
  return viewPage(nodes, leaveOutHidden(nodes, true));
}

/** The first headings of level 1 that have words. */
function firstHeadings(page: Page): { index: number; words: string }[] {
  const found: { index: number; words: string }[] = [];
  const wordsOf = createWordReader(page);
  for (let index = 0; index < page.nodes.length && found.length < MAX_HEADLINES; index++) {
    const node = page.nodes[index];
    if (node?.name !== 'h1') continue;
    const characters = sumIn(page.textBefore, index, node.end);
    if (characters === 0 || characters > MAX_HEADLINE_CHARACTERS) continue;
    found.push({ index, words: wordsOf(index).replace(/\s+/g, ' ').trim() });
  }
  return found;
}

/** Whether the words of a node are read: that none of what it stands in is left out. */
function isShown({ textBefore, nodes }: Page, index: number): boolean {
  return sumIn(textBefore, index, nodes[index]?.end ?? index) > 0;
}
