import type { Flow } from '../flow.ts';
import { layOutSheet } from '../tables/grid.ts';
import { startsWithHeader } from '../tables/header.ts';
import { childAt, elementsOf, type XmlElement } from '../xml/tree.ts';
import { createBlockReader, type TextBlock } from './blocks.ts';
import type { Styles } from './styles.ts';
import { readTable } from './table.ts';
import { wordsOf, type Words } from './words.ts';

/** Writes the text of a document and returns its first paragraph of the style Title; null when it has none. */
export function writeText(body: XmlElement, styles: Styles, flow: Flow): string | null {
  const reader = createBlockReader(styles);
  let noteCount = 0;
  let title: string | null = null;

  const nextMark = (): string => `[^${++noteCount}]`;

  const write = (block: TextBlock): void => {
    const { element } = block;
    if (block.kind === 'table') {
      writeTable(element);
      return;
    }
    const firstNote = noteCount + 1;
    const words = wordsOf(element, styles, nextMark);
    if (block.kind === 'heading') writeHeading(block, words.text);
    else if (block.kind === 'paragraph') writeParagraph(element, words.text);
    else if (block.marker === null) flow.continueEntry(words.text);
    else flow.entry({ text: words.text, marker: block.marker, depth: block.depth });
    writeAnchored(words, firstNote);
  };

  const writeHeading = ({ level, number }: TextBlock & { kind: 'heading' }, text: string): void => {
    // The mark of a note is none of a heading's words.
    const words = text.replace(/\[\^\d+\]/g, '').trim();
    if (words === '') return;
    const shown = number ?? reader.numbers.heading(level);
    flow.heading(level, `${shown} ${words}`);
  };

  const writeParagraph = ({ attributes }: XmlElement, text: string): void => {
    const role = styles.roleOf(attributes['text:style-name'] ?? '');
    if (role === 'title') {
      title ??= text.replace(/\s+/g, ' ').trim() || null;
      flow.heading(1, text);
    } else if (role === 'quote') {
      flow.quote(text);
    } else {
      flow.paragraph(text);
    }
  };

  const writeAnchored = ({ notes, drawings }: Words, firstNote: number): void => {
    notes.forEach((note, index) => {
      const paragraphs = elementsOf(childAt(note, 'text:note-body')).map(plainWords);
      flow.note(
        [`[^${firstNote + index}] ${paragraphs[0] ?? ''}`, ...paragraphs.slice(1)].join('\n'),
      );
    });
    for (const drawing of drawings) reader.blocksIn(drawing).forEach(write);
  };

  /** Of what may hold neither notes nor drawings. */
  const plainWords = (element: XmlElement): string =>
    wordsOf(element, styles, () => '').text.trim();

  const cellWords = (cell: XmlElement): string => {
    const texts = reader
      .blocksIn(cell)
      .flatMap((block) => (block.kind === 'table' ? reader.blocksIn(block.element) : [block]));
    return texts
      .map(({ element }) => plainWords(element))
      .join('\n')
      .trim();
  };

  const writeTable = (table: XmlElement): void => {
    const sheet = readTable(table, '', cellWords);
    const [names, ...rows] = layOutSheet(sheet).map(({ cells }) => cells);
    if (names === undefined) return;
    const hasHeader = sheet.headerRow !== null || startsWithHeader([names, ...rows]);
    flow.table(hasHeader ? names : null, hasHeader ? rows : [names, ...rows]);
  };

  reader.blocksIn(body).forEach(write);
  flow.close();
  return title;
}
