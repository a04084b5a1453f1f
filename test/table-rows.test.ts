import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawLines, makePdf } from './helpers/pdf.ts';
import { openCorpusInTime, type CorpusInTime } from './helpers/corpus-in-time.ts';

const COLUMNS = ['Zone', 'Delivery time', 'Fee'];
const ROWS = [
  ['Harbour', 'two days', '9 EUR'],
  ['Old town', 'three days', '12 EUR'],
  ['Hill villages', 'eight days', '31 EUR'],
];
const WORDS = 'Deliveries of parcels are made by our own drivers.';

const markdown = [
  `# Parcels\n\n${WORDS}\n`,
  `| ${COLUMNS.join(' | ')} |`,
  '|---|---|---|',
  ...ROWS.map((row) => `| ${row.join(' | ')} |`),
].join('\n');
const csv = [COLUMNS, ...ROWS].map((row) => row.join(',')).join('\n');
const cells = (row: string[], tag: string) =>
  `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
const html = `<!doctype html><title>Parcels</title><h1>Parcels</h1><p>${WORDS}</p><table>
  ${cells(COLUMNS, 'th')}${ROWS.map((row) => cells(row, 'td')).join('')}</table>`;

function docx(): Promise<Buffer> {
  const rowOf = (row: string[], tableHeader: boolean) =>
    new TableRow({
      tableHeader,
      children: row.map((cell) => new TableCell({ children: [new Paragraph(cell)] })),
    });
  const rows = [rowOf(COLUMNS, true), ...ROWS.map((row) => rowOf(row, false))];
  return Packer.toBuffer(
    new Document({ sections: [{ children: [new Paragraph(WORDS), new Table({ rows })] }] }),
  );
}

function pdf(): Promise<Buffer> {
  return makePdf((page) => {
    drawLines(page, [WORDS]);
    [COLUMNS, ...ROWS].forEach((row, at) => {
      row.forEach((cell, column) =>
        drawLines(page, [cell], { x: 72 + column * 150, y: 140 + at * 20 }),
      );
    });
  });
}

describe.each<[string, () => Promise<Buffer> | Buffer]>([
  ['md', () => Buffer.from(markdown)],
  ['csv', () => Buffer.from(csv)],
  ['html', () => Buffer.from(html)],
  ['docx', docx],
  ['pdf', pdf],
])('a row of a table in %s', (extension, make) => {
  let pipeline: CorpusInTime;
  beforeAll(async () => {
    pipeline = await openCorpusInTime();
    await pipeline.put(`parcels/zones.${extension}`, await make());
  });
  afterAll(() => pipeline.close());

  it.each(ROWS)('is found by its own words and its header’s: %s', async (zone, time, fee) => {
    const { claims, citations } = await pipeline.ask(`What is the delivery time for ${zone}?`);
    const cited = citations.find(({ quote }) => quote.includes(String(zone)));
    // The quote is the row, and nothing of the rows beside it.
    expect(cited?.quote).toContain(time);
    for (const [other] of ROWS.filter(([name]) => name !== zone)) {
      expect(cited?.quote).not.toContain(other);
    }
    const claim = claims.find(({ citations: numbers }) => numbers.includes(cited?.number ?? 0));
    expect(claim).toMatchObject({
      text: `Zone: ${zone}; Delivery time: ${time}; Fee: ${fee}`,
      verdict: 'supported',
    });
  });
});
