import { BLOCKS } from './names.ts';
import { addUp, sumIn } from './page.ts';
import { attributeOf, walk, type HtmlNode, type LeftOut } from './tree.ts';

/** A run of so many characters outside of links is prose; menus and buttons are shorter. */
const MIN_PROSE_CHARACTERS = 50;
/** Text in these is what a page is read for, however short it is; so is a table of data. */
const FACTS = new Set(['dd', 'pre']);

/** How much text of what kind the subtree of a node holds, in characters without white space. */
export interface Substance {
  readonly text: Measure;
  /** Of that, in links and buttons. */
  readonly inLinks: Measure;
  /** Of that, in links to another place of the same page. */
  readonly inLocalLinks: Measure;
  /** Outside of links. */
  readonly plain: Measure;
  /** Of that, in sentences, tables and code. */
  readonly prose: Measure;
}

/** @param index of a node */
export type Measure = (index: number) => number;

/** What may tell the substance of a page from what stands around it, the surest first. */
export type Kind = 'prose' | 'plain' | 'text';
/** With less of it, a page is not judged by that kind: it may be a list of links, or a single answer. */
const MIN_CHARACTERS: Readonly<Record<Kind, number>> = { prose: 50, plain: 20, text: 0 };

/** The kind of text by which to judge a page. */
export function tellingKind(nodes: readonly HtmlNode[], substance: Substance): Kind {
  const kinds: readonly Kind[] = ['prose', 'plain'];
  return kinds.find((kind) => total(nodes, substance[kind]) >= MIN_CHARACTERS[kind]) ?? 'text';
}

/** Of the whole page. */
export function total(nodes: readonly HtmlNode[], measure: Measure): number {
  let sum = 0;
  for (let index = 0; index < nodes.length; index = nodes[index]?.end ?? nodes.length) {
    sum += measure(index);
  }
  return sum;
}

/** @param tables indexes of the tables that hold data */
export function measureSubstance(
  nodes: readonly HtmlNode[],
  leftOut: LeftOut,
  tables: ReadonlySet<number>,
): Substance {
  const [text, inLinks, inLocalLinks, prose] = Array.from(
    { length: 4 },
    () => new Int32Array(nodes.length + 1),
  ) as [Int32Array, Int32Array, Int32Array, Int32Array];
  let run: number[] = [];
  let runCharacters = 0;
  let linkEnd = 0;
  let localLinkEnd = 0;
  let factEnd = 0;

  const endRun = (): void => {
    for (const index of run) {
      const counts = runCharacters >= MIN_PROSE_CHARACTERS || index < factEnd;
      if (counts) prose[index + 1] = (text[index + 1] ?? 0) - (inLinks[index + 1] ?? 0);
    }
    run = [];
    runCharacters = 0;
  };
  const endRunAt = ({ name }: HtmlNode): void => {
    if (run.length > 0 && BLOCKS.has(name)) endRun();
  };

  walk(
    nodes,
    leftOut,
    { from: 0, end: nodes.length },
    {
      text({ characters }, index) {
        if (characters === 0) return;
        text[index + 1] = characters;
        if (index < linkEnd) inLinks[index + 1] = characters;
        else runCharacters += characters;
        if (index < localLinkEnd) inLocalLinks[index + 1] = characters;
        run.push(index);
      },
      enter(node, index) {
        endRunAt(node);
        if (FACTS.has(node.name) || tables.has(index)) factEnd = Math.max(factEnd, node.end);
        if (isControl(node)) linkEnd = Math.max(linkEnd, node.end);
        if (isLocalLink(node)) localLinkEnd = node.end;
        return true;
      },
      leave: endRunAt,
    },
  );
  endRun();
  const within = (counts: Int32Array): Measure => {
    addUp(counts);
    return (index) => sumIn(counts, index, nodes[index]?.end ?? index);
  };
  const measures = { text: within(text), inLinks: within(inLinks), prose: within(prose) };
  return {
    ...measures,
    inLocalLinks: within(inLocalLinks),
    plain: (index) => measures.text(index) - measures.inLinks(index),
  };
}

function isControl(node: HtmlNode): boolean {
  return node.name === 'button' || (node.name === 'a' && attributeOf(node, 'href') !== null);
}

function isLocalLink(node: HtmlNode): boolean {
  return node.name === 'a' && /^#./.test(attributeOf(node, 'href') ?? '');
}
