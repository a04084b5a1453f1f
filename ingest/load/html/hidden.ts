import { NEVER_SHOWN, SUBSTITUTES } from './names.ts';
import { sumIn, viewPage } from './page.ts';
import { attributeOf, type HtmlNode, type LeftOut } from './tree.ts';

const INVISIBLE = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b/i;
const MARK = /^\s*[¶#§🔗⚓↩↑^]\ufe0e?\ufe0f?\s*$/u;
const MAX_MARK_NODES = 4;
/** What holds so much of a page's text is the page. In characters without white space. */
const MAX_HIDDEN_SHARE = 0.8;
const MIN_PAGE_CHARACTERS = 1000;
/** A style beyond this is not looked at. */
const MAX_STYLE_CHARACTERS = 2000;

/**
 * What a reader is not shown on any page: scripts, the head, drawings, fields, and what is hidden. A panel
 * that a reader can open (a tab, what a button controls, details) is not hidden, and neither is nearly
 * all of a page: it was hidden behind a dialog, or is shown by a script.
 * @param substitutes whether what stands for something that cannot be shown (noscript) is read
 */
export function leaveOutHidden(nodes: readonly HtmlNode[], substitutes: boolean): LeftOut {
  const leftOut = new Uint8Array(nodes.length);
  nodes.forEach((node, index) => {
    const unread =
      NEVER_SHOWN.has(node.name) ||
      nodes[node.parent]?.name === 'svg' ||
      isMark(nodes, index) ||
      (!substitutes && SUBSTITUTES.has(node.name));
    if (unread) leftOut[index] = 1;
  });
  const { textBefore } = viewPage(nodes, leftOut);
  const most = Math.max(MIN_PAGE_CHARACTERS, (textBefore.at(-1) ?? 0) * MAX_HIDDEN_SHARE);
  const openable = idsThatOpen(nodes);
  nodes.forEach((node, index) => {
    if (!isHidden(node) || canBeOpened(node, openable)) return;
    if (sumIn(textBefore, index, node.end) < most) leftOut[index] = 1;
  });
  return leftOut;
}

/** A link to its own place, as beside headings, or back from a footnote. */
function isMark(nodes: readonly HtmlNode[], index: number): boolean {
  const link = nodes[index];
  if (link?.name !== 'a' || link.end - index > MAX_MARK_NODES) return false;
  if (attributeOf(link, 'href')?.startsWith('#') !== true) return false;
  const words = nodes.slice(index, link.end).map(({ text }) => text);
  return MARK.test(words.join(''));
}

/** Ids of what buttons say they control. */
function idsThatOpen(nodes: readonly HtmlNode[]): ReadonlySet<string> {
  const ids = nodes.map((node) => attributeOf(node, 'aria-controls') ?? '');
  return new Set(ids.filter((id) => id !== ''));
}

function canBeOpened(node: HtmlNode, openable: ReadonlySet<string>): boolean {
  if (attributeOf(node, 'role') === 'tabpanel') return true;
  return openable.has(attributeOf(node, 'id') ?? '');
}

function isHidden(node: HtmlNode): boolean {
  // A page that is hidden as a whole is shown by its script.
  if (node.name === 'html' || node.name === 'body') return false;
  if (node.name === 'dialog' && attributeOf(node, 'open') === null) return true;
  if (node.attributes === null) return false;
  const hidden = attributeOf(node, 'hidden');
  // "until-found" is found by a search of the page, and shown then.
  if (hidden !== null && hidden.toLowerCase() !== 'until-found') return true;
  if (attributeOf(node, 'aria-hidden')?.toLowerCase() === 'true') return true;
  return INVISIBLE.test(attributeOf(node, 'style')?.slice(0, MAX_STYLE_CHARACTERS) ?? '');
}
