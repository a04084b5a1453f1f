import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/core/ids.ts';
import type { Store } from '../../../src/store/types.ts';
import { contentsOf, EVERYTHING, put, read, type CreateStore } from '../../helpers/documents.ts';
import { erase, failedJob, newEraseJob, requestErasure } from '../../helpers/erasing.ts';

const gone = 'support/gone.md';
const kept = 'support/kept.md';
const shared = 'Shared words stay.';
const erased = { code: 'DOCUMENT_ERASED' };

export function describeEraseJobs(create: CreateStore): void {
  describe('an erasure as a job', () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
      await put(store, { id: kept, text: shared });
      await put(store, { id: gone, text: 'Grimble alarm.' });
      await put(store, { id: gone, text: `Velocipede alarm.\n\n${shared}` });
    });

    it('holds who asks to the revision that is named, and writes nothing otherwise', async () => {
      for (const ifRevision of [0, 1, 3]) {
        const job = newEraseJob(gone);
        await expect(store.requestErasure(job, gone, ifRevision)).rejects.toMatchObject({
          code: 'REVISION_CONFLICT',
        });
        await expect(store.job(job.id)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
      }
      expect(await store.erase(await requestErasure(store, gone, 2))).toMatchObject({ seq: 4 });
    });

    it('is refused of what is not there, or is erased', async () => {
      const unknown = requestErasure(store, 'support/unknown.md');
      await expect(unknown).rejects.toMatchObject({ code: 'DOCUMENT_NOT_FOUND' });
      await erase(store, gone);
      await expect(requestErasure(store, gone)).rejects.toMatchObject(erased);
      expect(await store.latest()).toMatchObject({ seq: 4 });
    });

    it('asked for twice at once is made once', async () => {
      const [first, second] = [
        await requestErasure(store, gone),
        await requestErasure(store, gone),
      ];
      const receipts = await Promise.all([store.erase(first), store.erase(second)]);
      expect(receipts.map(({ removed: { passages } }) => passages).sort()).toEqual([0, 2]);
      expect(receipts).toMatchObject([{ seq: 4 }, { seq: 4 }]);
      expect(await store.job(second)).toMatchObject({ status: 'succeeded' });
    });

    it('may be run again at any time, and its receipt is the same', async () => {
      const jobId = await requestErasure(store, gone);
      const receipt = await store.erase(jobId);
      await put(store, { id: gone, text: 'Quite new.' });
      expect(await store.erase(jobId)).toEqual(receipt);
      expect((await read(store)).passages).toEqual(['Quite new.', shared]);
    });

    it('leaves a snapshot that was open what it has pinned, and ends when that is closed', async () => {
      const terms = ['velociped', 'share'];
      const before = await read(store, {}, terms);
      const snapshot = await store.snapshot(EVERYTHING);
      let ended = false;
      const erasing = erase(store, gone).then(() => (ended = true));
      await expect.poll(async () => (await store.latest()).seq).toBe(4);
      // Others go on writing at every step of it, and the words come again under another number.
      for (const n of [1, 2, 3, 4, 5, 6]) {
        await put(store, { id: `support/${n}.md`, text: `A velocipede again, the ${n}th.` });
      }
      expect((await read(store, {}, terms)).postings['velociped']).toHaveLength(6);
      expect(await contentsOf(snapshot, terms)).toEqual(before);
      expect(ended).toBe(false);
      snapshot.close();
      await erasing;
    });

    it('that is broken off is left in the journal, to be taken up', async () => {
      const snapshot = await store.snapshot(EVERYTHING);
      const jobId = await requestErasure(store, gone);
      const stop = new AbortController();
      const erasing = store.erase(jobId, stop.signal);
      await expect.poll(async () => (await store.latest()).seq).toBe(4);
      stop.abort(new Error('closing'));
      await expect(erasing).rejects.toThrow();
      expect(await store.job(jobId)).toMatchObject({ status: 'running', receipt: null });
      snapshot.close();
      expect(await store.erase(jobId)).toMatchObject({ seq: 4, removed: { passages: 2 } });
    });

    it('takes the name out of what failed in a job, and leaves the others', async () => {
      await store.saveJob(failedJob('job_1', gone, 'support/cafe\u0301.md', kept));
      await put(store, { id: 'support/café.md', text: 'Coffee.' });
      await erase(store, gone);
      await erase(store, 'support/café.md');
      expect(await store.job('job_1')).toMatchObject({
        failures: [{ path: kept }],
        progress: { filesFailed: 3 },
      });
    });

    it('is not undone by a job that was running meanwhile and ends with what failed', async () => {
      await store.saveJob({ ...failedJob('job_1'), status: 'running', finishedAt: null });
      await erase(store, gone);
      await store.saveJob(failedJob('job_1', gone, kept));
      expect((await store.job('job_1')).failures).toMatchObject([{ path: kept }]);
    });

    it('takes the name of a folder that failed as a whole, if it is in the name', async () => {
      const inFolder = 'support/secret plan/a.md';
      await put(store, { id: inFolder, text: 'Plan.' });
      await store.saveJob(failedJob('job_1', 'support/secret plan', 'support', 'support/secret'));
      await erase(store, inFolder);
      expect((await store.job('job_1')).failures).toMatchObject([
        { path: 'support' },
        { path: 'support/secret' },
      ]);
    });

    it('is not undone by a scan that notes meanwhile that its file is gone', async () => {
      await store.recordSource({ documentId: gone, sha256: 'aa', before: undefined });
      await erase(store, gone);
      await store.recordSource({ documentId: gone, sha256: null, before: 'aa' });
      expect(await store.sources('support')).toEqual([
        { documentId: null, documentSha256: sha256(gone), sha256: null },
      ]);
    });
  });
}
