import { BLOCKS, HEADINGS, PHRASES, SCOPES, TABLE_PARTS } from './names.ts';
import type { HtmlNode } from './tree.ts';

/** The elements that are open while a page is parsed, the outermost at place 0. Every step is O(1), amortised. */
export interface OpenElements {
  /** Index of the innermost node; -1 when nothing is open. */
  innermost(): number;
  push(name: string, index: number): void;
  /** Place of the innermost element of that name; -1 when there is none. */
  placeOf(name: string): number;
  /** Place of the innermost of these. */
  placeOfAny(names: Iterable<string>): number;
  /** Place of the innermost element that `name`'s end tag closes; -1 when it closes nothing. */
  placeToEnd(name: string): number;
  /** Place of the innermost element of that name that nothing shields from outside; -1 when there is none. */
  placeInScope(name: string): number;
  /** Index of the node at a place. */
  indexAt(place: number): number;
  /** Closes the element at the place, and all within it, before the node of index `next`. */
  closeFrom(place: number, next: number): void;
}

export function createOpenElements(nodes: readonly HtmlNode[]): OpenElements {
  const open: number[] = [];
  const placesByName = new Map<string, number[]>();
  const blocks: number[] = [];
  const scopes: number[] = [];
  const last = (places: readonly number[] | undefined): number => places?.at(-1) ?? -1;

  const placeOf = (name: string): number => last(placesByName.get(name));
  const placeOfAny = (names: Iterable<string>): number => {
    let place = -1;
    for (const name of names) place = Math.max(place, placeOf(name));
    return place;
  };
  const placeInScope = (name: string): number => {
    const place = placeOf(name);
    return place >= last(scopes) ? place : -1;
  };

  return {
    innermost: () => last(open),
    push(name, index) {
      const place = open.push(index) - 1;
      const places = placesByName.get(name);
      if (places) places.push(place);
      else placesByName.set(name, [place]);
      if (BLOCKS.has(name)) blocks.push(place);
      if (SCOPES.has(name)) scopes.push(place);
    },
    placeOf,
    placeOfAny,
    placeInScope,
    placeToEnd(name) {
      // <h2>…</h3> is a heading whose end tag was mistyped.
      const place = HEADINGS.has(name) ? placeOfAny(HEADINGS) : placeOf(name);
      if (name === 'table') return place;
      if (TABLE_PARTS.has(name)) return place > placeOf('table') ? place : -1;
      const shield = PHRASES.has(name) ? Math.max(last(scopes), last(blocks)) : last(scopes);
      return place >= shield ? place : -1;
    },
    indexAt: (place) => open[place] ?? -1,
    closeFrom(place, next) {
      while (open.length > place) {
        const node = nodes[open.pop() ?? -1];
        if (node === undefined) return;
        node.end = next;
        placesByName.get(node.name)?.pop();
        if (last(blocks) === open.length) blocks.pop();
        if (last(scopes) === open.length) scopes.pop();
      }
    },
  };
}
