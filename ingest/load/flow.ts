import type { ExtractedEntry, ExtractionWriter } from './extraction.ts';

/**
 * Writes a document that comes as one paragraph after the other. Entries that follow one another make a
 * list; a note is held back until the block that refers to it is whole.
 */
export interface Flow {
  heading(level: number, text: string): void;
  paragraph(text: string): void;
  quote(text: string): void;
  /** @param entry of any depth; it is made at most one deeper than the entry before it */
  entry(entry: ExtractedEntry): void;
  /** More text of the last entry; a paragraph when there is none. */
  continueEntry(text: string): void;
  table(columns: readonly string[] | null, rows: readonly (readonly string[])[]): void;
  /** A paragraph that goes after the block that is being written, a list as a whole. */
  note(text: string): void;
  /** To be called at the end of what belongs together: the document, a slide. */
  close(): void;
}

export function createFlow(writer: ExtractionWriter): Flow {
  let entries: ExtractedEntry[] = [];
  let notes: string[] = [];
  const close = (): void => {
    writer.list(entries);
    for (const note of notes) writer.paragraph(note);
    entries = [];
    notes = [];
  };
  const paragraph = (text: string): void => {
    close();
    writer.paragraph(text);
  };
  return {
    close,
    paragraph,
    heading(level, text) {
      close();
      writer.heading(level, text);
    },
    quote(text) {
      close();
      writer.quote(text);
    },
    entry(entry) {
      if (entry.text.trim() === '') return;
      const deepest = (entries.at(-1)?.depth ?? -1) + 1;
      entries.push({ ...entry, depth: Math.min(entry.depth, deepest) });
    },
    continueEntry(text) {
      const last = entries.pop();
      if (last === undefined) paragraph(text);
      else entries.push({ ...last, text: `${last.text}\n${text}` });
    },
    table(columns, rows) {
      close();
      writer.table(columns, rows);
    },
    note(text) {
      notes.push(text);
    },
  };
}
