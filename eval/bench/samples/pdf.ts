import { once } from 'node:events';
import PDFDocument from 'pdfkit';
import type { Inventor } from '../invent.ts';
import { inventArticle } from './text.ts';

/** A report of so many pages of running text with headings and page numbers, in the standard fonts. */
export async function writePdf(inventor: Inventor, pages: number): Promise<Uint8Array> {
  const document = new PDFDocument({ size: 'A4', margin: 72, bufferPages: true });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(document, 'end');
  const full = (): boolean => document.bufferedPageRange().count >= pages;
  while (!full()) {
    const { title, sections } = inventArticle(inventor);
    write(document, 'Times-Bold', 18, title);
    for (const { heading, paragraphs } of sections) {
      if (!full()) write(document, 'Times-Bold', 13, heading);
      for (const paragraph of paragraphs) {
        if (!full()) write(document, 'Times-Roman', 11, paragraph);
      }
    }
  }
  for (let page = 0; page < pages; page++) numberPage(document, page);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

function write(document: PDFKit.PDFDocument, font: string, points: number, text: string): void {
  document
    .font(font)
    .fontSize(points)
    .text(text, { align: 'justify', paragraphGap: points / 2 });
}

/** In the bottom margin, where text would begin a new page if that margin stayed. */
function numberPage(document: PDFKit.PDFDocument, page: number): void {
  document.switchToPage(page);
  const { margins, height, width } = document.page;
  const y = height - margins.bottom / 2;
  margins.bottom = 0;
  document.font('Times-Roman').fontSize(9);
  document.text(String(page + 1), width / 2, y, { lineBreak: false });
}
