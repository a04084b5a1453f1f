import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { breakLines } from './break-lines.ts';
import { COMPANY, drawFeet, drawHead } from './draw-margins.ts';
import { drawTable } from './draw-table.ts';
import { hyphenate } from './hyphenate.ts';
import { createPageFlow, type PageFlow } from './page-flow.ts';
import type { Block, Runs, Source } from './source.ts';
import { drawLine, measureWith, type Pdf, type Type, type Typeface } from './typeface.ts';

const HELVETICA: Typeface = { plain: 'Helvetica', bold: 'Helvetica-Bold' };
const TIMES: Typeface = { plain: 'Times-Roman', bold: 'Times-Bold' };

const INDENT = 16;

interface Press {
  readonly pdf: Pdf;
  readonly flow: PageFlow;
  readonly source: Source;
  readonly body: Type;
}

/**
 * A PDF on A4 with a running head and a foot on each page. The same source gives the same bytes: the only
 * date is the source's own, and streams stay uncompressed, since zlib differs between versions of Node.
 */
export async function writePdf(source: Source): Promise<Uint8Array> {
  const date = new Date(`${source.date}T09:00:00Z`);
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    compress: false,
    lang: 'en',
    info: { Title: source.title, Author: COMPANY, CreationDate: date, ModDate: date },
  });
  const bytes = buffer(pdf);
  const flow = createPageFlow(() => {
    pdf.addPage();
    drawHead(pdf, source);
  });
  const face = source.align === 'justify' ? TIMES : HELVETICA;
  const size = source.align === 'justify' ? 11 : 10;
  const body: Type = { face, size, leading: size * 1.36, bold: false };
  for (const block of source.blocks) drawBlock({ pdf, flow, source, body }, block);
  drawFeet(pdf, source);
  pdf.end();
  return new Uint8Array(await bytes);
}

function drawBlock(press: Press, block: Block): void {
  const { pdf, flow, body } = press;
  switch (block.kind) {
    case 'column':
      return flow.next();
    case 'columns':
      flow.advance(10, 'gap');
      return flow.columns(block.count);
    case 'heading':
      return drawHeading(press, block);
    case 'table':
      drawTable(pdf, flow, block, { ...body, size: body.size - 0.5 });
      return flow.advance(9, 'gap');
    case 'list':
      block.entries.forEach((entry, index) => {
        drawEntry(press, entry, block.ordered ? `${index + 1}.` : '•');
      });
      return flow.advance(6, 'gap');
    case 'note':
      return drawText(press, block.runs, { ...body, bold: true }, INDENT);
    case 'paragraph':
      return drawText(press, block.runs, body, 0);
  }
}

/** The first level is the title and has the version below it. */
function drawHeading(press: Press, { level, runs }: Extract<Block, { kind: 'heading' }>): void {
  const { pdf, flow, body, source } = press;
  const size = [24, 14, 11.5][level - 1] ?? body.size;
  const type: Type = { face: body.face, size, leading: size * 1.25, bold: true };
  const above = level === 1 ? 0 : size * 0.8;
  flow.need(above + type.leading + 2.5 * body.leading);
  flow.advance(above, 'gap');
  pdf.outline.addItem(runs.map(({ text }) => text).join(''));
  drawText(press, runs, type, 0);
  if (level > 1) return;
  drawText(press, [{ text: source.version, bold: false, footnote: null }], body, 0);
  flow.advance(14, 'gap');
}

/** Line by line, so that a paragraph may go on in the next column or on the next page. */
function drawText({ pdf, flow, source }: Press, runs: Runs, type: Type, indent: number): void {
  const measure = measureWith(pdf, type);
  const width = flow.place().width - indent;
  const divisible = type.bold ? runs : runs.map((run) => ({ ...run, text: hyphenate(run.text) }));
  const lines = breakLines(divisible, width, measure);
  for (const [index, line] of lines.entries()) {
    flow.need(type.leading * linesKept(index, lines.length));
    const { x, y } = flow.place();
    const fillWidth = source.align === 'justify' && !line.last && !type.bold ? width : null;
    drawLine(pdf, type, line, { x: x + indent, y, fillWidth });
    flow.advance(type.leading, 'text');
  }
  flow.advance(type.size * 0.55, 'gap');
}

/** How many lines from this one on stay together: a paragraph's first or last never stands alone. */
function linesKept(index: number, count: number): number {
  if (index === 0) return count <= 3 ? count : 2;
  return index === count - 2 ? 2 : 1;
}

function drawEntry(press: Press, entry: Runs, marker: string): void {
  const { pdf, flow, body } = press;
  const { width } = flow.place();
  const { length } = breakLines(entry, width - INDENT, measureWith(pdf, body));
  flow.need(body.leading * linesKept(0, length));
  const { x, y } = flow.place();
  const words = [[{ text: marker, bold: false }]];
  drawLine(pdf, body, { words, width: 0 }, { x: x + 2, y, fillWidth: null });
  drawText(press, entry, body, INDENT);
  flow.advance(-3, 'gap');
}
