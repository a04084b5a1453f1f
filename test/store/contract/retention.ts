import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/core/ids.ts';
import type { Store } from '../../../src/store/types.ts';
import {
  contentsOf,
  EVERYTHING,
  put,
  read,
  remove,
  type CreateStore,
  TEST_EMBEDDER,
} from '../../helpers/documents.ts';
import { answerOf, followAll } from '../../helpers/erasing.ts';

const id = 'support/a.md';
const other = 'legal/b.md';
const notRetained = { code: 'REVISION_NOT_RETAINED' };
const keep = (revisions: number | null, answersSince: string | null = null) => ({
  revisions,
  answersSince,
});

export function describeRetention(create: CreateStore): void {
  describe('retention', () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
      await put(store, { id, text: 'First velocipede.\n\nShared words.', title: 'A' });
      await put(store, { id: other, text: 'Shared words.', title: 'A' });
      await put(store, { id, text: 'Second words.', title: 'A' });
      await put(store, { id, text: 'Third words.', title: 'A' });
    });

    /** Which revisions of the document have their text. */
    const retained = async () => {
      const { revisions } = await store.document(EVERYTHING, id);
      return revisions.filter(({ retained }) => retained).map(({ revision }) => revision);
    };

    it('keeps everything unless it is told otherwise', async () => {
      await followAll(store);
      expect(await store.collect(keep(null))).toEqual({ answers: 0, revisions: 0, passages: 0 });
      expect(await store.collect(keep(2))).toEqual({ answers: 0, revisions: 0, passages: 0 });
      expect(await retained()).toEqual([3, 2, 1]);
    });

    it('keeps the newest closed revisions, and always the current one', async () => {
      await followAll(store);
      expect(await store.collect(keep(1))).toEqual({ answers: 0, revisions: 1, passages: 1 });
      expect(await retained()).toEqual([3, 2]);
      expect(await store.collect(keep(0))).toEqual({ answers: 0, revisions: 1, passages: 1 });
      expect(await retained()).toEqual([3]);
      expect(await store.collect(keep(0))).toEqual({ answers: 0, revisions: 0, passages: 0 });
      expect((await read(store)).passages).toEqual(['Shared words.', 'Third words.']);
    });

    it('says of a collected revision when it was, and that its text is not kept', async () => {
      await followAll(store);
      await store.collect(keep(0));
      const { revisions } = await store.document(EVERYTHING, id);
      expect(revisions.at(-1)).toMatchObject({ revision: 1, fromSeq: 1, toSeq: 3, title: '' });
      for (const revision of [1, 2]) {
        await expect(store.revision(EVERYTHING, id, revision)).rejects.toMatchObject(notRetained);
        const passages = store.revisionPassages(EVERYTHING, id, revision);
        await expect(passages).rejects.toMatchObject(notRetained);
      }
      expect(await store.revision(EVERYTHING, id, 3)).toMatchObject({ text: 'Third words.' });
    });

    it('refuses an as-of question that would miss something, and no other', async () => {
      const before = await Promise.all([3, 4].map((asOf) => read(store, { asOf }, ['word'])));
      await followAll(store);
      await store.collect(keep(1));
      for (const asOf of [1, 2]) {
        const scope = { ...EVERYTHING, asOf };
        await expect(store.snapshot(scope)).rejects.toMatchObject(notRetained);
        await expect(store.documents(scope, { limit: 9, cursor: null })).rejects.toMatchObject(
          notRetained,
        );
      }
      expect((await read(store, { asOf: 2, corpora: ['legal'] })).passages).toHaveLength(1);
      const after = await Promise.all([3, 4].map((asOf) => read(store, { asOf }, ['word'])));
      expect(after).toEqual(before);
    });

    it('takes the passages that stand in no kept revision, and no others', async () => {
      // As `put` embeds them: the title is stated.
      const hashes = ['First velocipede.', 'Shared words.', 'Third words.'].map((text) =>
        sha256(`A\n\n${text}`),
      );
      await followAll(store);
      expect(await store.embeddedAlready(TEST_EMBEDDER, hashes)).toEqual(new Set(hashes));
      await store.collect(keep(0));
      expect(await store.embeddedAlready(TEST_EMBEDDER, hashes)).toEqual(new Set(hashes.slice(1)));
    });

    it('does not disturb what was counted, and collected words can come again', async () => {
      const terms = ['word', 'share', 'velociped', 'first'];
      const before = await read(store, {}, terms);
      await followAll(store);
      await store.collect(keep(0));
      expect(await read(store, {}, terms)).toEqual(before);
      await put(store, { id: other, text: 'First velocipede.', title: 'A' });
      expect((await read(store, {}, terms)).postings).toMatchObject({
        velociped: [['First velocipede.', 1]],
        first: [['First velocipede.', 1]],
        share: [],
      });
    });

    it('leaves an open snapshot what it has pinned', async () => {
      await followAll(store);
      const snapshot = await store.snapshot({ ...EVERYTHING, asOf: 2 });
      const before = await contentsOf(snapshot, ['velociped']);
      await store.collect(keep(0));
      await read(store);
      expect(await contentsOf(snapshot, ['velociped'])).toEqual(before);
      expect(before.postings['velociped']).toHaveLength(1);
      snapshot.close();
    });

    it('keeps a revision that an answer cites until the answer expires', async () => {
      await followAll(store);
      const [early, late] = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'];
      const cites = [{ id, revision: 1 }];
      await store.saveAnswer(answerOf(1, { seq: 1, asOf: 1, createdAt: early, cites }));
      await store.saveAnswer(answerOf(2, { seq: 4, createdAt: late, lists: [id] }));
      expect(await store.collect(keep(0))).toEqual({ answers: 0, revisions: 1, passages: 1 });
      expect(await retained()).toEqual([3, 1]);
      expect(await store.collect(keep(null, late))).toMatchObject({ answers: 1, revisions: 0 });
      await expect(store.answer(EVERYTHING, 'ans_0001')).rejects.toMatchObject({
        code: 'ANSWER_NOT_FOUND',
      });
      expect((await store.answers(EVERYTHING, { limit: 9, cursor: null })).items).toHaveLength(1);
      expect(await store.collect(keep(0))).toMatchObject({ answers: 0, revisions: 1 });
      expect(await retained()).toEqual([3]);
    });

    it('refuses an answer that cites what was collected meanwhile', async () => {
      await followAll(store);
      await store.collect(keep(0));
      const late = answerOf(1, { seq: 1, asOf: 1, cites: [{ id, revision: 1 }] });
      await expect(store.saveAnswer(late)).rejects.toMatchObject(notRetained);
      await expect(store.answer(EVERYTHING, 'ans_0001')).rejects.toMatchObject({
        code: 'ANSWER_NOT_FOUND',
      });
    });

    it('keeps what is needed to tell which answers went stale', async () => {
      expect(await store.collect(keep(0))).toMatchObject({ revisions: 0 });
      await store.recordOvertaken(3, []);
      expect(await store.collect(keep(0))).toMatchObject({ revisions: 1 });
      expect(await retained()).toEqual([3, 2]);
    });

    it('takes the text of a deleted document, which stays a tombstone', async () => {
      await remove(store, id);
      await followAll(store);
      expect(await store.collect(keep(0))).toMatchObject({ revisions: 3 });
      expect(await retained()).toEqual([]);
      expect(await store.document(EVERYTHING, id)).toMatchObject({ status: 'deleted' });
      expect((await read(store)).passages).toEqual(['Shared words.']);
      const again = await put(store, { id, text: 'Fourth words.' });
      expect(again).toMatchObject({ changes: [{ revision: 4, created: true }] });
    });
  });
}
