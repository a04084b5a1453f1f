import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawLines, makePdf } from './helpers/pdf.ts';
import { openCorpusInTime, type CorpusInTime } from './helpers/corpus-in-time.ts';

const PAGES = [
  ['The cook of the estate is Maria Solberg, who has', 'worked there since the spring.'],
  [
    'The gardener of the estate is Peter Vance. He looks',
    'after the roses and the infor-',
    'mation boards.',
  ],
  ['The caretaker of the estate is Olga Brandt.'],
];

describe('citations of a paged document', () => {
  let pipeline: CorpusInTime;
  beforeAll(async () => {
    pipeline = await openCorpusInTime();
    const bytes = await makePdf((pdf) => {
      PAGES.forEach((lines, index) => {
        if (index > 0) pdf.addPage();
        drawLines(pdf, lines, { y: 200 });
      });
    });
    await pipeline.put('estate/staff.pdf', bytes);
  });
  afterAll(() => pipeline.close());

  it.each([
    ['Who is the cook of the estate?', 'Maria Solberg', 1],
    ['Who is the gardener of the estate?', 'Peter Vance', 2],
    ['Who is the caretaker of the estate?', 'Olga Brandt', 3],
  ])('name the page of the quote: %s', async (question, name, page) => {
    const { citations } = await pipeline.ask(question);
    expect(citations.find(({ quote }) => quote.includes(name))?.page).toBe(page);
  });

  it('quote a word as the line end parts it, and say it in one piece', async () => {
    const { claims, citations } = await pipeline.ask('Who looks after the information boards?');
    const cited = citations.find(({ quote }) => quote.includes('roses'));
    expect(cited?.quote).toContain('infor-\nmation boards');
    const claim = claims.find(({ text }) => text.includes('roses'));
    expect(claim).toMatchObject({ verdict: 'supported', checks: { coverage: 1 } });
    expect(claim?.text).toContain('the information boards');
  });
});
