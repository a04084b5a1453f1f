import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EmbeddingModel } from '../../src/core/embedding-model.ts';
import type { Embedders } from '../../src/models/types.ts';
import { createCalibrator } from '../../src/retrieve/calibrate.ts';
import { createCarryOver } from '../../src/retrieve/carry-over.ts';
import { createRetriever } from '../../src/retrieve/retrieve.ts';
import type { Query } from '../../src/retrieve/types.ts';
import { EVERYTHING } from '../helpers/documents.ts';
import { HELP_PAGES, openLibrary, type Library } from '../helpers/retrieval.ts';
import { anyText } from '../helpers/texts.ts';
import { plainQuery } from '../../src/retrieve/plain-query.ts';

let library: Library;
beforeEach(async () => {
  library = openLibrary();
  await library.put(...HELP_PAGES);
});
afterEach(() => library.close());

const retrieve = (question: string, rest: Partial<Query> = {}) =>
  library.retriever.retrieve(plainQuery(question, rest));
async function documents(question: string, rest: Partial<Query> = {}): Promise<string[]> {
  return (await retrieve(question, rest)).passages.map(({ hit }) => hit.documentId);
}

interface TracedCandidate {
  documentId: string;
  span: { start: number; end: number };
  score: number;
  dropped: string | null;
}

describe('retrieve', () => {
  it('gives hits that are where they say they are, best first', async () => {
    const { passages, seq } = await retrieve('When are refunds paid?');
    expect(seq).toBe(1);
    expect(passages[0]?.hit.documentId).toBe('support/refunds.md');
    expect(passages.map(({ hit }) => hit.rank)).toEqual(passages.map((_, i) => i + 1));
    for (const { hit, passage, units } of passages) {
      const { text } = await library.store.revision(EVERYTHING, hit.documentId, hit.revision);
      expect(text.slice(hit.span.start, hit.span.end)).toBe(hit.text);
      expect(passage.revisionText).toBe(text);
      expect(units).toHaveLength(passage.units.length);
      expect(hit.href).toContain(`#char=${hit.span.start},${hit.span.end}`);
    }
  });

  it('finds a word that no passage has by what is spelt like it', async () => {
    expect((await documents('unlocking'))[0]).toBe('support/app.md');
  });

  it('gives at most topK', async () => {
    expect(await documents('bicycle', { topK: 2 })).toHaveLength(2);
  });

  it('keeps to the scope it is asked for', async () => {
    expect(await documents('bicycle', { corpora: ['legal'] })).toEqual(['legal/privacy.md']);
    await library.put({ id: 'support/pro.md', text: 'A pro bicycle.', metadata: { plan: 'pro' } });
    expect(await documents('bicycle', { filter: { plan: 'pro' } })).toEqual(['support/pro.md']);
    expect(await documents('pro bicycle', { asOf: 1 })).not.toContain('support/pro.md');
    await library.put({ id: 'support/pro.md', text: 'A pro bicycle.', readers: ['staff'] });
    expect(await documents('pro bicycle', { groups: [] })).not.toContain('support/pro.md');
    await expect(retrieve('x', { corpora: ['none'] })).rejects.toMatchObject({
      code: 'INVALID_CORPUS',
    });
  });

  it('sees an edit in the very next question', async () => {
    await library.put({ id: 'support/refunds.md', text: 'Refunds are paid within ninety days.' });
    const { passages } = await retrieve('When are refunds paid?');
    expect(passages[0]?.hit).toMatchObject({
      revision: 2,
      text: expect.stringContaining('ninety') as string,
    });
    expect(passages.map(({ hit }) => hit.text).join()).not.toContain('fourteen');
  });

  it('orders equals by document id, however they were committed and whatever is cut off', async () => {
    // Vectors would tell the titles apart; of words, both have as many.
    const zero = async () => [new Float32Array(256)];
    const embedders: Pick<Embedders, 'of'> = {
      of: (model) => Promise.resolve({ ...(model as EmbeddingModel), embed: zero }),
    };
    const { store } = library;
    const calibrator = createCalibrator({ store });
    const byWords = createRetriever({
      store,
      embedders,
      calibrator,
      rewriter: createCarryOver(),
    });
    for (const id of ['m/b.md', 'm/c.md', 'm/a.md']) {
      await library.put({ id, text: 'quokka', title: `Title${id.at(2)}` });
    }
    const ids = async (topK: number) =>
      (await byWords.retrieve(plainQuery('quokka', { topK }))).passages.map(
        ({ hit }) => hit.documentId,
      );
    expect(await ids(3)).toEqual(['m/a.md', 'm/b.md', 'm/c.md']);
    expect(await ids(1)).toEqual(['m/a.md']);
  });

  it('shows a passage that stands in several places at the first of them', async () => {
    await library.put({ id: 'm/b.md', text: 'A wombat.' });
    await library.put({ id: 'm/a.md', text: 'Another thing.\n\nA wombat.\n\nA wombat.' });
    const { passages } = await retrieve('wombat', { corpora: ['m'] });
    expect(passages.map(({ hit }) => [hit.documentId, hit.span.start])).toEqual([['m/a.md', 16]]);
  });

  it('traces every candidate, with the reason where it was dropped', async () => {
    const twin = 'An hour before the delivery of the bicycle, the courier calls.';
    await library.put({ id: 'support/twin.md', text: twin });
    const { trace, passages } = await retrieve('When does the courier call?', { topK: 2 });
    const candidates = trace['candidates'] as TracedCandidate[];
    const shown = candidates.filter(({ dropped }) => dropped === null);
    expect(shown.map(({ documentId }) => documentId)).toEqual(
      passages.map(({ hit }) => hit.documentId),
    );
    const reasons = candidates.flatMap(({ dropped }) => dropped ?? []);
    expect(reasons).toHaveLength(candidates.length - 2);
    expect(reasons).toContain('beyond topK');
    expect(reasons).toContain('same words as rank 1');
  });

  it('waits for a commit that it is told to see', async () => {
    const waiting = documents('wombat', { minSeq: 2 });
    await library.put({ id: 'support/wombat.md', text: 'A wombat.' });
    expect(await waiting).toContain('support/wombat.md');
  });

  it('says so when that commit does not come in time', async () => {
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 700));
    try {
      await expect(retrieve('wombat', { minSeq: 2 })).rejects.toMatchObject({
        code: 'SEQ_NOT_REACHED',
        details: { minSeq: 2, seq: 1 },
      });
    } finally {
      clock.mockRestore();
    }
  });

  it.each([
    ['stop words alone', 'what is it that you are'],
    ['one letter', 'a'],
    ['marks', '?!'],
    ['white space', ' \n\t'],
    ['nothing', ''],
    ['emoji', '🎉👨‍👩‍👧‍👦'],
    ['an object’s words', '__proto__ constructor toString hasOwnProperty'],
    ['SQL', `'; DROP TABLE passages; -- " OR 1=1 NEAR(x y) *`],
    ['one long word', 'x'.repeat(2_000)],
    ['2,000 characters', 'bicycle refund '.repeat(134).slice(0, 2_000)],
    ['2,000 unknown words', Array.from({ length: 400 }, (_, n) => `qzx${n}`).join(' ')],
    ['a lone surrogate', 'refund \ud83d'],
    ['Chinese', '退款要多久?'],
    ['marks of control', 'refund\u0000\u001b[31m'],
  ])('takes %s', async (_, question) => {
    const { passages, evidence } = await retrieve(question);
    expect(passages.every(({ hit }) => Number.isFinite(hit.score) && hit.score > 0)).toBe(true);
    expect(Number.isFinite(evidence.value)).toBe(true);
    expect(evidence.threshold).toBeGreaterThan(0);
  });

  it('shows nothing for a question without words', async () => {
    expect(await documents('🎉')).toEqual([]);
    expect(await documents('?!')).toEqual([]);
  });

  it('finds nothing in an empty store, and does not fail', async () => {
    const empty = openLibrary();
    const { passages, evidence } = await empty.retriever.retrieve(plainQuery('refunds'));
    expect(passages).toEqual([]);
    expect(evidence.value).toBeLessThan(evidence.threshold);
    await empty.close();
  });

  it('takes any question at all', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (question) => {
        const { passages, evidence } = await retrieve(question);
        expect(passages.length).toBeLessThanOrEqual(8);
        expect(Number.isFinite(evidence.value)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('has more evidence for what is there than for what is not', async () => {
    const { evidence } = await retrieve('When are refunds paid after the return?');
    const { evidence: off } = await retrieve('Who composed the opera Carmen?');
    expect(evidence.value).toBeGreaterThanOrEqual(evidence.threshold);
    expect(off.value).toBeLessThan(off.threshold);
    expect(off.unknownWords).toEqual(expect.arrayContaining(['opera', 'carmen']));
  });

  it.each(['What is it?', 'Can I?', 'Is it that?', 'the the the'])(
    'has no evidence for %j, which asks about nothing',
    async (question) => {
      await library.put({
        id: 'support/odd.md',
        text: 'It is what it is, and that I can do for you.',
      });
      const { evidence } = await retrieve(question);
      expect(evidence.value).toBeLessThan(evidence.threshold);
    },
  );
});
