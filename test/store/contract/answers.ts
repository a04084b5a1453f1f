import { beforeEach, describe, expect, it } from 'vitest';
import type { Store, StoredAnswer } from '../../../src/store/types.ts';
import { answer, trace } from '../../helpers/fake-parts.ts';
import { EVERYTHING, put, type CreateStore } from '../../helpers/documents.ts';

const citation = answer.citations[0] as (typeof answer.citations)[number];

/** The n-th answer, which cites and lists these documents. */
function stored(n: number, { cites = [] as string[], lists = [] as string[] } = {}): StoredAnswer {
  return {
    answer: {
      ...answer,
      id: `ans_${String(n).padStart(4, '0')}`,
      citations: cites.map((documentId) => ({ ...citation, documentId, revision: 1 })),
    },
    trace: {
      ...trace,
      retrieval: { candidates: [...cites, ...lists].map((documentId) => ({ documentId })) },
    },
  };
}

export function describeAnswers(create: CreateStore): void {
  describe('a stored answer', () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
      await put(store, { id: 'support/open.md', text: 'Open.' });
      await put(store, { id: 'support/secret.md', text: 'Secret.', readers: ['staff'] });
    });

    const ids = async (groups: string[] | null) =>
      (await store.answers({ ...EVERYTHING, groups }, { limit: 10, cursor: null })).items.map(
        ({ id }) => id,
      );

    it('is kept whole, with its trace, and changes no seq', async () => {
      const whole = stored(1, { cites: ['support/open.md'] });
      await store.saveAnswer(whole);
      expect(await store.answer(EVERYTHING, 'ans_0001')).toEqual(whole);
      expect(await store.latest()).toMatchObject({ seq: 2 });
      await expect(store.answer(EVERYTHING, 'ans_0002')).rejects.toMatchObject({
        code: 'ANSWER_NOT_FOUND',
      });
    });

    it('is listed newest first, page by page', async () => {
      for (const n of [1, 3, 2]) await store.saveAnswer(stored(n));
      const first = await store.answers(EVERYTHING, { limit: 2, cursor: null });
      expect(first.items.map(({ id }) => id)).toEqual(['ans_0003', 'ans_0002']);
      const second = await store.answers(EVERYTHING, { limit: 2, cursor: first.nextCursor });
      expect(second).toMatchObject({ items: [{ id: 'ans_0001' }], nextCursor: null });
      await expect(store.answers(EVERYTHING, { limit: 2, cursor: 'bm9wZQ' })).rejects.toMatchObject(
        { code: 'INVALID_CURSOR' },
      );
    });

    it.each(['cites', 'lists'])(
      'that %s a document is hidden from who may not read it',
      async (role) => {
        await store.saveAnswer(stored(1, { [role]: ['support/open.md'] }));
        await store.saveAnswer(stored(2, { [role]: ['support/open.md', 'support/secret.md'] }));
        expect(await ids(null)).toEqual(['ans_0002', 'ans_0001']);
        expect(await ids(['staff'])).toEqual(['ans_0002', 'ans_0001']);
        expect(await ids([])).toEqual(['ans_0001']);
        await expect(
          store.answer({ ...EVERYTHING, groups: ['guests'] }, 'ans_0002'),
        ).rejects.toMatchObject({ code: 'ANSWER_NOT_FOUND' });
      },
    );

    it('is found by a document that it cites, not by one that it only lists', async () => {
      await store.saveAnswer(stored(1, { cites: ['support/open.md'] }));
      await store.saveAnswer(
        stored(2, { cites: ['support/secret.md'], lists: ['support/open.md'] }),
      );
      await store.saveAnswer(stored(3, { cites: ['support/open.md', 'support/secret.md'] }));
      const citing = async (groups: string[] | null) =>
        (await store.quotedSpans({ ...EVERYTHING, groups }, 'support/open.md')).flatMap(
          ({ answers }) => answers,
        );
      expect(await citing(null)).toEqual(['ans_0003', 'ans_0001']);
      expect(await citing([])).toEqual(['ans_0001']);
      expect(await store.quotedSpans(EVERYTHING, 'support/unknown.md')).toEqual([]);
    });

    it('is hidden from the moment a right is withdrawn', async () => {
      await store.saveAnswer(stored(1, { cites: ['support/open.md'] }));
      await put(store, { id: 'support/open.md', text: 'Open.', readers: ['staff'] });
      expect(await ids([])).toEqual([]);
      expect(await ids(['staff'])).toEqual(['ans_0001']);
    });
  });
}
