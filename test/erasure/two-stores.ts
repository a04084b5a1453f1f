import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCommitFollower } from '../../src/history/follow-commits.ts';
import { createStaleAnswers } from '../../src/history/stale-answers.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Store } from '../../src/store/types.ts';
import { contentsOf, EVERYTHING, put, read, vectorOf, withSnapshot } from '../helpers/documents.ts';
import { answerOf, erase, followAll, requestErasure } from '../helpers/erasing.ts';
import { findWords } from '../helpers/search-bytes.ts';
import { ROOT } from './canary.ts';
import { until } from './filled-store.ts';

/* Two stores at one directory, as a server and a command beside it have them. */

const secret = { id: 'canary/a.md', text: `The ${ROOT} alarm.\n\nShared words.` };
const kept = { id: 'keep/b.md', text: 'Shared words.\n\nAn alarm of its own.' };
const terms = [ROOT, 'alarm', 'share'];

export function describeTwoStores(): void {
  describe('a store at the directory of another', () => {
    let directory: string;
    let stores: [mine: Store, other: Store];
    beforeEach(async () => {
      directory = mkdtempSync(join(tmpdir(), 'footnote-erasure-'));
      stores = [openStore(), openStore()];
      await put(stores[0], secret, kept);
      // What was counted must be counted again.
      for (const store of stores) await read(store, {}, terms);
    });
    afterEach(async () => {
      for (const store of stores) await store.close();
      rmSync(directory, { recursive: true });
    });

    const openStore = (): Store => createSqliteStore({ directory });

    it('sees an erasure of the other at its next snapshot', async () => {
      const [mine, other] = stores;
      await erase(other, secret.id);
      expect(await read(mine, {}, terms)).toMatchObject({
        passages: ['An alarm of its own.', 'Shared words.'],
        postings: {
          [ROOT]: [],
          alarm: [['An alarm of its own.', 1]],
          share: [['Shared words.', 1]],
        },
      });
      await put(mine, { id: 'keep/c.md', text: `The ${ROOT} alarm.` });
      expect(await read(other, {}, terms)).toEqual(await read(mine, {}, terms));
      expect((await read(other, {}, terms)).postings[ROOT]).toHaveLength(1);
    });

    it('keeps an erasure of the other waiting while it reads the past, and loses nothing', async () => {
      const [mine, other] = stores;
      const before = await read(mine, {}, terms);
      const snapshot = await mine.snapshot(EVERYTHING);
      const erasing = erase(other, secret.id);
      await until(async () => (await mine.latest()).seq === 2);
      for (const n of [1, 2, 3, 4, 5, 6]) {
        await put(mine, { id: `keep/${n}.md`, text: `Written meanwhile, the ${n}th.` });
      }
      expect(await contentsOf(snapshot, terms)).toEqual(before);
      expect(findWords(directory, ROOT)).not.toEqual([]);
      snapshot.close();
      expect(await erasing).toMatchObject({ seq: 2, sharedPassages: 1 });
      expect(findWords(directory, ROOT)).toEqual([]);
    });

    it('erases the same document at the same time once', async () => {
      const [mine, other] = stores;
      const ids = [await requestErasure(mine, secret.id), await requestErasure(other, secret.id)];
      const receipts = await Promise.all(stores.map((store, i) => store.erase(ids[i] ?? '')));
      expect(receipts.map(({ removed }) => removed.passages).sort()).toEqual([0, 1]);
      expect(await mine.latest()).toMatchObject({ seq: 2 });
      expect(findWords(directory, ROOT)).toEqual([]);
    });

    it('takes up an erasure whose process is gone, also when another has its number now', async () => {
      const [mine] = stores;
      const jobId = await requestErasure(mine, secret.id);
      const database = new Sqlite(join(directory, 'footnote.db'));
      // The process that started this one is there, and has never had to do with the store.
      database.prepare('UPDATE jobs SET owner = ?').run(`${process.ppid}:1`);
      database.close();
      expect(await mine.recoverJobs()).toEqual([jobId]);
    });

    it('counts right after the other has collected', async () => {
      const [mine, other] = stores;
      await put(mine, { ...secret, text: 'Nothing secret.' });
      const before = await read(mine, {}, terms);
      await followAll(other);
      expect(await other.collect({ revisions: 0, answersSince: null })).toMatchObject({
        revisions: 1,
        passages: 1,
      });
      expect(await read(mine, {}, terms)).toEqual(before);
      expect(await read(other, {}, terms)).toEqual(before);
    });

    it('takes in a large commit of the other whole, with every vector', async () => {
      const [mine, other] = stores;
      const text = Array.from({ length: 600 }, (_, n) => `Paragraph ${n}.`).join('\n\n');
      await put(other, { id: 'keep/large.md', text });
      await withSnapshot(mine, {}, async (snapshot) => {
        const slots = snapshot.sample(snapshot.passageCount);
        const similar = await snapshot.similarities(vectorOf('query'), slots);
        expect(similar).toHaveLength(603);
        expect([...similar].filter(Number.isNaN)).toEqual([]);
      });
    });

    it('tells of each commit once between them which answers it made stale', async () => {
      const [mine] = stores;
      await mine.saveAnswer(answerOf(1, { seq: 1, cites: [{ id: secret.id, revision: 1 }] }));
      await put(mine, { ...secret, text: 'Nothing more.' });
      await put(mine, { ...secret, text: 'Even less.' });
      const follow = stores.map((store) =>
        createCommitFollower({ store, staleAnswers: createStaleAnswers({ store }) }),
      );
      await Promise.all(follow.map((run) => run()));
      const { events } = await mine.events(EVERYTHING, 0, 100);
      const stale = events.filter(({ type }) => type === 'answer-stale');
      expect(stale.map(({ id, data }) => [id, data['answerId']])).toEqual([['2.1', 'ans_0001']]);
    });
  });
}
