import type { Strictness } from './chrome-kinds.ts';
import { leaveOutChrome } from './chrome.ts';
import { leaveOutAround } from './main-part.ts';
import type { Page } from './page.ts';
import { measureSubstance, tellingKind, total, type Substance } from './substance.ts';
import { findDataTables } from './tables.ts';
import type { HtmlNode, LeftOut } from './tree.ts';

/** What is left has to be this share of what there is without going so far. */
const MIN_SHARE = 0.3;
/** What class names and links tell of must not be nearly all of the text, prose or not. */
const MIN_TEXT_SHARE = 0.1;
/** So many characters are enough where the page itself says that they are its main part. */
const ENOUGH_PROSE = 400;

/** A page with something left out, and what is left of it. */
interface Reading {
  readonly leftOut: LeftOut;
  readonly substance: Substance;
  /** Whether the page says which its main part is. */
  readonly stated: boolean;
  /** Prose of the comments that are left out. */
  readonly comments: number;
}

/**
 * What is left out of a page of a web site for its readers: what is hidden, and what belongs to the site.
 * When that would leave too little, less is left out, in the end only what is hidden: a fact that is lost
 * is worse than a menu that is kept.
 * @param headline index of the page's headline, which is kept wherever it stands; -1 when it has none
 */
export function leaveOutSite(visible: Page, headline: number): LeftOut {
  const { nodes, leftOut: hidden } = visible;
  const tables = findDataTables(visible);
  const measure = (leftOut: LeftOut): Substance => measureSubstance(nodes, leftOut, tables);
  const whole: Reading = {
    leftOut: hidden,
    substance: measure(hidden),
    stated: false,
    comments: 0,
  };
  const read = (strictness: Strictness): Reading => {
    const leftOut = hidden.slice();
    const { substance } = whole;
    const comments = leaveOutChrome(nodes, leftOut, substance, { strictness, headline });
    const stated = leaveOutAround(nodes, leftOut, measure(leftOut));
    return { leftOut, substance: measure(leftOut), stated, comments };
  };
  const byElements = read('elements');
  const base = leavesEnough(nodes, byElements, whole) ? byElements : whole;
  const bySigns = read('signs');
  const enough = leavesEnough(nodes, bySigns, base) && leavesText(nodes, bySigns, base);
  const { leftOut } = enough ? bySigns : base;
  reveal(nodes, leftOut, headline);
  return leftOut;
}

function leavesEnough(nodes: readonly HtmlNode[], reading: Reading, base: Reading): boolean {
  const kind = tellingKind(nodes, base.substance);
  const left = total(nodes, reading.substance[kind]);
  if (kind === 'prose' && reading.stated && left >= ENOUGH_PROSE) return true;
  const comments = kind === 'prose' ? reading.comments : 0;
  return left >= (total(nodes, base.substance[kind]) - comments) * MIN_SHARE;
}

function leavesText(nodes: readonly HtmlNode[], reading: Reading, base: Reading): boolean {
  const text = total(nodes, base.substance.text);
  return reading.stated || total(nodes, reading.substance.text) >= text * MIN_TEXT_SHARE;
}

/** Takes a node back in, but nothing of what stands around it. */
function reveal(nodes: readonly HtmlNode[], leftOut: LeftOut, index: number): void {
  const way: number[] = [];
  for (let at = index; at >= 0; at = nodes[at]?.parent ?? -1) way.unshift(at);
  const first = way.findIndex((at) => leftOut[at] === 1);
  if (first < 0) return;
  for (const [step, at] of way.slice(first).entries()) {
    leftOut[at] = 0;
    const next = way[first + step + 1];
    if (next === undefined) return;
    const end = nodes[at]?.end ?? at;
    for (let child = at + 1; child < end; child = nodes[child]?.end ?? end) {
      if (child !== next) leftOut[child] = 1;
    }
  }
}
