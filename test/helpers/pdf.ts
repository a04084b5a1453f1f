import { once } from 'node:events';
import PDFDocument from 'pdfkit';

export type Pdf = InstanceType<typeof PDFDocument>;

const LEFT = 72;
const TOP = 100;
const LEADING = 14;
const SIZE = 11;

/** The bytes of a PDF that `draw` draws; its first page is there already. */
export async function makePdf(
  draw: (pdf: Pdf) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: 0, ...options });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  draw(pdf);
  pdf.end();
  await once(pdf, 'end');
  return Buffer.concat(chunks);
}

/** Draws each line at its own place, as a typesetter has broken them; returns the y below them. */
export function drawLines(
  pdf: Pdf,
  lines: readonly string[],
  { x = LEFT, y = TOP, size = SIZE, font = 'Helvetica', leading = LEADING } = {},
): number {
  pdf.font(font).fontSize(size);
  lines.forEach((line, index) => pdf.text(line, x, y + index * leading, { lineBreak: false }));
  return y + lines.length * leading;
}
