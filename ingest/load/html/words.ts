import { BLOCKS } from './names.ts';
import { formulaPart } from './formulas.ts';
import type { Page } from './page.ts';
import { pictureWords } from './pictures.ts';
import { createRun, plainSpaces, type Run } from './run.ts';
import { toScript } from './scripts.ts';
import { attributeOf, walk, type HtmlNode, type Visitor } from './tree.ts';

/** A <sup> of more nodes is no mere exponent. */
const MAX_SCRIPT_NODES = 6;

/** Reads an element that stands within a line. Returns whether what it holds is still to be read. */
export function readInline(page: Page, run: Run, index: number): boolean {
  const node = page.nodes[index];
  switch (node?.name) {
    case undefined:
      return false;
    case 'br':
      run.lineEnd();
      return false;
    case 'img':
    case 'svg':
      run.picture(pictureWords(node));
      return false;
    case 'sup':
    case 'sub':
      if (node.end - index > MAX_SCRIPT_NODES) return true;
      run.add(toScript(textOf(page, index), node.name));
      return false;
    default:
      return readPart(page, run, index);
  }
}

function readPart(page: Page, run: Run, index: number): boolean {
  const part = formulaPart(page.nodes, index, () => textOf(page, index));
  if (part !== null) run.add(part);
  else if (isNamedSign(page.nodes[index], index)) run.picture(pictureWords(page.nodes[index]));
  return part === null;
}

/** The texts in an element, one after the other. */
function textOf({ nodes, leftOut }: Page, index: number): string {
  let words = '';
  const end = nodes[index]?.end ?? index;
  for (let at = index; at < end; at = leftOut[at] === 1 ? (nodes[at]?.end ?? end) : at + 1) {
    if (leftOut[at] !== 1) words += nodes[at]?.text ?? '';
  }
  return words;
}

/** An icon made of an empty element: <i role="img" aria-label="Included"></i>. */
function isNamedSign(node: HtmlNode | undefined, index: number): boolean {
  return attributeOf(node, 'role') === 'img' && node?.end === index + 1;
}

/** Reads the words of whole elements. One of it is made for a page. */
export interface WordReader {
  /** All words of an element, its blocks and line ends parted by \n. */
  (index: number): string;
}

export function createWordReader(page: Page): WordReader {
  const { nodes, leftOut } = page;
  const run = createRun();
  const breakAtBlock = ({ name }: HtmlNode): void => {
    if (BLOCKS.has(name)) run.lineEnd();
  };
  const visitor: Visitor = {
    text: ({ text }) => run.add(text),
    enter(node, index) {
      breakAtBlock(node);
      return readInline(page, run, index);
    },
    leave: breakAtBlock,
  };
  return (index) => {
    walk(nodes, leftOut, { from: index, end: nodes[index]?.end ?? index }, visitor);
    return run.take('alone').join('\n');
  };
}

/** The text of preformatted words: white space and line ends as they are. */
export function codeOf(page: Page, index: number): string {
  const parts: string[] = [];
  let afterCode = false;
  const breakLine = (): void => {
    if (parts.at(-1)?.endsWith('\n') === false) parts.push('\n');
  };
  const breakAtBlock = ({ name }: HtmlNode): void => {
    // Two codes side by side are two ways to write the same, one of which the page shows.
    if (BLOCKS.has(name) || (name === 'code' && afterCode)) breakLine();
    afterCode = false;
  };
  walk(
    page.nodes,
    page.leftOut,
    { from: index, end: page.nodes[index]?.end ?? index },
    {
      text({ text }) {
        parts.push(plainSpaces(text));
        afterCode = false;
      },
      enter(node) {
        if (node.name === 'br') parts.push('\n');
        breakAtBlock(node);
        return true;
      },
      leave(node) {
        breakAtBlock(node);
        afterCode = node.name === 'code';
      },
    },
  );
  return parts.join('');
}
