import { isNote, isSiteRole, signOf, type Sign } from './chrome-signs.ts';
import { HEADINGS } from './names.ts';
import type { Substance } from './substance.ts';
import { attributeOf, type HtmlNode } from './tree.ts';

/** How strictly a page is read: by all signs, or only by what elements and roles mean. */
export type Strictness = 'signs' | 'elements';

/** What an element may be to the page, other than a part of it; null = nothing but that. */
export type ChromeKind = Sign | 'form';

const MIN_LINK_SHARE = 0.5;
/** A list is a table of contents when so much of it leads to places of the page. */
const MIN_LOCAL_SHARE = 0.9;
const MIN_CONTENTS_CHARACTERS = 12;
/** Within these, and within the main part, a header, footer or aside is theirs. */
const SECTIONS = new Set('article section blockquote figure td li dialog'.split(' '));
/** Their class tells of the page's looks. */
const WHOLE_PAGE = new Set(['html', 'body', 'main']);
const TITLES = new Set([...HEADINGS, 'summary', 'dt', 'legend']);

/** Tells of an element what it may be, the surest first. */
export function createChromeJudge(
  nodes: readonly HtmlNode[],
  substance: Substance,
  strictness: Strictness,
): (index: number) => ChromeKind[] {
  const sectioned = markSectioned(nodes);
  return (index) => {
    const node = nodes[index];
    if (node === undefined) return [];
    const byElement = isSiteRole(node)
      ? 'site'
      : kindOfElement(nodes, index, { substance, own: sectioned[index] === 1 });
    return strictness === 'elements'
      ? [byElement]
      : [byElement, kindBySigns(node, index, substance)];
  };
}

export function isMain(node: HtmlNode): boolean {
  return node.name === 'main' || attributeOf(node, 'role')?.toLowerCase() === 'main';
}

/** Whether links and buttons make up most of it. */
export function isMostlyLinks({ text, inLinks }: Substance, index: number): boolean {
  return inLinks(index) > 0 && inLinks(index) >= text(index) * MIN_LINK_SHARE;
}

/** 1 = the node stands in the main part, an article, a section or the like. */
function markSectioned(nodes: readonly HtmlNode[]): Uint8Array {
  const sectioned = new Uint8Array(nodes.length);
  nodes.forEach((node, index) => {
    const parent = nodes[node.parent];
    if (parent === undefined) return;
    const begins = SECTIONS.has(parent.name) || isMain(parent);
    sectioned[index] = begins ? 1 : (sectioned[node.parent] ?? 0);
  });
  return sectioned;
}

/** @param own whether the element belongs to an article or a section rather than to the page */
function kindOfElement(
  nodes: readonly HtmlNode[],
  index: number,
  { substance, own }: { substance: Substance; own: boolean },
): ChromeKind {
  const node = nodes[index];
  switch (node?.name ?? '') {
    case 'nav':
    case 'search':
      return 'site';
    case 'form':
      return 'form';
    case 'header':
    case 'footer':
      return own ? 'links' : 'site';
    case 'aside':
      if (node && isNote(node)) return null;
      return own ? 'links' : 'site';
    case 'button':
      return standsForWords(nodes, index, substance) ? null : 'site';
    default:
      return null;
  }
}

function kindBySigns(node: HtmlNode, index: number, substance: Substance): ChromeKind {
  if (WHOLE_PAGE.has(node.name)) return null;
  const isList = node.name === 'ul' || node.name === 'ol';
  return isList && isTableOfContents(substance, index) ? 'contents' : signOf(node);
}

function isTableOfContents({ text, inLocalLinks }: Substance, index: number): boolean {
  const characters = text(index);
  if (characters < MIN_CONTENTS_CHARACTERS) return false;
  return inLocalLinks(index) >= characters * MIN_LOCAL_SHARE;
}

/** A button in a sentence, one that is all of a heading, and one that opens something, names what is there. */
function standsForWords(nodes: readonly HtmlNode[], index: number, { text }: Substance): boolean {
  const button = nodes[index];
  if (attributeOf(button, 'aria-expanded') !== null) return true;
  const holder = nodes[button?.parent ?? -1]?.name ?? '';
  if (holder === 'p') return true;
  return TITLES.has(holder) && text(button?.parent ?? index) === text(index);
}
