import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../src/core/everything.ts';
import { AnswerNowSchema, type AnswerNow, type CitationNow } from '../../src/core/model.ts';
import { openCorpusInTime, type CorpusInTime } from '../helpers/corpus-in-time.ts';

const ID = 'support/refunds.md';
const QUESTION = 'How long do refunds take to be issued?';
const SENTENCE = 'Refunds are issued within 14 days of the return.';
const page = (sentence: string): string =>
  `# Refunds\n\n${sentence} A clerk looks at each case.\n\n## Shipping\n\nShipping is paid by us.\n`;

let corpus: CorpusInTime;
beforeAll(async () => {
  corpus = await openCorpusInTime();
});
afterAll(() => corpus.close());

/** What becomes of the one citation of an answer when the document is revised, or deleted. */
async function after(text: string | null): Promise<{ status: string; now: CitationNow | null }> {
  const answer = await corpus.ask(QUESTION);
  expect(answer.citations.map(({ quote }) => quote)).toEqual([SENTENCE]);
  if (text === null) await corpus.parts.ingester.remove(ID, null);
  else await corpus.put(ID, text);
  const made: AnswerNow = await corpus.parts.answerNow(answer, EVERYTHING);
  expect(Compile(AnswerNowSchema).Errors(made)).toEqual([]);
  const [citation] = made.citations;
  if (citation === undefined) throw new Error('no citation');
  return { status: citation.status, now: citation.now };
}

describe('where the words of a citation are now', () => {
  beforeEach(async () => {
    await corpus.put(ID, page(SENTENCE));
  });

  it('is the same span while nothing before it has changed', async () => {
    const { status, now } = await after(page(SENTENCE).replace('by us', 'by you'));
    expect(status).toBe('current');
    expect(now).toMatchObject({ quote: SENTENCE, lines: { start: 3, end: 3 } });
  });

  it('is their new place when they have moved, with the address of the revision', async () => {
    const { status, now } = await after(`A new first line.\n\n${page(SENTENCE)}`);
    expect(status).toBe('moved');
    expect(now).toMatchObject({ quote: SENTENCE, lines: { start: 5, end: 5 } });
    const { text } = await corpus.parts.store.revision(EVERYTHING, ID, now?.revision ?? 0);
    expect(text.slice(now?.span.start, now?.span.end)).toBe(SENTENCE);
    const { span, revision } = now ?? { span: { start: 0, end: 0 }, revision: 0 };
    expect(now?.href).toBe(
      `/v1/documents/support%2Frefunds.md/revisions/${revision}#char=${span.start},${span.end}`,
    );
  });

  it('is the sentence that took their place when they are changed', async () => {
    const edited = 'Refunds are issued within 30 days of the return, but for engraved items.';
    const { status, now } = await after(page(edited));
    expect([status, now?.quote]).toEqual(['changed', edited]);
  });

  it('is nowhere when they are gone, or the document is', async () => {
    expect(await after(page('').replace('A clerk looks at each case.', ''))).toEqual({
      status: 'changed',
      now: null,
    });
    await corpus.put(ID, page(SENTENCE));
    expect(await after(null)).toEqual({ status: 'deleted', now: null });
  });
});

describe('the difference between two revisions', () => {
  it('names the passage that changed and its words, and counts the rest', async () => {
    await corpus.put('support/d.md', page(SENTENCE));
    await corpus.put('support/d.md', page(SENTENCE.replace('14', '30')));
    const none = { from: null, to: null };
    const diff = await corpus.parts.documentDiff('support/d.md', none, EVERYTHING);
    expect(diff).toMatchObject({
      documentId: 'support/d.md',
      from: { revision: 1 },
      to: { revision: 2 },
      counts: { changed: 1, added: 0, removed: 0, moved: 0 },
    });
    const edited = diff.changes[0]?.words.filter(({ kind }) => kind !== 'same');
    expect(edited?.map(({ kind, text }) => [kind, text])).toEqual([
      ['removed', '14'],
      ['added', '30'],
    ]);
    const back = await corpus.parts.documentDiff('support/d.md', { from: 2, to: 1 }, EVERYTHING);
    expect(back).toMatchObject({ from: { revision: 2 }, to: { revision: 1 } });
    await expect(
      corpus.parts.documentDiff('support/d.md', { from: 1, to: 9 }, EVERYTHING),
    ).rejects.toMatchObject({ code: 'REVISION_NOT_FOUND' });
  });
});
