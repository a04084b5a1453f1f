import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/types.ts';
import { EVERYTHING, put, remove, revise, type CreateStore } from '../../helpers/documents.ts';
import { answerOf, erase, failedJob } from '../../helpers/erasing.ts';
import { job } from '../../helpers/fake-parts.ts';

const a = 'support/a.md';
const b = 'support/b.md';
/** As the store documents it: hours of a busy one. */
const KEPT = 10_000;

export function describeEvents(create: CreateStore): void {
  describe('the log of events', () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
    });

    const told = async (groups: readonly string[] | null = null, after = 0, limit = 100) => {
      const { events } = await store.events({ ...EVERYTHING, groups }, after, limit);
      return events.map(({ id, type }) => `${id} ${type}`);
    };

    it('is empty before anything happened', async () => {
      expect(await store.events(EVERYTHING, 0, 10)).toEqual({
        events: [],
        position: 0,
        gap: false,
      });
      expect(await store.latestEventPosition()).toBe(0);
      expect(await store.eventPosition('1.0')).toBeNull();
    });

    it('tells what happened in its order, numbered within each commit', async () => {
      await put(store, { id: b, text: 'One.' });
      await put(store, { id: b, text: 'Two.' }, { id: a, text: 'One.' });
      await put(store, { id: a, text: 'One.' });
      await store.saveJob(job);
      await remove(store, b);
      expect(await told()).toEqual([
        '1.0 document-revised',
        '2.0 document-revised',
        '2.1 document-revised',
        '2.2 ingest-progress',
        '3.0 document-deleted',
      ]);
      await erase(store, b);
      expect(await told()).toEqual([
        '2.1 document-revised',
        '2.2 ingest-progress',
        '4.0 document-erased',
      ]);
    });

    it('tells of each change what a reader needs to follow it', async () => {
      const first = await put(store, { id: a, text: 'One.' });
      const second = await remove(store, a);
      const [revised, deleted] = (await store.events(EVERYTHING, 0, 10)).events;
      expect(revised?.data).toMatchObject({
        documentId: a,
        revision: 1,
        created: true,
        seq: 1,
        committedAt: first.committedAt,
        passages: { added: 1, reused: 0, removed: 0 },
      });
      const { committedAt } = second;
      expect(deleted?.data).toEqual({ documentId: a, revision: 1, seq: 2, committedAt });
    });

    it('tells of a commit that was refused nothing', async () => {
      await put(store, { id: a, text: 'One.' });
      const good = await revise(store, { id: b, text: 'Two.' });
      const conflicting = await revise(store, { id: a, text: 'Two.' }, 7);
      await expect(store.commit([good, conflicting])).rejects.toThrow();
      expect(await told()).toEqual(['1.0 document-revised']);
    });

    it('is read from any event on, page by page', async () => {
      for (const text of ['One.', 'Two.', 'Three.']) await put(store, { id: a, text });
      const first = await store.events(EVERYTHING, 0, 2);
      expect(first.events.map(({ id }) => id)).toEqual(['1.0', '2.0']);
      expect(first).toMatchObject({ gap: false, position: await store.eventPosition('2.0') });
      const second = await store.events(EVERYTHING, first.position, 2);
      expect(second.events.map(({ id }) => id)).toEqual(['3.0']);
      expect(second.position).toBe(await store.latestEventPosition());
      const none = await store.events(EVERYTHING, second.position, 2);
      expect(none).toEqual({ events: [], position: second.position, gap: false });
      for (const unknown of ['3.1', '4.0', '0.0']) {
        expect(await store.eventPosition(unknown)).toBeNull();
      }
    });

    it('tells nobody of what they may not read, and its position goes on', async () => {
      await put(store, { id: a, text: 'One.' });
      await put(store, { id: b, text: 'Secret.', readers: ['staff'] });
      await store.saveAnswer(answerOf(1, { seq: 2, cites: [{ id: a, revision: 1 }], lists: [b] }));
      await put(store, { id: a, text: 'Two.' });
      await store.recordOvertaken(3, [{ documentId: a, revision: 2, answers: ['ans_0001'] }]);
      await store.saveJob(job);
      const open = ['1.0 document-revised', '3.0 document-revised'];
      expect(await told([])).toEqual(open);
      expect(await told(['staff'])).toEqual([
        '1.0 document-revised',
        '2.0 document-revised',
        '3.0 document-revised',
        '3.1 answer-stale',
      ]);
      expect(await told()).toHaveLength(5);
      const { position } = await store.events({ ...EVERYTHING, groups: [] }, 0, 100);
      expect(position).toBe(await store.latestEventPosition());
      await put(store, { id: a, text: 'Two.', readers: ['staff'] });
      expect(await told([])).toEqual([]);
    });

    it('hints at an erased document to nobody who might not have read it', async () => {
      await put(store, { id: b, text: 'Secret.', readers: ['staff'] });
      await erase(store, b);
      expect(await told([])).toEqual([]);
      expect(await told()).toEqual(['2.0 document-erased']);
    });

    it('does not name an erased document, nor what it said', async () => {
      await put(store, { id: b, text: 'Secret.' });
      await store.saveJob(failedJob('job_1', b));
      await erase(store, b);
      const { events } = await store.events(EVERYTHING, 0, 100);
      expect(JSON.stringify(events)).not.toMatch(/support\/b|secret/i);
      expect(events.at(-1)?.data).toMatchObject({ seq: 2, answers: 0 });
    });

    it('gives the number of an event that was erased to no other', async () => {
      await put(store, { id: a, text: 'One.' });
      await store.saveAnswer(answerOf(1, { seq: 1, cites: [{ id: a, revision: 1 }] }));
      await put(store, { id: a, text: 'Two.' }, { id: b, text: 'Two.' });
      await erase(store, b);
      await store.recordOvertaken(2, [{ documentId: a, revision: 2, answers: ['ans_0001'] }]);
      expect(await told()).toEqual([
        '1.0 document-revised',
        '2.0 document-revised',
        '3.0 document-erased',
        '2.2 answer-stale',
      ]);
      expect(await store.eventPosition('2.1')).toBeNull();
    });

    it('drops the oldest when it is full, and says to whom that matters', async () => {
      await put(store, { id: a, text: 'One.' });
      await put(store, { id: a, text: 'Two.' });
      await store.saveAnswer(answerOf(1, { seq: 1, cites: [{ id: a, revision: 1 }] }));
      const answers = Array.from({ length: KEPT - 1 }, () => 'ans_0001');
      await store.recordOvertaken(2, [{ documentId: a, revision: 2, answers }]);
      expect(await store.eventPosition('1.0')).toBeNull();
      const oldest = Number(await store.eventPosition('2.0'));
      expect(await store.latestEventPosition()).toBe(oldest + KEPT - 1);
      expect((await store.events(EVERYTHING, 0, KEPT + 1)).events).toHaveLength(KEPT);
      const gapAfter = async (after: number) => (await store.events(EVERYTHING, after, 1)).gap;
      expect(await gapAfter(oldest - 2)).toBe(true);
      expect(await gapAfter(oldest - 1)).toBe(false);
      expect(await gapAfter(oldest + KEPT)).toBe(false);
    });
  });
}
