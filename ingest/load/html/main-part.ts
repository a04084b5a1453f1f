import { isMain, isMostlyLinks } from './chrome-kinds.ts';
import { tellingKind, total, type Substance } from './substance.ts';
import type { HtmlNode, LeftOut } from './tree.ts';

/** The share of the page's prose that a <main> has to hold to be the page, and an <article>. */
const MIN_MAIN_SHARE = 0.4;
const MIN_ARTICLE_SHARE = 0.5;
/** Of the parts of an element, the one with so much of its prose is the page, the others stand around it. */
const MIN_PART_SHARE = 0.85;
/** With less prose, the links may be what the page is for. */
const MIN_PROSE_BESIDE_MENUS = 400;

/**
 * Leaves out all that does not belong to the page's main part, where it says which that is. Where it does
 * not, menus beside what holds nearly all prose are left out.
 * @returns whether the page says which its main part is
 */
export function leaveOutAround(
  nodes: readonly HtmlNode[],
  leftOut: LeftOut,
  substance: Substance,
): boolean {
  const main = findMain(nodes, leftOut, substance);
  if (main.length === 0) leaveOutMenus(nodes, leftOut, substance);
  else keepOnly(nodes, leftOut, main);
  return main.length > 0;
}

function findMain(nodes: readonly HtmlNode[], leftOut: LeftOut, substance: Substance): number[] {
  const measure = substance[tellingKind(nodes, substance)];
  const shareOf = (found: readonly number[]): number =>
    found.reduce((sum, index) => sum + measure(index), 0) / Math.max(1, total(nodes, measure));
  const mains = outermost(nodes, leftOut, isMain);
  if (mains.length > 0 && shareOf(mains) >= MIN_MAIN_SHARE) return mains;
  const articles = outermost(nodes, leftOut, ({ name }) => name === 'article');
  return articles.length === 1 && shareOf(articles) >= MIN_ARTICLE_SHARE ? articles : [];
}

function outermost(
  nodes: readonly HtmlNode[],
  leftOut: LeftOut,
  wanted: (node: HtmlNode) => boolean,
): number[] {
  const found: number[] = [];
  for (let index = 0; index < nodes.length;) {
    const node = nodes[index];
    if (node === undefined) break;
    const isFound = leftOut[index] !== 1 && wanted(node);
    if (isFound) found.push(index);
    index = isFound || leftOut[index] === 1 ? node.end : index + 1;
  }
  return found;
}

/** @param kept outermost nodes, ascending */
function keepOnly(nodes: readonly HtmlNode[], leftOut: LeftOut, kept: readonly number[]): void {
  let next = 0;
  for (let index = 0; index < nodes.length;) {
    const node = nodes[index];
    const wanted = kept[next];
    if (node === undefined) break;
    if (index === wanted) next++;
    const around = wanted !== undefined && wanted > index && wanted < node.end;
    if (index !== wanted && !around) leftOut[index] = 1;
    index = around ? index + 1 : node.end;
  }
}

function leaveOutMenus(nodes: readonly HtmlNode[], leftOut: LeftOut, substance: Substance): void {
  let from = 0;
  let end = nodes.length;
  const whole = total(nodes, substance.prose);
  if (whole < MIN_PROSE_BESIDE_MENUS) return;
  for (;;) {
    const parts = partsOf(nodes, leftOut, from, end);
    const main = parts.find((index) => substance.prose(index) >= whole * MIN_PART_SHARE);
    if (main === undefined) return;
    for (const index of parts) {
      if (isMenu(substance, index) && substance.text(index) < whole) leftOut[index] = 1;
    }
    from = main + 1;
    end = nodes[main]?.end ?? from;
  }
}

function isMenu(substance: Substance, index: number): boolean {
  return substance.prose(index) === 0 && isMostlyLinks(substance, index);
}

function partsOf(
  nodes: readonly HtmlNode[],
  leftOut: LeftOut,
  from: number,
  end: number,
): number[] {
  const parts: number[] = [];
  for (let index = from; index < end; index = nodes[index]?.end ?? end) {
    if (leftOut[index] !== 1) parts.push(index);
  }
  return parts;
}
