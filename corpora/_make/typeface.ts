import type { Line, Measure, Word } from './break-lines.ts';

export type Pdf = PDFKit.PDFDocument;

/** Two of the fonts that every reader of PDF has of its own. */
export interface Typeface {
  readonly plain: string;
  readonly bold: string;
}

/** A size of type with the height of its line, in points. */
export interface Type {
  readonly face: Typeface;
  readonly size: number;
  readonly leading: number;
  /** All of it is bold, whatever the source says. */
  readonly bold: boolean;
}

function select(pdf: Pdf, { face, size, bold: all }: Type, bold: boolean): Pdf {
  return pdf.font(bold || all ? face.bold : face.plain).fontSize(size);
}

export function measureWith(pdf: Pdf, type: Type): Measure {
  return (text, bold) => select(pdf, type, bold).widthOfString(text);
}

/** Draws a line with gaps between its words that fill `fillWidth`; null = the natural ones. */
export function drawLine(
  pdf: Pdf,
  type: Type,
  { words, width }: Pick<Line, 'words' | 'width'>,
  { x: left, y, fillWidth }: { readonly x: number; readonly y: number; fillWidth: number | null },
): void {
  const measure = measureWith(pdf, type);
  const extra =
    fillWidth === null || words.length < 2 ? 0 : (fillWidth - width) / (words.length - 1);
  let x = left;
  for (const { text, bold } of stretchesOf(words)) {
    const lead = text.startsWith(' ') ? measure(' ', bold) + extra : 0;
    const gaps = text.trim().split(' ').length - 1;
    select(pdf, type, bold).text(text.trim(), x + lead, y, {
      lineBreak: false,
      wordSpacing: extra,
    });
    x += lead + measure(text.trim(), bold) + gaps * extra;
  }
}

/** The words of a line as few strings: one for each change between plain and bold. */
function stretchesOf(words: readonly Word[]): { text: string; bold: boolean }[] {
  const stretches: { text: string; bold: boolean }[] = [];
  words.forEach((word, index) => {
    word.forEach(({ text, bold }, within) => {
      const lead = index > 0 && within === 0 ? ' ' : '';
      const last = stretches.at(-1);
      if (last?.bold === bold) last.text += lead + text;
      else stretches.push({ text: lead + text, bold });
    });
  });
  return stretches;
}
