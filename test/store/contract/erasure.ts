import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/core/ids.ts';
import type { Store } from '../../../src/store/types.ts';
import {
  EVERYTHING,
  put,
  read,
  remove,
  revise,
  type CreateStore,
} from '../../helpers/documents.ts';
import { answerOf, erase, requestErasure } from '../../helpers/erasing.ts';

const gone = 'support/gone.md';
const kept = 'support/kept.md';
const shared = 'Shared words stay.';
const erased = { code: 'DOCUMENT_ERASED' };

export function describeErasure(create: CreateStore): void {
  describe('an erasure', () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
      await put(store, { id: gone, text: `Grimble alarm.\n\n${shared}`, title: 'Same' });
      await put(store, { id: kept, text: `${shared}\n\nOwn words.`, title: 'Same' });
      await put(store, { id: gone, text: `Velocipede alarm.\n\n${shared}`, title: 'Same' });
    });

    it('leaves a document that says that it is gone, and none that may not be known', async () => {
      await erase(store, gone);
      await expect(store.document(EVERYTHING, gone)).rejects.toMatchObject(erased);
      await expect(store.revision(EVERYTHING, gone, 1)).rejects.toMatchObject(erased);
      await expect(store.revisionPassages(EVERYTHING, gone, 2)).rejects.toMatchObject(erased);
      await expect(remove(store, gone)).rejects.toMatchObject(erased);
      const reader = { ...EVERYTHING, groups: ['staff'] };
      await expect(store.document(reader, gone)).rejects.toMatchObject({
        code: 'DOCUMENT_NOT_FOUND',
      });
      expect((await store.documents(EVERYTHING, { limit: 9, cursor: null })).items).toMatchObject([
        { documentId: kept },
      ]);
      expect(await store.corpora(EVERYTHING)).toMatchObject([{ documents: 1, passages: 2 }]);
    });

    it('takes its own words and leaves those that another document holds', async () => {
      const terms = ['share', 'alarm', 'velociped', 'grimbl'];
      expect((await read(store, {}, terms)).postings).toMatchObject({
        share: [[shared, 1]],
        alarm: [['Velocipede alarm.', 1]],
      });
      await erase(store, gone);
      const { passages, postings } = await read(store, {}, terms);
      expect(passages).toEqual(['Own words.', shared]);
      expect(postings).toEqual({ share: [[shared, 1]], alarm: [], velociped: [], grimbl: [] });
      expect(await store.passageCount('support')).toBe(2);
    });

    it('takes the past along: as of then it is not there either', async () => {
      await erase(store, gone);
      expect((await read(store, { asOf: 1 })).passages).toEqual([]);
      expect((await read(store, { asOf: 3 })).passages).toEqual(['Own words.', shared]);
      await expect(store.document({ ...EVERYTHING, asOf: 3 }, gone)).rejects.toMatchObject(erased);
    });

    it('refuses a commit that counted on a passage of it, to be prepared again', async () => {
      const change = await revise(store, { id: 'support/late.md', text: 'Third.', title: 'Same' });
      await put(store, { id: gone, text: 'Third.', title: 'Same' });
      await erase(store, gone);
      const unembedded = { ...change, embedded: [] };
      await expect(store.commit([unembedded])).rejects.toMatchObject({ code: 'PASSAGE_CONFLICT' });
      await store.commit([change]);
      expect((await read(store, {}, [])).passages).toContain('Third.');
    });

    it('gives a receipt that is exact', async () => {
      await store.saveAnswer(answerOf(1, { seq: 3, cites: [{ id: gone, revision: 2 }] }));
      await store.saveAnswer(answerOf(2, { seq: 3, lists: [kept, gone] }));
      await store.saveAnswer(answerOf(3, { seq: 3, cites: [{ id: kept, revision: 1 }] }));
      const change = await revise(store, { id: gone, text: 'Third.', title: 'Same' });
      const source = { documentId: gone, sha256: 'aa', before: undefined };
      await store.commit([{ ...change, source }]);
      await store.recordOvertaken(4, [{ documentId: gone, revision: 3, answers: ['ans_0001'] }]);
      const jobId = await requestErasure(store, gone);
      const receipt = await store.erase(jobId);
      const { committedAt, seq } = await store.latest();
      const texts = [`Grimble alarm.\n\n${shared}`, `Velocipede alarm.\n\n${shared}`, 'Third.'];
      expect(receipt).toEqual({
        documentSha256: sha256(gone),
        seq: 5,
        erasedAt: committedAt,
        revisions: texts.map((text, index) => ({
          revision: index + 1,
          sha256: sha256(text),
          sourceSha256: sha256(text),
        })),
        // grimbl, alarm, velociped and third; three revisions were told of, and one stale answer.
        removed: { passages: 3, embeddings: 3, terms: 4, answers: 2, events: 4 },
        sharedPassages: 1,
        fileInCorpora: true,
      });
      expect(seq).toBe(5);
      expect(await store.job(jobId)).toMatchObject({ status: 'succeeded', seq: 5, receipt });
    });

    it('takes the answers that cite or list it, and says so of them', async () => {
      await store.saveAnswer(answerOf(1, { seq: 3, cites: [{ id: gone, revision: 2 }] }));
      await store.saveAnswer(answerOf(2, { seq: 3, lists: [gone] }));
      const stays = answerOf(3, { seq: 3, cites: [{ id: kept, revision: 1 }] });
      await store.saveAnswer(stays);
      await erase(store, gone);
      for (const id of ['ans_0001', 'ans_0002']) {
        await expect(store.answer(EVERYTHING, id)).rejects.toMatchObject({ code: 'ANSWER_ERASED' });
      }
      expect(await store.answer(EVERYTHING, 'ans_0003')).toEqual(stays);
      expect((await store.answers(EVERYTHING, { limit: 9, cursor: null })).items).toHaveLength(1);
    });

    it('refuses an answer from before it, also when the document came again', async () => {
      await erase(store, gone);
      const late = answerOf(1, { seq: 3, cites: [{ id: gone, revision: 2 }] });
      await expect(store.saveAnswer(late)).rejects.toMatchObject(erased);
      await put(store, { id: gone, text: 'Quite new.' });
      await expect(store.saveAnswer(late)).rejects.toMatchObject(erased);
      const listing = answerOf(2, { seq: 3, lists: [gone] });
      await expect(store.saveAnswer(listing)).rejects.toMatchObject(erased);
      await store.saveAnswer(answerOf(3, { seq: 5, cites: [{ id: gone, revision: 3 }] }));
      expect((await store.answers(EVERYTHING, { limit: 9, cursor: null })).items).toHaveLength(1);
    });

    it('lets the document come again, with the next number and the same words', async () => {
      await read(store);
      await erase(store, gone);
      const again = await put(store, { id: gone, text: 'Velocipede alarm.', title: 'Same' });
      expect(again).toMatchObject({ seq: 5, changes: [{ revision: 3, created: true }] });
      const { passages, postings } = await read(store, {}, ['velociped', 'alarm']);
      expect(passages).toContain('Velocipede alarm.');
      expect(postings).toMatchObject({
        velociped: [['Velocipede alarm.', 1]],
        alarm: [['Velocipede alarm.', 1]],
      });
      expect(await store.revision(EVERYTHING, gone, 3)).toMatchObject({ revision: 3 });
      await expect(store.revision(EVERYTHING, gone, 2)).rejects.toMatchObject(erased);
      await expect(store.revision(EVERYTHING, gone, 4)).rejects.toMatchObject({
        code: 'REVISION_NOT_FOUND',
      });
    });

    it('knows what its file was by hash alone', async () => {
      await store.recordSource({ documentId: gone, sha256: 'aa', before: undefined });
      await erase(store, gone);
      const state = { documentId: null, documentSha256: sha256(gone), sha256: 'aa' };
      expect(await store.sources('support')).toEqual([state]);
      await store.recordErasedSourceGone(sha256(gone));
      expect(await store.sources('support')).toEqual([{ ...state, sha256: null }]);
    });

    it('of a deleted document takes its history', async () => {
      await remove(store, gone);
      const receipt = await erase(store, gone);
      expect(receipt).toMatchObject({ seq: 5, revisions: [{ revision: 1 }, { revision: 2 }] });
      expect((await read(store, { asOf: 3 })).passages).toEqual(['Own words.', shared]);
    });
  });
}
