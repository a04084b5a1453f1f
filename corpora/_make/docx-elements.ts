import {
  AlignmentType,
  Footer,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  LevelFormat,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
  type ILevelsOptions,
} from 'docx';
import type { Block, Runs, Source } from './source.ts';

/** Numbers of footnotes by their label in the source. */
type FootnoteIds = ReadonlyMap<string, number>;

export const NUMBERED = 'steps';

/** 1., 2., 3. with a hanging indent; measures are twentieths of a point. */
export const numbering: ILevelsOptions[] = [
  {
    level: 0,
    format: LevelFormat.DECIMAL,
    text: '%1.',
    alignment: AlignmentType.START,
    style: { paragraph: { indent: { left: 500, hanging: 360 } } },
  },
];

const SPACING = { after: 140, line: 276 };
const LEVELS = [HeadingLevel.TITLE, HeadingLevel.HEADING_1, HeadingLevel.HEADING_2] as const;

/** The document's elements. The source's first level is the title, its second Word's "Heading 1". */
export function toElements(blocks: readonly Block[], ids: FootnoteIds): FileChild[] {
  let lists = 0;
  return blocks.flatMap((block): FileChild[] => {
    // Each numbered list is an instance of its own, so that it begins again with 1.
    if (block.kind === 'list') return entriesOf(block, ids, lists++);
    if (block.kind === 'table') return [tableOf(block, ids), new Paragraph({})];
    if (block.kind === 'heading') {
      const heading = LEVELS[block.level - 1] ?? HeadingLevel.HEADING_3;
      return [new Paragraph({ heading, children: textOf(block.runs, ids) })];
    }
    if (block.kind === 'column' || block.kind === 'columns') {
      throw new Error(`A Word document is not made with: ${block.kind}`);
    }
    return [new Paragraph({ spacing: SPACING, children: textOf(block.runs, ids) })];
  });
}

function entriesOf(
  { ordered, entries }: Extract<Block, { kind: 'list' }>,
  ids: FootnoteIds,
  instance: number,
): Paragraph[] {
  const form = ordered
    ? { numbering: { reference: NUMBERED, level: 0, instance } }
    : { bullet: { level: 0 } };
  return entries.map((runs) => {
    return new Paragraph({ ...form, spacing: { after: 60 }, children: textOf(runs, ids) });
  });
}

function tableOf({ columns, rows }: Extract<Block, { kind: 'table' }>, ids: FootnoteIds): Table {
  const cellOf = (runs: Runs, bold: boolean): TableCell => {
    const margins = { top: 60, bottom: 60, left: 100, right: 100 };
    return new TableCell({
      margins,
      children: [new Paragraph({ children: textOf(runs, ids, bold) })],
    });
  };
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: columns.map((cell) => cellOf(cell, true)) }),
      ...rows.map((row) => new TableRow({ children: row.map((cell) => cellOf(cell, false)) })),
    ],
  });
}

function textOf(runs: Runs, ids: FootnoteIds, bold = false): TextRun[] {
  return runs.map((run) => {
    if (run.footnote === null) return new TextRun({ text: run.text, bold: bold || run.bold });
    const id = ids.get(run.footnote);
    if (id === undefined) throw new Error(`No text for footnote ${run.footnote}`);
    return new FootnoteReferenceRun(id);
  });
}

export function footnoteParagraph(runs: Runs): Paragraph {
  return new Paragraph({ children: textOf(runs, new Map()) });
}

export function headOf({ title }: Source): Header {
  return new Header({ children: [new Paragraph({ text: `Quillon · ${title}` })] });
}

export function footOf({ version }: Source): Footer {
  const numbers = ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES];
  const children = [new TextRun({ text: `${version} · ` }), new TextRun({ children: numbers })];
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children })] });
}
