import { joinPartedWords } from '../../../src/core/read-span.ts';
import { createExtractionWriter, type Extracted, type ExtractionWriter } from '../extraction.ts';
import { joinLines, wordsOf } from './hyphens.ts';
import type { Line } from './lines.ts';
import { toParts, type Part } from './parts.ts';
import { entryMarker } from './prose.ts';
import { styleOf } from './style.ts';

/** An entry that begins this much further right, in letter heights, belongs to the one above it. */
const NESTED_INDENT = 0.8;
const NUMBERED = /\w/;

type Entry = Part & { readonly kind: 'entry' };

/**
 * Writes the text of a paged document, each page's place in it with it.
 * @param pages lines by page, without running heads
 */
export function writePdf(pages: readonly (readonly Line[])[]): Extracted {
  const lines = pages.flat();
  const words = wordsOf(lines.map(({ text }) => text));
  const writer = createExtractionWriter();
  let page = 0;
  const turnTo = (wanted: number, back = 0): void => {
    while (page < wanted) writer.page(++page, back);
  };
  const parts = toParts(lines, styleOf(lines));
  for (let at = 0; at < parts.length;) {
    const part = parts[at] as Part;
    turnTo(part.lines[0]?.page ?? page);
    const entries = part.kind === 'entry' ? entriesFrom(parts, at) : [];
    if (entries.length > 0) writeEntries(writer, entries, words);
    else writePart(writer, part, words);
    turnOver(entries.at(-1) ?? part, words, turnTo);
    at += Math.max(entries.length, 1);
  }
  turnTo(pages.length);
  return writer.finish();
}

/** Pages that begin within what was written last. */
function turnOver(
  { lines }: Part,
  words: ReadonlySet<string>,
  turnTo: (page: number, back: number) => void,
): void {
  const textFrom = (index: number): string => textOf(lines.slice(index), words);
  lines.forEach((line, index) => {
    if (line.page > (lines[index - 1]?.page ?? line.page))
      turnTo(line.page, textFrom(index).length);
  });
}

function writePart(writer: ExtractionWriter, part: Part, words: ReadonlySet<string>): void {
  const text = textOf(part.lines, words);
  if (part.kind === 'heading') writer.heading(part.level, joinPartedWords(text));
  else if (part.kind === 'table') writer.table(part.table.columns, part.table.rows);
  else writer.paragraph(text);
}

/** The entries of one list from here on; none for a number that stands alone, which is a clause. */
function entriesFrom(parts: readonly Part[], at: number): Entry[] {
  const entries: Entry[] = [];
  const page = parts[at]?.lines[0]?.page;
  for (let part = parts[at]; part !== undefined; part = parts[at + entries.length]) {
    if (part.kind !== 'entry' || part.lines[0]?.page !== page) break;
    entries.push(part);
    // Where a page turns is known within the last entry only.
    if (part.lines.at(-1)?.page !== page) break;
  }
  const single = entries.length === 1 && NUMBERED.test(entries[0]?.marker ?? '');
  return single ? [] : entries;
}

function writeEntries(
  writer: ExtractionWriter,
  entries: readonly Entry[],
  words: ReadonlySet<string>,
): void {
  const lefts: number[] = [];
  writer.list(
    entries.map(({ marker, lines }) => {
      const first = lines[0] as Line;
      while (lefts.length > 1 && first.x < (lefts.at(-1) ?? 0) - 1) lefts.pop();
      if (lefts.length === 0 || first.x > (lefts.at(-1) ?? 0) + first.size * NESTED_INDENT)
        lefts.push(first.x);
      return { text: withoutMarker(textOf(lines, words)), marker, depth: lefts.length - 1 };
    }),
  );
}

function textOf(lines: readonly Line[], words: ReadonlySet<string>): string {
  return joinLines(
    lines.map(({ text }) => text),
    words,
  );
}

function withoutMarker(text: string): string {
  return text.slice(entryMarker(text)?.length ?? 0).trimStart();
}
