import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose, type Parts } from '../src/compose.ts';
import { readConfig } from '../src/core/config.ts';
import { EVERYTHING } from '../src/core/everything.ts';
import type { Answer } from '../src/core/model.ts';
import { drawLines, makePdf } from './helpers/pdf.ts';

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
  const directory = mkdtempSync(join(tmpdir(), 'footnote-paged-'));
  let parts: Parts;
  beforeAll(async () => {
    parts = await compose(
      readConfig({ DATA_DIR: directory, CORPORA_DIR: join(directory, 'none'), LOG_LEVEL: 'error' }),
    );
    const bytes = await makePdf((pdf) => {
      PAGES.forEach((lines, index) => {
        if (index > 0) pdf.addPage();
        drawLines(pdf, lines, { y: 200 });
      });
    });
    await parts.ingester.put({
      documentId: 'estate/staff.pdf',
      bytes,
      mediaType: 'application/pdf',
      ifRevision: null,
    });
  });
  afterAll(async () => {
    await parts.close();
    rmSync(directory, { recursive: true, force: true });
  });

  async function ask(question: string): Promise<Answer> {
    const request = { ...EVERYTHING, minSeq: null, question, topK: 8, history: [] };
    for await (const event of parts.answerer.ask(request)) {
      if (event.type === 'answer') return event.answer;
    }
    throw new Error('no answer');
  }

  it.each([
    ['Who is the cook of the estate?', 'Maria Solberg', 1],
    ['Who is the gardener of the estate?', 'Peter Vance', 2],
    ['Who is the caretaker of the estate?', 'Olga Brandt', 3],
  ])('name the page of the quote: %s', async (question, name, page) => {
    const { citations } = await ask(question);
    expect(citations.find(({ quote }) => quote.includes(name))?.page).toBe(page);
  });

  it('quote a word as the line end parts it, and say it in one piece', async () => {
    const { claims, citations } = await ask('Who looks after the information boards?');
    const cited = citations.find(({ quote }) => quote.includes('roses'));
    expect(cited?.quote).toContain('infor-\nmation boards');
    const claim = claims.find(({ text }) => text.includes('roses'));
    expect(claim).toMatchObject({ verdict: 'supported', checks: { coverage: 1 } });
    expect(claim?.text).toContain('the information boards');
  });
});
