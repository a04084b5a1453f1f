/*
 * A page as a list of nodes in document order. A node's subtree is the nodes after it up to its `end`, so
 * that everything here walks forward over the list, and no page is nested too deeply to be read.
 */

/** An element, or a text when `name` is ''. */
export interface HtmlNode {
  /** Lower case. */
  readonly name: string;
  /** Characters of a text, entities decoded; '' for an element. */
  readonly text: string;
  /** How many of these are not white space. */
  readonly characters: number;
  /** The attributes that something here reads, by lower-case name; null when there are none. */
  readonly attributes: Attributes | null;
  /** Index of the element it stands in; -1 at the top. */
  readonly parent: number;
  /** Index of the first node that is no longer within it. */
  end: number;
}

export type Attributes = Readonly<Partial<Record<AttributeName, string>>>;

export const ATTRIBUTE_NAMES = [
  'alt',
  'aria-controls',
  'aria-expanded',
  'aria-hidden',
  'aria-label',
  'class',
  'colspan',
  'content',
  'datetime',
  'height',
  'hidden',
  'href',
  'id',
  'itemprop',
  'lang',
  'name',
  'open',
  'property',
  'rel',
  'reversed',
  'role',
  'rowspan',
  'start',
  'style',
  'type',
  'value',
  'width',
  'xml:lang',
] as const;
export type AttributeName = (typeof ATTRIBUTE_NAMES)[number];

/** 1 = the node is left out, with all that stands in it. By node index. */
export type LeftOut = Uint8Array;

/** The attribute's value; null when the element does not have it. */
export function attributeOf(node: HtmlNode | undefined, name: AttributeName): string | null {
  return node?.attributes?.[name] ?? null;
}

/** What a walk over a subtree meets. */
export interface Visitor {
  text(node: HtmlNode, index: number): void;
  /** Returns false to pass over what the element holds; then it is not left either. */
  enter(node: HtmlNode, index: number): boolean;
  leave(node: HtmlNode, index: number): void;
}

/** Visits what stands from `from` up to `end` and is not left out, in document order. */
export function walk(
  nodes: readonly HtmlNode[],
  leftOut: LeftOut,
  { from, end }: { from: number; end: number },
  visitor: Visitor,
): void {
  const open: number[] = [];
  let openEnd = Infinity;
  for (let index = from; index < end;) {
    if (index >= openEnd) openEnd = leaveBefore(index, nodes, open, visitor);
    const node = nodes[index];
    if (node === undefined) break;
    if (leftOut[index] === 1) {
      index = node.end;
    } else if (node.name === '') {
      visitor.text(node, index);
      index++;
    } else if (visitor.enter(node, index)) {
      open.push(index);
      openEnd = node.end;
      index++;
    } else {
      index = node.end;
    }
  }
  leaveBefore(end, nodes, open, visitor);
}

/** Leaves the elements that end before `index`. Returns where the innermost of the others ends. */
function leaveBefore(
  index: number,
  nodes: readonly HtmlNode[],
  open: number[],
  visitor: Visitor,
): number {
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const node = nodes[last];
    if (node === undefined || node.end > index) return node?.end ?? Infinity;
    open.pop();
    visitor.leave(node, last);
  }
  return Infinity;
}
