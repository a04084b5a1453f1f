import type { Line } from './lines.ts';

/** Running heads and feet stand in this share of the page's height, at its top and at its bottom. */
const EDGE_SHARE = 0.13;
/** Two pages have the same head when it stands at the same height, give or take this many points. */
const SAME_PLACE_POINTS = 4;
/** A line at the edge runs when it comes back on this share of the pages, and on two at least. */
const MIN_SHARE = 0.2;
/** A page's number alone, as it is written: "3", "- 3 -", "Page 3 of 7", "5-12", "iv". */
const PAGE_NUMBER =
  /^[^\p{L}\p{N}]*(?:\p{L}{1,8}\.? )?(?:#|[ivxlc]{1,6})(?: ?(?:\p{L}{1,4}|[/–-]) ?(?:#|[ivxlc]{1,6}))?[^\p{L}\p{N}]*$/u;

/**
 * The lines without running heads, running feet and page numbers: lines at the top or bottom edge whose
 * words, but for numbers, come back at the same height of other pages.
 * @param pages lines by page
 */
export function dropRunningLines(pages: readonly (readonly Line[])[]): Line[][] {
  const edges = pages.map((lines) => lines.filter(isAtEdge));
  const seen = new Map<string, Line[]>();
  for (const line of edges.flat()) {
    const words = wording(line);
    seen.set(words, [...(seen.get(words) ?? []), line]);
  }
  const withText = pages.filter((lines) => lines.length > 0).length;
  const runs = (line: Line): boolean => {
    const alike = (seen.get(wording(line)) ?? []).filter((other) => isSamePlace(line, other));
    const onPages = new Set(alike.map(({ page }) => page)).size;
    return onPages >= 2 && (onPages >= withText * MIN_SHARE || PAGE_NUMBER.test(wording(line)));
  };
  const kept = pages.map((lines, index) => {
    const running = new Set((edges[index] ?? []).filter(runs));
    return lines.filter((line) => !running.has(line));
  });
  // Where next to nothing would be left it is no head: it is the same form filled in again and again.
  const emptied = kept.filter((lines, index) => lines.length === 0 && pages[index]?.length !== 0);
  return emptied.length > withText / 2 ? pages.map((lines) => [...lines]) : kept;
}

function isAtEdge({ y, pageHeight }: Line): boolean {
  return y < pageHeight * EDGE_SHARE || y > pageHeight * (1 - EDGE_SHARE);
}

function isSamePlace(a: Line, b: Line): boolean {
  return Math.abs(a.y - b.y) <= SAME_PLACE_POINTS;
}

/** Numbers of pages, dates and sections change from page to page. */
function wording({ text }: Line): string {
  return text.toLowerCase().replace(/\p{N}+/gu, '#');
}
