import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../../ingest/load/load.ts';
import { parseDocument } from '../../../ingest/load/parse.ts';
import { pdfLoader } from '../../../ingest/load/pdf.ts';
import type { LoadedDocument } from '../../../ingest/load/types.ts';
import { drawLines, makePdf, type Pdf } from '../../helpers/pdf.ts';

const inputOf = (bytes: Uint8Array) => ({ bytes, path: 'support/manual.pdf', mediaType: null });

async function loadPdf(draw: (pdf: Pdf) => void, options: PDFKit.PDFDocumentOptions = {}) {
  return pdfLoader.load(inputOf(await makePdf(draw, options)));
}

function blocksOf({ text, blocks }: LoadedDocument): [string, string][] {
  return blocks.map(({ kind, start, end }) => [kind, text.slice(start, end)]);
}

const BODY = [
  'The frame is checked for cracks whenever the bicycle comes in, and the',
  'result stands in the service book that you find in the app.',
];

describe('what is kept of a PDF', () => {
  it('is its headings by size and weight, its paragraphs line by line, and its lists', async () => {
    const document = await loadPdf((pdf) => {
      let y = drawLines(pdf, ['Rider manual'], { size: 20, font: 'Helvetica-Bold' });
      y = drawLines(pdf, ['Checks'], { y: y + 14, size: 14, font: 'Helvetica-Bold' });
      y = drawLines(pdf, BODY, { y: y + 8 });
      y = drawLines(pdf, ['Each week'], { y: y + 12, font: 'Helvetica-Bold' });
      y = drawLines(pdf, ['Look at:'], { y: y + 6 });
      y = drawLines(
        pdf,
        ['• the tyres', '• the brakes, front and rear, and the cables that', '  lead to them'],
        { y },
      );
      drawLines(pdf, ['That is all there is to do.'], { y: y + 12 });
    });
    expect(blocksOf(document)).toEqual([
      ['heading', 'Rider manual'],
      ['heading', 'Checks'],
      ['paragraph', BODY.join('\n')],
      ['heading', 'Each week'],
      ['paragraph', 'Look at:'],
      ['list', '• the tyres\n• the brakes, front and rear, and the cables that\n  lead to them'],
      ['paragraph', 'That is all there is to do.'],
    ]);
    expect(
      document.blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : [])),
    ).toEqual([1, 2, 3]);
    expect(document.title).toBe('Rider manual');
  });

  it('is the title, the author and the date that it states, unless a program made the title up', async () => {
    const info = { Title: 'Terms', Author: 'Ann', CreationDate: new Date('2026-03-04T12:00:00Z') };
    const draw = (pdf: Pdf) => void drawLines(pdf, BODY);
    expect(await loadPdf(draw, { info })).toMatchObject({
      title: 'Terms',
      metadata: { author: 'Ann', created: '2026-03-04' },
    });
    for (const Title of ['Microsoft Word - terms.doc', 'untitled', 'terms_v3.indd', '12']) {
      expect((await loadPdf(draw, { info: { Title } })).title).toBeNull();
    }
  });

  it('is the rows of a table, their second lines with them', async () => {
    const columns = [72, 200, 330];
    const document = await loadPdf((pdf) => {
      let y = drawLines(pdf, BODY);
      const row = (cells: string[], font: string, gap: number) => {
        y += gap;
        cells.forEach(
          (cell, at) =>
            void drawLines(pdf, cell.split('\n'), { x: columns[at] ?? 0, y, font, leading: 13 }),
        );
      };
      row(['Zone', 'Days', 'Price'], 'Helvetica-Bold', 20);
      row(['A', 'two to three\nworking days', '15 EUR'], 'Helvetica', 20);
      row(['B', 'five', '20 EUR'], 'Helvetica', 33);
      drawLines(pdf, ['Prices hold for 2026.'], { y: y + 60 });
    });
    expect(blocksOf(document).slice(1)).toEqual([
      [
        'table',
        '| Zone | Days | Price |\n| A | two to three working days | 15 EUR |\n| B | five | 20 EUR |',
      ],
      ['paragraph', 'Prices hold for 2026.'],
    ]);
    expect(document.blocks[1]).toMatchObject({ columns: ['Zone', 'Days', 'Price'] });
  });

  it('is a row whose first cell has several lines, and a header in the font of the rows', async () => {
    const columns = [72, 220, 330];
    const document = await loadPdf((pdf) => {
      let y = 100;
      const rows = [
        ['Service', 'Fee', 'Time'],
        ['Certified copy of a\nbirth certificate', '31.00 EUR', 'ten working days'],
        ['Apostille', '12.50 EUR', 'two days'],
      ];
      for (const cells of rows) {
        cells.forEach((cell, at) => void drawLines(pdf, cell.split('\n'), { x: columns[at], y }));
        y += 40;
      }
    });
    expect(blocksOf(document)).toEqual([
      [
        'table',
        '| Service | Fee | Time |\n' +
          '| Certified copy of a birth certificate | 31.00 EUR | ten working days |\n' +
          '| Apostille | 12.50 EUR | two days |',
      ],
    ]);
    expect(document.blocks[0]).toMatchObject({ columns: ['Service', 'Fee', 'Time'] });
  });

  it('is each column of a page, one after the other', async () => {
    const left = [
      'The left column is read',
      'first, to its end, and its',
      'last sentence goes on at',
    ];
    const right = ['the top of the right one.', 'Then comes the rest of it.'];
    const document = await loadPdf((pdf) => {
      drawLines(pdf, left);
      drawLines(pdf, right, { x: 320 });
    });
    expect(blocksOf(document)).toEqual([['paragraph', [...left, ...right].join('\n')]]);
  });

  it('is what was filled into its form', async () => {
    const document = await loadPdf((pdf) => {
      drawLines(pdf, ['Name of the rider:']);
      pdf.font('Helvetica').initForm();
      pdf.formText('rider', 200, 100, 200, 20, { value: 'Ilse Brandt' });
    });
    expect(document.text).toContain('Ilse Brandt');
  });
});

describe('running heads and feet', () => {
  const bodies = [
    ['One page tells of tyres and of how much air they', 'want in winter.'],
    ['Another tells of lights.'],
    ['The last tells of brakes.'],
  ];
  const draw = (pdf: Pdf) => {
    bodies.forEach((body, index) => {
      if (index > 0) pdf.addPage();
      drawLines(pdf, ['Larkwheel · Rider manual'], { y: 40, size: 8 });
      drawLines(pdf, body, { y: 200 });
      drawLines(pdf, [`Page ${index + 1} of 3`, 'Version 4.2'], { y: 790, size: 8 });
    });
  };

  it('are in no passage', async () => {
    expect((await loadPdf(draw)).text).toBe(bodies.map((body) => body.join('\n')).join('\n\n'));
  });

  it('are left alone where the page holds nothing else', async () => {
    const document = await loadPdf((pdf) => {
      drawLines(pdf, ['Voucher 1'], { y: 40 });
      pdf.addPage();
      drawLines(pdf, ['Voucher 2'], { y: 40 });
    });
    expect(document.text).toBe('Voucher 1\n\nVoucher 2');
  });

  it('are not taken for a heading that stands once at the top', async () => {
    const document = await loadPdf((pdf) => {
      drawLines(pdf, ['Tyres'], { y: 40, size: 16 });
      drawLines(pdf, BODY, { y: 80 });
      pdf.addPage();
      drawLines(pdf, ['Lights'], { y: 40, size: 16 });
      drawLines(pdf, BODY.slice(1), { y: 80 });
    });
    expect(blocksOf(document).filter(([kind]) => kind === 'heading')).toEqual([
      ['heading', 'Tyres'],
      ['heading', 'Lights'],
    ]);
  });
});

describe('pages', () => {
  it('make one passage of a paragraph that crosses them, with its first page', async () => {
    const bytes = await makePdf((pdf) => {
      drawLines(pdf, ['A claim is made in the app, within two days of the loss, and'], { y: 740 });
      drawLines(pdf, ['1 Loss means theft, too.'], { y: 780, size: 8 });
      pdf.addPage();
      drawLines(pdf, ['the police report goes with it.', 'We answer within a week.'], { y: 72 });
    });
    const { text, passages, pages } = await parseDocument(inputOf(bytes));
    const crossing = passages.find((passage) => passage.text.includes('police report'));
    expect(crossing?.text).toContain('within two days of the loss, and\nthe police report');
    expect(crossing?.page).toBe(1);
    expect(pages.map(({ page, start, end }) => [page, text.slice(start, end).trim()])).toEqual([
      [1, expect.stringContaining('A claim is made')],
      [2, 'the police report goes with it.\nWe answer within a week.'],
    ]);
  });

  it('are counted even where nothing stands on them', async () => {
    const document = await loadPdf((pdf) => {
      pdf.addPage();
      drawLines(pdf, BODY);
    });
    expect(document.pages.map(({ page, start, end }) => [page, end - start])).toEqual([
      [1, 0],
      [2, document.text.length],
    ]);
  });
});

describe('words that a line end parts', () => {
  const lines = [
    'We send you the infor-',
    'mation by post, and a follow-',
    'up comes by mail. The follow-up is short, and the long-',
    'term plan is not.',
  ];
  const bytes = makePdf((pdf) => void drawLines(pdf, lines));

  it('are joined in what is embedded and stay as they are in the text', async () => {
    const { text, passages } = await parseDocument(inputOf(await bytes));
    expect(text).toContain('infor-\nmation');
    expect(passages[0]?.text).toContain('the information by post');
  });

  it('keep a hyphen that is their own, which then stands before no line end', async () => {
    const { text, passages } = await parseDocument(inputOf(await bytes));
    expect(text).toContain('a follow-up\ncomes by mail.');
    expect(passages[0]?.text).toContain('a follow-up\ncomes');
  });
});

describe('a PDF that cannot be taken in', () => {
  it('has no text: NO_TEXT', async () => {
    const drawn = makePdf((pdf) => void pdf.rect(100, 100, 50, 50).fill());
    await expect(pdfLoader.load(inputOf(await drawn))).rejects.toMatchObject({ code: 'NO_TEXT' });
  });

  it('wants a password: ENCRYPTED, but not when it only restricts what may be done', async () => {
    const draw = (pdf: Pdf) => void drawLines(pdf, BODY);
    const closed = loadPdf(draw, { userPassword: 'secret', pdfVersion: '1.7' });
    await expect(closed).rejects.toMatchObject({ code: 'ENCRYPTED' });
    const restricted = await loadPdf(draw, { ownerPassword: 'secret', pdfVersion: '1.7' });
    expect(restricted.text).toBe(BODY.join('\n'));
  });

  it('is broken: CORRUPT_DOCUMENT', async () => {
    const whole = await makePdf((pdf) => void drawLines(pdf, BODY));
    for (const bytes of [whole.subarray(0, 200), Buffer.from('%PDF-1.7\n%%EOF')]) {
      await expect(pdfLoader.load(inputOf(bytes))).rejects.toMatchObject({
        code: 'CORRUPT_DOCUMENT',
      });
    }
  });

  it('does not keep the bytes that it was given from being read again', async () => {
    const bytes = new Uint8Array(await makePdf((pdf) => void drawLines(pdf, BODY)));
    const before = bytes.length;
    await loadDocument({ bytes, path: 'a.pdf', mediaType: 'application/pdf' });
    expect(bytes.length).toBe(before);
  });
});
