import { PAGE } from './page-flow.ts';
import type { Source } from './source.ts';
import type { Pdf } from './typeface.ts';

export const COMPANY = 'Quillon';

const SMALL = 8.5;

/** The company and the document's name, above a rule. */
export function drawHead(pdf: Pdf, { title }: Source): void {
  pdf.font('Helvetica').fontSize(SMALL).fillColor('#4c5a54');
  pdf.text(COMPANY, PAGE.left, 46, { lineBreak: false });
  pdf.text(title, PAGE.width - PAGE.right - pdf.widthOfString(title), 46, { lineBreak: false });
  pdf
    .moveTo(PAGE.left, 62)
    .lineTo(PAGE.width - PAGE.right, 62)
    .lineWidth(0.5)
    .stroke('#7d8a84');
  pdf.fillColor('#000000');
}

/** Version and page number on every page; they come last, when the number of pages is known. */
export function drawFeet(pdf: Pdf, { version }: Source): void {
  const { count } = pdf.bufferedPageRange();
  const y = PAGE.height - 48;
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page);
    pdf.font('Helvetica').fontSize(SMALL).fillColor('#4c5a54');
    const number = `Page ${page + 1} of ${count}`;
    pdf.text(version, PAGE.left, y, { lineBreak: false });
    pdf.text(number, PAGE.width - PAGE.right - pdf.widthOfString(number), y, { lineBreak: false });
  }
}
