import { beforeEach, describe, expect, it } from 'vitest';
import { createCommitFollower } from '../../../src/history/follow-commits.ts';
import { createStaleAnswers } from '../../../src/history/stale-answers.ts';
import type { Store } from '../../../src/store/types.ts';
import { EVERYTHING, put, remove, type CreateStore } from '../../helpers/documents.ts';
import { answerOf, erase } from '../../helpers/erasing.ts';

const a = 'support/a.md';
const b = 'support/b.md';

export function describeFollowed(create: CreateStore): void {
  describe('what follows from a commit', () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
      await put(store, { id: a, text: 'One.' }, { id: b, text: 'One.' });
    });

    /** The answers of the log's `answer-stale` events, by commit. */
    const stale = async () =>
      (await store.events(EVERYTHING, 0, 100)).events
        .filter(({ type }) => type === 'answer-stale')
        .map(({ data }) => [data['seq'], data['answerId']]);
    const follower = () =>
      createCommitFollower({ store, staleAnswers: createStaleAnswers({ store }) });

    it('is nothing where no revision was closed', async () => {
      expect(await store.unfollowedCommit()).toBeNull();
    });

    it('is asked for commit by commit, oldest first, until it has been told', async () => {
      await put(store, { id: b, text: 'Two.' }, { id: a, text: 'Two.' });
      await put(store, { id: 'support/c.md', text: 'New.' });
      await remove(store, a);
      const first = {
        seq: 2,
        changes: [
          { documentId: a, before: 1, after: 2 },
          { documentId: b, before: 1, after: 2 },
        ],
      };
      expect(await store.unfollowedCommit()).toEqual(first);
      expect(await store.unfollowedCommit()).toEqual(first);
      await store.recordOvertaken(2, []);
      expect(await store.unfollowedCommit()).toEqual({
        seq: 4,
        changes: [{ documentId: a, before: 2, after: null }],
      });
      await store.recordOvertaken(4, []);
      expect(await store.unfollowedCommit()).toBeNull();
    });

    it('is told once, however many tell it', async () => {
      await store.saveAnswer(answerOf(1, { seq: 1, cites: [{ id: a, revision: 1 }] }));
      await put(store, { id: a, text: 'Two.' });
      const overtaken = [{ documentId: a, revision: 2, answers: ['ans_0001'] }];
      await Promise.all([store.recordOvertaken(2, overtaken), store.recordOvertaken(2, overtaken)]);
      await store.recordOvertaken(1, overtaken);
      expect(await stale()).toEqual([[2, 'ans_0001']]);
    });

    it('names each answer that lost its words, whichever of two followers comes first', async () => {
      await store.saveAnswer(answerOf(1, { seq: 1, cites: [{ id: a, revision: 1 }] }));
      await store.saveAnswer(answerOf(2, { seq: 1, cites: [{ id: b, revision: 1 }] }));
      await store.saveAnswer(answerOf(3, { seq: 1, asOf: 1, cites: [{ id: a, revision: 1 }] }));
      await put(store, { id: a, text: 'Moved.\n\nOne.' });
      await put(store, { id: a, text: 'Two.' });
      await remove(store, b);
      await Promise.all([follower()(), follower()()]);
      expect(await stale()).toEqual([
        [3, 'ans_0001'],
        [4, 'ans_0002'],
      ]);
      expect(await store.unfollowedCommit()).toBeNull();
    });

    it('leaves out answers that went meanwhile', async () => {
      await store.saveAnswer(answerOf(1, { seq: 1, cites: [{ id: a, revision: 1 }], lists: [b] }));
      await put(store, { id: a, text: 'Two.' });
      await erase(store, b);
      await store.recordOvertaken(2, [{ documentId: a, revision: 2, answers: ['ans_0001'] }]);
      expect(await stale()).toEqual([]);
    });

    it('is nothing of a document that is erased', async () => {
      await put(store, { id: a, text: 'Two.' });
      await erase(store, a);
      expect(await store.unfollowedCommit()).toBeNull();
      await follower()();
      expect(await store.unfollowedCommit()).toBeNull();
    });
  });
}
