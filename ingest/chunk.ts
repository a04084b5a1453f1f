import type { Block, HeadingBlock } from '../src/core/blocks.ts';
import { readSpan } from '../src/core/read-span.ts';
import { createLineIndex } from '../src/core/text.ts';
import type { PassageDraft, RevisionDraft, Unit } from '../src/store/types.ts';
import { cutRun, MAX_PASSAGE_CHARACTERS, type Cuttable } from './cut.ts';
import type { LoadedDocument } from './load/types.ts';
import { piecesOf, type Piece } from './pieces.ts';
import { chunkRecords, type DraftWithoutLines } from './records.ts';

/** The version of these rules; passages of two versions are told apart by it. */
export const CHUNKER = 'structure-1';

/** A shorter block says too little alone and joins its neighbour, in UTF-16 code units. */
const MIN_BLOCK_CHARACTERS = 80;

/** A heading with what stands under it, up to the next heading; the headings before it if nothing does. */
interface Section {
  readonly headings: readonly string[];
  readonly blocks: readonly Block[];
}

interface PlacedPiece extends Piece, Cuttable {
  readonly block: Block;
}

/**
 * Cuts a document into passages: in order, not overlapping, covering all of its body that is not white
 * space, each at most MAX_PASSAGE_CHARACTERS. A section that fits is a passage; a longer one falls into its
 * blocks, a longer block into its entries, rows, lines or sentences. Every decision looks at one section
 * only, so an edit changes the passages it touches and at most one neighbour.
 */
export function chunkDocument(document: LoadedDocument): PassageDraft[] {
  const { text, records } = document;
  const lines = createLineIndex(text);
  const passages = records === null ? chunkBlocks(document) : chunkRecords(text, records);
  return passages.map((passage) => ({ ...passage, lines: lines.linesOf(passage.span) }));
}

function chunkBlocks({ text, mediaType, blocks, pages }: LoadedDocument): DraftWithoutLines[] {
  const passages: DraftWithoutLines[] = [];
  for (const section of sectionsOf(blocks)) {
    const from = passages.at(-1)?.span.end ?? 0;
    for (const pieces of passagePieces(text, section, from)) {
      const start = pieces[0]?.start ?? 0;
      passages.push({
        ...passageOf({ revisionText: text, mediaType }, pieces),
        headings: section.headings,
        page: pages.find((page) => start < page.end)?.page ?? null,
      });
    }
  }
  return passages;
}

/** The headings of a document with where they stand. */
export function headingsOf(blocks: readonly Block[]): RevisionDraft['headings'] {
  return blocks
    .filter((block) => block.kind === 'heading')
    .map(({ level, text, start, end }) => ({ level, text, start, end }));
}

function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: Section[] = [];
  let path: HeadingBlock[] = [];
  let open: Block[] = [];
  const close = (): void => {
    const headings = path.map(({ text }) => text).filter((text) => text !== '');
    if (open.length > 0) sections.push({ headings, blocks: open });
    open = [];
  };
  for (const block of blocks) {
    if (block.kind === 'heading') {
      // A heading with nothing under it joins what follows.
      if (!open.every(({ kind }) => kind === 'heading')) close();
      path = [...path.filter(({ level }) => level < block.level), block];
    }
    open.push(block);
  }
  close();
  return sections;
}

function passagePieces(text: string, { blocks }: Section, from: number): PlacedPiece[][] {
  const first = blocks[0]?.start ?? 0;
  const last = blocks.at(-1)?.end ?? 0;
  const whole = last - first <= MAX_PASSAGE_CHARACTERS && countTables(blocks) <= 1;
  const groups = whole ? [blocks] : groupBlocks(text, blocks);
  let end = from;
  return groups.flatMap((group) => {
    const pieces: PlacedPiece[] = [];
    for (const block of group) {
      // Not spread into one call: a block may have more pieces than a call takes arguments.
      for (const piece of placedPieces(text, block, end)) pieces.push(piece);
      end = pieces.at(-1)?.end ?? end;
    }
    return cutRun(text, pieces);
  });
}

function countTables(blocks: readonly Block[]): number {
  return blocks.filter(({ kind }) => kind === 'table').length;
}

function placedPieces(text: string, block: Block, from: number): PlacedPiece[] {
  const pieces = piecesOf(text, block, from);
  const leadsIn = block.kind === 'heading' || endsInColon(text, block);
  return pieces.map((piece, index) => ({
    ...piece,
    block,
    leadsIn: leadsIn && index === pieces.length - 1,
  }));
}

function endsInColon(text: string, block: Block): boolean {
  return block.kind === 'paragraph' && /[:：]["'”’*_]*$/.test(text.slice(block.end - 4, block.end));
}

function isTiny(block: Block): boolean {
  return block.end - block.start < MIN_BLOCK_CHARACTERS && block.kind !== 'table';
}

/** Blocks that belong together: headings, lead-ins and tiny blocks with what follows them. */
function groupBlocks(text: string, blocks: readonly Block[]): Block[][] {
  const groups: Block[][] = [];
  let open: Block[] = [];
  blocks.forEach((block, index) => {
    open.push(block);
    const next = blocks[index + 1];
    if (next !== undefined && joinsNext(text, open, block, next, index + 2 === blocks.length))
      return;
    groups.push(open);
    open = [];
  });
  return groups;
}

function joinsNext(
  text: string,
  group: readonly Block[],
  block: Block,
  next: Block,
  nextIsLast: boolean,
): boolean {
  // A passage names the columns of one table.
  if (next.kind === 'table' && countTables(group) > 0) return false;
  const leadsIn = block.kind === 'heading' || isTiny(block) || endsInColon(text, block);
  return leadsIn || (nextIsLast && isTiny(next));
}

function passageOf(
  document: { readonly revisionText: string; readonly mediaType: string },
  pieces: readonly PlacedPiece[],
): Omit<DraftWithoutLines, 'headings' | 'page'> {
  const span = { start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0 };
  const block = pieces.find((piece) => piece.block.kind === 'table')?.block;
  const table = block?.kind === 'table' ? block : null;
  const words = readSpan(document, span);
  // Rows that were cut off from their header are found by its words all the same.
  const headless = table !== null && table.start < span.start;
  return {
    span,
    text: headless ? `${table.columns.join(' | ')}\n${words}` : words,
    units: unitsOf(pieces),
    record: null,
    columns: table?.columns ?? null,
  };
}

/** Lines of one code block are cut apart but quoted together. */
function unitsOf(pieces: readonly PlacedPiece[]): Unit[] {
  const units: Unit[] = [];
  let codeBlock: Block | null = null;
  for (const { block, units: own } of pieces) {
    const previous = units.at(-1);
    const last = own.at(-1);
    if (block.kind === 'code' && block === codeBlock && previous && last) {
      units[units.length - 1] = { ...previous, end: last.end };
    } else {
      units.push(...own);
    }
    codeBlock = block.kind === 'code' ? block : null;
  }
  return units;
}
