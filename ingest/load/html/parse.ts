import { placeEndedBy } from './implied-ends.ts';
import { UNREAD_TEXT, VOID } from './names.ts';
import { createOpenElements } from './open-elements.ts';
import { readTags, type Tag, type TagHandler } from './tags.ts';
import type { HtmlNode } from './tree.ts';

/** Tags beyond this only part words, so that a page of nothing but tags does not use up the memory. */
const MAX_NODES = 3_000_000;
/** The rest of the page is read as their text when their end tag is missing. */
const SWALLOWING = new Set(['title', 'textarea']);
const FOREIGN = ['svg', 'math'];
/** A second one within the first is not there. */
const ONLY_ONE = new Set(['html', 'head', 'body', 'form']);
const SPACE = 0x20;
const NO_BREAK_SPACE = 0xa0;

/**
 * Parses HTML or XHTML as forgivingly as browsers do: tags may be left away, wrongly nested or not closed,
 * and all text is kept but for that of comments and scripts. Time is linear in the length.
 *
 * htmlparser2's own tree builder is not used: it moves its whole stack at each tag, which takes minutes for
 * 100,000 nested elements, and it does not know that a cell's end ends the paragraph in it.
 */
export function parseHtml(html: string): HtmlNode[] {
  const builder = createTreeBuilder();
  readTags(html, builder);
  const swallowed = builder.endSwallowing();
  if (swallowed !== null) readTags(html.slice(swallowed), builder);
  return builder.finish();
}

interface TreeBuilder extends TagHandler {
  /** Ends a title that was never ended. Where its text begins; null when there is none. */
  endSwallowing(): number | null;
  finish(): HtmlNode[];
}

function createTreeBuilder(): TreeBuilder {
  const nodes: HtmlNode[] = [];
  const open = createOpenElements(nodes);
  let words = '';
  let lastWords = -1;
  let lastTag: Tag | null = null;

  const append = (node: Pick<HtmlNode, 'name' | 'text' | 'characters' | 'attributes'>): number => {
    const { name, text, characters, attributes } = node;
    const end = nodes.length + 1;
    nodes.push({ name, text, characters, attributes, parent: open.innermost(), end });
    return end - 1;
  };

  const closeBefore = (name: string): void => {
    let place = placeEndedBy(name, open, lastWords);
    while (place >= 0) {
      open.closeFrom(place, nodes.length);
      place = placeEndedBy(name, open, lastWords);
    }
  };

  const flush = (): void => {
    if (words === '') return;
    const text = words;
    words = '';
    const characters = countCharacters(text);
    if (characters > 0) {
      // Words in the head are the page that begins, but for those of the title and the like.
      if (nodes[open.innermost()]?.name === 'head') closeBefore('#text');
      lastWords = nodes.length;
    }
    append({ name: '', text, characters, attributes: null });
  };

  return {
    text(piece) {
      if (!UNREAD_TEXT.has(lastTag?.name ?? '')) words += piece;
    },
    open(tag) {
      const { name, attributes, selfClosing } = tag;
      lastTag = selfClosing ? null : tag;
      if (nodes.length >= MAX_NODES) {
        words += ' ';
        return;
      }
      flush();
      closeBefore(name);
      if (ONLY_ONE.has(name) && open.placeOf(name) >= 0) return;
      const index = append({ name, text: '', characters: 0, attributes });
      if (!VOID.has(name) && !selfClosing) open.push(name, index);
    },
    close(name) {
      lastTag = null;
      // What follows </body> is read as if it stood before it.
      if (name === 'body' || name === 'html' || VOID.has(name)) return;
      const place = open.placeToEnd(name);
      if (place < 0) return;
      flush();
      open.closeFrom(place, nodes.length);
    },
    isInForeignContext: () => open.placeOfAny(FOREIGN) >= 0,
    endSwallowing() {
      if (lastTag === null || !SWALLOWING.has(lastTag.name)) return null;
      words = '';
      open.closeFrom(open.placeOf(lastTag.name), nodes.length);
      return lastTag.end;
    },
    finish() {
      flush();
      open.closeFrom(0, nodes.length);
      return nodes;
    },
  };
}

/** Characters that are not white space, as far as it is common. */
function countCharacters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > SPACE && code !== NO_BREAK_SPACE) count++;
  }
  return count;
}
