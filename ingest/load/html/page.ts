import { walk, type HtmlNode, type LeftOut } from './tree.ts';

/** A page, what of it is left out, and how much text stands before each node. */
export interface Page {
  readonly nodes: readonly HtmlNode[];
  readonly leftOut: LeftOut;
  /** Characters that are not white space, by node index; one entry more than there are nodes. */
  readonly textBefore: Int32Array;
}

/** Reads `nodes` without what `leftOut` says. */
export function viewPage(nodes: readonly HtmlNode[], leftOut: LeftOut): Page {
  const textBefore = new Int32Array(nodes.length + 1);
  walk(
    nodes,
    leftOut,
    { from: 0, end: nodes.length },
    {
      text: ({ characters }, index) => void (textBefore[index + 1] = characters),
      enter: () => true,
      leave: () => undefined,
    },
  );
  addUp(textBefore);
  return { nodes, leftOut, textBefore };
}

/** Makes of counts, each one place behind its own, the sums of what stands before a place. */
export function addUp(counts: Int32Array): void {
  for (let place = 1; place < counts.length; place++) {
    counts[place] = (counts[place] ?? 0) + (counts[place - 1] ?? 0);
  }
}

/** What lies between the sums before a node and behind its subtree. */
export function sumIn(sums: Int32Array, index: number, end: number): number {
  return (sums[end] ?? 0) - (sums[index] ?? 0);
}
