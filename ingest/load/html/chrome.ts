import {
  createChromeJudge,
  isMostlyLinks,
  type ChromeKind,
  type Strictness,
} from './chrome-kinds.ts';
import { tellingKind, total, type Substance } from './substance.ts';
import type { HtmlNode, LeftOut } from './tree.ts';

/** What takes more of a page's prose than this share is no chrome, whatever it is called. */
const MAX_SHARE = 0.35;
/** Comments may be longer than what they are about, of which so many characters have to be left. */
const MIN_PROSE_BESIDE_COMMENTS = 150;
/** A form that says more is not only there to be filled in: it has a list of prices, or all of the page. */
const MAX_FORM_PROSE = 150;
/** A page of which a table of contents is more is there to give it. */
const MAX_CONTENTS_SHARE = 0.4;

/**
 * Leaves out what belongs to the site: navigation, banners, footers, cookie notices, forms, comments.
 * What holds the headline or too much of the page's prose stays.
 * @param headline index of the heading that must be kept; -1 when there is none
 * @returns how much prose was left out as comments
 */
export function leaveOutChrome(
  nodes: readonly HtmlNode[],
  leftOut: LeftOut,
  substance: Substance,
  { strictness, headline }: { strictness: Strictness; headline: number },
): number {
  const kindsOf = createChromeJudge(nodes, substance, strictness);
  const mayGo = createLimits(nodes, substance);
  let comments = 0;
  for (let index = 0; index < nodes.length;) {
    const node = nodes[index];
    if (node === undefined) break;
    const holdsHeadline = headline >= index && headline < node.end;
    const judged = leftOut[index] !== 1 && node.name !== '' && !holdsHeadline;
    const kind = judged ? kindsOf(index).find((one) => mayGo(index, one)) : null;
    if (kind === 'comments') comments += substance.prose(index);
    if (kind) leftOut[index] = 1;
    index = leftOut[index] === 1 ? node.end : index + 1;
  }
  return comments;
}

/** Whether what is of some kind may go without too much of the page going with it. */
function createLimits(
  nodes: readonly HtmlNode[],
  substance: Substance,
): (index: number, kind: ChromeKind) => boolean {
  const { prose, text } = substance;
  const measure = substance[tellingKind(nodes, substance)];
  const most = total(nodes, measure) * MAX_SHARE;
  const allProse = total(nodes, prose);
  const mostContents = total(nodes, text) * MAX_CONTENTS_SHARE;
  return (index, kind) => {
    if (kind === null) return false;
    if (kind === 'comments') return allProse - prose(index) >= MIN_PROSE_BESIDE_COMMENTS;
    if (measure(index) > most) return false;
    if (kind === 'form') return prose(index) <= MAX_FORM_PROSE;
    if (kind === 'contents' && text(index) > mostContents) return false;
    return kind === 'site' || isMostlyLinks(substance, index);
  };
}
