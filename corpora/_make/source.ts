import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { List, Paragraph, PhrasingContent, RootContent, Table } from 'mdast';
import { parse } from 'yaml';

/** Words in one type. */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
  /** Label of the footnote that is called here; its text is empty. */
  readonly footnote: string | null;
}

export type Runs = readonly Run[];

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly runs: Runs }
  | { readonly kind: 'paragraph' | 'note'; readonly runs: Runs }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly entries: readonly Runs[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly Runs[];
      readonly rows: readonly (readonly Runs[])[];
    }
  | { readonly kind: 'column' }
  | { readonly kind: 'columns'; readonly count: number };

/** What the front matter of a source says. */
export interface Imprint {
  /** File that is made, beside the folder of sources. */
  readonly target: string;
  readonly title: string;
  readonly version: string;
  /** Day of the document, YYYY-MM-DD: the only date that gets into the file. */
  readonly date: string;
  /** Of a PDF; justified text is set in Times, the other in Helvetica. */
  readonly align?: 'left' | 'justify';
}

export interface Source extends Imprint {
  readonly blocks: readonly Block[];
  /** Texts of footnotes by label. */
  readonly footnotes: ReadonlyMap<string, Runs>;
}

const FRONT_MATTER = /^---\n([^]*?)\n---\n/;
const FOOTNOTE_TEXT = /^\[\^(\w+)\]:\s+/;
const FOOTNOTE_CALL = /\[\^(\w+)\]/;

/**
 * Reads the part of Markdown that the sources use: headings, paragraphs, quotes as notes, flat lists, tables,
 * bold, footnotes (`[^1]`), and two comments: `<!-- columns: 2 -->` and `<!-- next column -->`.
 * @throws for anything else, so that nothing is left out of a document unseen
 */
export function readSource(markdown: string): Source {
  const found = FRONT_MATTER.exec(markdown);
  if (!found) throw new Error('A source begins with front matter.');
  const imprint = parse(found[1] ?? '') as Imprint;
  const tree = fromMarkdown(markdown.slice(found[0].length), {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  const footnotes = new Map<string, Runs>();
  const blocks = tree.children.flatMap((node): Block[] => {
    const block = toBlock(node);
    if (block.kind !== 'paragraph') return [block];
    const [first, ...rest] = block.runs;
    const label = FOOTNOTE_TEXT.exec(first?.text ?? '');
    if (!first || !label) return [{ ...block, runs: withFootnoteCalls(block.runs) }];
    footnotes.set(label[1] ?? '', [{ ...first, text: first.text.slice(label[0].length) }, ...rest]);
    return [];
  });
  return { ...imprint, blocks, footnotes };
}

function toBlock(node: RootContent): Block {
  if (node.type === 'paragraph') return { kind: 'paragraph', runs: toRuns(node.children) };
  if (node.type === 'blockquote')
    return { kind: 'note', runs: node.children.flatMap(paragraphRuns) };
  if (node.type === 'table') return { kind: 'table', ...tableOf(node) };
  if (node.type === 'html') return toDirective(node.value);
  if (node.type === 'heading') {
    return { kind: 'heading', level: node.depth, runs: toRuns(node.children) };
  }
  if (node.type === 'list') {
    return { kind: 'list', ordered: node.ordered === true, entries: entriesOf(node) };
  }
  throw new Error(`A source may not contain: ${node.type}`);
}

function toDirective(comment: string): Block {
  if (comment === '<!-- next column -->') return { kind: 'column' };
  const columns = /^<!-- columns: (\d) -->$/.exec(comment);
  if (columns) return { kind: 'columns', count: Number(columns[1]) };
  throw new Error(`A source may not contain: ${comment}`);
}

function entriesOf({ children }: List): Runs[] {
  return children.map((entry) => entry.children.flatMap(paragraphRuns));
}

function tableOf({ children }: Table): { columns: Runs[]; rows: Runs[][] } {
  const cells = children.map((row) =>
    row.children.map((cell) => withFootnoteCalls(toRuns(cell.children))),
  );
  const [columns = [], ...rows] = cells;
  return { columns, rows };
}

function paragraphRuns(node: Paragraph | RootContent): Runs {
  if (node.type !== 'paragraph') throw new Error(`An entry may not contain: ${node.type}`);
  return toRuns(node.children);
}

function toRuns(nodes: readonly PhrasingContent[], bold = false): Run[] {
  return nodes.flatMap((node): Run[] => {
    if (node.type === 'text') {
      return [{ text: node.value.replace(/\s+/g, ' '), bold, footnote: null }];
    }
    if (node.type === 'strong') return toRuns(node.children, true);
    throw new Error(`A paragraph may not contain: ${node.type}`);
  });
}

function withFootnoteCalls(runs: Runs): Run[] {
  return runs.flatMap((run) => {
    const [before = '', label, after = ''] = run.text.split(FOOTNOTE_CALL);
    if (label === undefined) return [run];
    const parts = [
      { ...run, text: before },
      { ...run, text: '', footnote: label },
      { ...run, text: after },
    ];
    return parts.filter(({ text, footnote }) => text !== '' || footnote !== null);
  });
}
