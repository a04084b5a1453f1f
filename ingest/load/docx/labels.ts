import type { ExtractedEntry, ExtractionWriter } from '../extraction.ts';

/** They are no characters, so that no text needs them. */
const OPEN = '\ufdd0';
const CLOSE = '\ufdd1';
const MARKS = new RegExp(`[${OPEN}${CLOSE}]`, 'g');
const LABEL = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}\\s*`, 'g');
const LABEL_AT_START = new RegExp(`^\\s*${OPEN}([^${CLOSE}]*)${CLOSE}\\s*`);

/** The number of a list's entry, as it is handed through mammoth and HTML, which only know that there is one. */
export function markLabel(label: string): string {
  return OPEN + label + CLOSE;
}

/** Words of a document, in which nothing may look like such a mark. */
export function withoutMarks(words: string): string {
  return words.replace(MARKS, '\ufffd');
}

/** Takes marked labels out of the words: an entry's becomes its marker, any other stands before the words. */
export function createLabelWriter(writer: ExtractionWriter): ExtractionWriter {
  return {
    heading: (level, words) => writer.heading(level, plain(words)),
    paragraph: (words) => writer.paragraph(plain(words)),
    quote: (words) => writer.quote(plain(words)),
    code: (words) => writer.code(plain(words)),
    list: (entries) => writer.list(entries.map(withOwnMarker)),
    table: (columns, rows) =>
      writer.table(
        columns?.map(plain) ?? null,
        rows.map((row) => row.map(plain)),
      ),
    page: (page) => writer.page(page),
    finish: () => writer.finish(),
  };
}

function plain(words: string): string {
  return words.replace(LABEL, '$1 ');
}

function withOwnMarker(entry: ExtractedEntry): ExtractedEntry {
  const label = LABEL_AT_START.exec(entry.text);
  if (label === null) return { ...entry, text: plain(entry.text) };
  const text = plain(entry.text.slice(label[0].length));
  return { ...entry, marker: label[1] ?? entry.marker, text };
}
