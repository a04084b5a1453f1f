import type { Flow } from '../flow.ts';
import { startsWithHeader } from '../tables/header.ts';

/** What a paragraph is, as its control words say. */
export interface ParagraphProperties {
  /** Number of its style. */
  readonly style: number;
  /** As `\outlinelevel` says, 0 is outermost and 9 is text; null when it says nothing. */
  readonly outlineLevel: number | null;
  readonly listLevel: number;
  readonly inTable: boolean;
}

export interface RtfStyle {
  readonly name: string;
  readonly outlineLevel: number | null;
}

/** Takes a text as it is read and writes it block by block. */
export interface Body {
  text(words: string): void;
  /** The number or bullet of the paragraph that begins. */
  marker(words: string): void;
  /** A footnote, referred to from here. */
  note(words: string): void;
  endParagraph(properties: ParagraphProperties): void;
  endCell(): void;
  /** @param merged by column, whether the cell is merged into the one above it */
  endRow(isHeader: boolean, merged: readonly boolean[]): void;
  /** @returns the first paragraph of the style Title, or null */
  finish(properties: ParagraphProperties): string | null;
}

export function createBody(flow: Flow, styleOf: (style: number) => RtfStyle | undefined): Body {
  let words: string[] = [];
  let marker = '';
  let notes: string[] = [];
  let cells: string[] = [];
  let rows: string[][] = [];
  let hasHeader = false;
  let noteCount = 0;
  let title: string | null = null;

  const takeWords = (): string => {
    const text = words.join('').trim();
    words = [];
    return text;
  };

  const writeNotes = (): void => {
    for (const note of notes) flow.note(note);
    notes = [];
  };

  const closeTable = (): void => {
    const [names = [], ...below] = rows;
    if (rows.length > 0) {
      const named = below.length > 0 && (hasHeader || startsWithHeader(rows));
      flow.table(named ? names : null, named ? below : rows);
      writeNotes();
    }
    rows = [];
    cells = [];
    hasHeader = false;
  };

  const writeParagraph = (text: string, properties: ParagraphProperties): void => {
    const style = styleOf(properties.style);
    const level = properties.outlineLevel ?? style?.outlineLevel ?? null;
    const isTitle = style?.name === 'title';
    if (isTitle) title ??= text.replace(/\s+/g, ' ');
    if (isTitle || (level !== null && level < 9)) {
      const number = isNumber(marker) ? `${marker} ` : '';
      flow.heading(isTitle ? 1 : (level ?? 0) + 1, number + text.replace(/\[\^\d+\]/g, ''));
    } else if (marker !== '') {
      const shown = isNumber(marker) ? marker : '-';
      flow.entry({ text, marker: shown, depth: properties.listLevel });
    } else {
      flow.paragraph(text);
    }
  };

  const endParagraph = (properties: ParagraphProperties): void => {
    if (properties.inTable) {
      words.push('\n');
      return;
    }
    const text = takeWords();
    if (text !== '') {
      closeTable();
      writeParagraph(text, properties);
      writeNotes();
    }
    marker = '';
  };

  return {
    text: (given) => void words.push(given),
    marker(given) {
      marker = given.trim();
    },
    note(given) {
      words.push(`[^${++noteCount}]`);
      notes.push(`[^${noteCount}] ${given.trim()}`);
    },
    endParagraph,
    endCell() {
      // The number of a list within a cell is one of its words.
      const text = takeWords();
      cells.push(isNumber(marker) ? `${marker} ${text}` : text);
      marker = '';
    },
    endRow(isHeader, merged) {
      const above = rows.at(-1) ?? [];
      if (rows.length === 0) hasHeader = isHeader;
      rows.push(cells.map((cell, column) => (merged[column] ? (above[column] ?? cell) : cell)));
      cells = [];
    },
    finish(properties) {
      endParagraph({ ...properties, inTable: false });
      closeTable();
      flow.close();
      return title;
    },
  };
}

/** A list's number or letter; bullets have none. */
function isNumber(marker: string): boolean {
  return /[\p{L}\p{N}]/u.test(marker) && marker !== 'o';
}
