import { toScript } from './scripts.ts';
import type { HtmlNode } from './tree.ts';

/** What stands between the two parts of a formula that MathML sets above or beside each other. */
const BETWEEN: ReadonlyMap<string, string> = new Map([
  ['mfrac', '/'],
  ['msup', '^'],
  ['msub', '_'],
]);

/**
 * What a part of a formula reads as: that of 10<sup>6</sup> ⁶, of a fraction /2. Without it they would read
 * 106 and 12. Null when it stands in the line like any other words.
 * @param words of the part
 */
export function formulaPart(
  nodes: readonly HtmlNode[],
  index: number,
  words: () => string,
): string | null {
  const parent = nodes[index]?.parent ?? -1;
  const name = nodes[parent]?.name ?? '';
  const between = BETWEEN.get(name);
  if (between === undefined || isFirst(nodes, parent, index)) return null;
  const raised = between === '^' || between === '_';
  const script = raised ? toScript(words(), between === '^' ? 'sup' : 'sub') : words();
  return raised && script !== words() ? script : between + script;
}

function isFirst(nodes: readonly HtmlNode[], parent: number, index: number): boolean {
  let first = parent + 1;
  while (nodes[first]?.name === '') first++;
  return first === index;
}
