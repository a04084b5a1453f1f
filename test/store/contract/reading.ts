import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/types.ts';
import {
  EVERYTHING,
  put,
  remove,
  vectorOf,
  withSnapshot,
  type CreateStore,
  nearestOf,
} from '../../helpers/documents.ts';

export function describeReading(create: CreateStore): void {
  describe('reading', () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
    });

    it('an empty store finds nothing and fails at nothing', async () => {
      expect(await store.latest()).toMatchObject({ seq: 0 });
      await withSnapshot(store, {}, async (snapshot) => {
        expect(snapshot).toMatchObject({ seq: 0, passageCount: 0, meanLength: 0 });
        expect(snapshot.postings('bicycl')).toBeNull();
        expect(snapshot.sample(5)).toEqual([]);
        expect(await nearestOf(snapshot, vectorOf('bicycle'), 5)).toEqual([]);
      });
      expect(await store.corpora(EVERYTHING)).toEqual([]);
    });

    it('gives nearest passages by cosine, best first', async () => {
      const texts = ['One.', 'Two.', 'Three.', 'Four.'];
      await put(store, { id: 'support/a.md', text: texts.join('\n\n') });
      await withSnapshot(store, {}, async (snapshot) => {
        const nearest = await nearestOf(snapshot, vectorOf('Three.'), 3);
        const [best] = await snapshot.places(nearest.map(({ slot }) => slot));
        expect(best?.text).toBe('Three.');
        expect(nearest[0]?.score).toBeCloseTo(1, 5);
        const scores = nearest.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        const slots = nearest.map(({ slot }) => slot);
        const similar = await snapshot.similarities(vectorOf('Three.'), slots);
        expect([...similar]).toEqual(scores.map((score) => expect.closeTo(score, 5) as number));
      });
    });

    it('places a passage with all that a citation needs', async () => {
      const text = 'First line\r\nof two.\n\nThe third 🎉 paragraph.';
      const record = { code: 'E1', plan: null };
      const metadata = { plan: 'pro', by: 'Ann' };
      await put(store, { id: 'support/a.md', text, title: 'Doc', metadata, records: [{}, record] });
      await withSnapshot(store, {}, async (snapshot) => {
        const places = await snapshot.places(snapshot.sample(10));
        const place = places.find((one) => one.ordinal === 1);
        expect(place).toMatchObject({
          documentId: 'support/a.md',
          corpus: 'support',
          title: 'Doc',
          revision: 1,
          lines: { start: 4, end: 4 },
          metadata: { ...metadata, ...record },
          record,
          units: [{ kind: 'sentence', ...place?.span }],
          text: 'The third 🎉 paragraph.',
          revisionText: text,
        });
        expect(text.slice(place?.span.start, place?.span.end)).toBe(place?.text);
      });
    });

    it('gives the passages of a document in their order, as they are placed', async () => {
      const text = 'One here.\n\nTwo here.\n\nThree here.';
      await put(store, { id: 'support/a.md', text, title: 'Doc' });
      await put(store, { id: 'support/b.md', text: 'Two here.\n\nFour.' });
      await withSnapshot(store, {}, async (snapshot) => {
        const passages = await snapshot.passagesOf('support/a.md', 9);
        expect(passages.map((passage) => passage.text)).toEqual(text.split('\n\n'));
        expect(passages.map(({ ordinal }) => ordinal)).toEqual([0, 1, 2]);
        const places = await snapshot.places(passages.map(({ slot }) => slot));
        expect(places).toEqual(passages);
        expect(await snapshot.passagesOf('support/none.md', 9)).toEqual([]);
        expect(await snapshot.passagesOf('support/a.md', 3)).toHaveLength(3);
        expect(await snapshot.passagesOf('support/a.md', 2)).toEqual([]);
      });
    });

    it('gives a passage that stands in two documents where it stands in each', async () => {
      const text = 'The same words.';
      await put(
        store,
        { id: 'support/a.md', text },
        { id: 'support/b.md', text: `Before.\n\n${text}` },
      );
      await withSnapshot(store, {}, async (snapshot) => {
        const [first] = await snapshot.passagesOf('support/a.md', 9);
        const [, second] = await snapshot.passagesOf('support/b.md', 9);
        expect(first).toMatchObject({ documentId: 'support/a.md', text, ordinal: 0 });
        expect(second).toMatchObject({ documentId: 'support/b.md', text, ordinal: 1 });
      });
    });

    it('gives the passages that a document had at the time, and none of one that is gone', async () => {
      const { seq } = await put(store, { id: 'support/a.md', text: 'Old words.\n\nKept.' });
      await put(store, { id: 'support/a.md', text: 'New words.\n\nKept.' });
      const texts = (asOf: number | null): Promise<string[]> =>
        withSnapshot(store, { asOf }, async (snapshot) =>
          (await snapshot.passagesOf('support/a.md', 9)).map((passage) => passage.text),
        );
      expect(await texts(null)).toEqual(['New words.', 'Kept.']);
      expect(await texts(seq)).toEqual(['Old words.', 'Kept.']);
      await remove(store, 'support/a.md');
      expect(await texts(null)).toEqual([]);
      expect(await texts(seq)).toEqual(['Old words.', 'Kept.']);
    });

    it('gives no passages of a document that is out of the scope', async () => {
      const readers = ['staff'];
      await put(store, { id: 'support/a.md', text: 'Words.', readers, metadata: { plan: 'pro' } });
      const count = (scope: Parameters<typeof withSnapshot>[1]): Promise<number> =>
        withSnapshot(store, scope, async (snapshot) => {
          return (await snapshot.passagesOf('support/a.md', 9)).length;
        });
      await put(store, { id: 'legal/b.md', text: 'Other words.' });
      expect(await count({ groups: ['staff'] })).toBe(1);
      expect(await count({ groups: ['guests'] })).toBe(0);
      expect(await count({ corpora: ['legal'] })).toBe(0);
      expect(await count({ filter: { plan: 'pro' } })).toBe(1);
      expect(await count({ filter: { plan: 'basic' } })).toBe(0);
    });

    it('gives the terms of a passage in their order', async () => {
      await put(store, { id: 'support/a.md', text: 'Refunds take fourteen days.' });
      await withSnapshot(store, {}, async (snapshot) => {
        const [terms] = await snapshot.terms(snapshot.sample(1));
        const expected = ['refund', 'take', 'fourteen', 'dai'].map((term) =>
          snapshot.termNumber(term),
        );
        expect([...(terms ?? [])]).toEqual(expected);
        expect(new Set(expected).size).toBe(4);
        expect(snapshot.termNumber('constructor')).toBe(-1);
      });
    });

    it('samples evenly, and the same every time', async () => {
      const text = Array.from({ length: 100 }, (_, n) => `Paragraph ${n}.`).join('\n\n');
      await put(store, { id: 'support/a.md', text });
      await withSnapshot(store, {}, async (snapshot) => {
        const sampled = snapshot.sample(10);
        expect(sampled).toHaveLength(10);
        expect(snapshot.sample(10)).toEqual(sampled);
        const gaps = sampled.slice(1).map((slot, i) => slot - (sampled[i] ?? 0));
        expect(new Set(gaps)).toEqual(new Set([10]));
        expect(snapshot.sample(1000)).toHaveLength(100);
      });
    });

    it('lists documents page by page', async () => {
      for (const name of ['c', 'a', 'b'])
        await put(store, { id: `support/${name}.md`, text: name });
      const first = await store.documents(EVERYTHING, { limit: 2, cursor: null });
      expect(first.items.map(({ documentId }) => documentId)).toEqual([
        'support/a.md',
        'support/b.md',
      ]);
      const second = await store.documents(EVERYTHING, { limit: 2, cursor: first.nextCursor });
      expect(second).toMatchObject({ items: [{ documentId: 'support/c.md' }], nextCursor: null });
      await expect(store.documents(EVERYTHING, { limit: 2, cursor: '!' })).rejects.toMatchObject({
        code: 'INVALID_CURSOR',
      });
    });

    it('shows a document with its revisions, newest first, and each revision whole', async () => {
      await put(store, { id: 'support/a.md', text: 'One.', title: 'A' });
      const second = { text: 'Two.', title: 'B', metadata: { by: 'Ann' }, encoding: null };
      await put(store, { id: 'support/a.md', ...second });
      expect(await store.document(EVERYTHING, 'support/a.md')).toMatchObject({
        status: 'current',
        title: 'B',
        revision: 2,
        revisions: [
          { revision: 2, fromSeq: 2, toSeq: null, title: 'B' },
          { revision: 1, fromSeq: 1, toSeq: 2, title: 'A' },
        ],
      });
      expect(await store.revision(EVERYTHING, 'support/a.md', 1)).toMatchObject({
        text: 'One.',
        encoding: 'utf-8',
      });
      expect(await store.revision(EVERYTHING, 'support/a.md', 2)).toMatchObject({
        text: 'Two.',
        encoding: null,
        metadata: { by: 'Ann' },
      });
      await expect(store.revision(EVERYTHING, 'support/a.md', 3)).rejects.toMatchObject({
        code: 'REVISION_NOT_FOUND',
      });
    });

    it('shows a document as of an earlier seq as it was then', async () => {
      await put(store, { id: 'support/a.md', text: 'One.' });
      await put(store, { id: 'support/a.md', text: 'Two.' });
      await remove(store, 'support/a.md');
      const asOf = (seq: number) => store.document({ ...EVERYTHING, asOf: seq }, 'support/a.md');
      expect(await asOf(1)).toMatchObject({
        status: 'current',
        revision: 1,
        revisions: [{ revision: 1, toSeq: null }],
      });
      expect(await asOf(2)).toMatchObject({ status: 'current', revision: 2 });
      expect(await asOf(3)).toMatchObject({ status: 'deleted', revision: 2 });
      await expect(
        store.revision({ ...EVERYTHING, asOf: 1 }, 'support/a.md', 2),
      ).rejects.toMatchObject({ code: 'REVISION_NOT_FOUND' });
    });

    it('sums a corpus up', async () => {
      await put(store, { id: 'support/a.md', text: 'One.\n\nTwo.' });
      await put(store, { id: 'support/b.md', text: 'One.' });
      const { committedAt } = await put(store, { id: 'support/b.md', text: 'Three.' });
      expect(await store.corpora(EVERYTHING)).toEqual([
        {
          corpus: 'support',
          documents: 2,
          passages: 3,
          characters: 16,
          lastIngestedAt: committedAt,
        },
      ]);
      expect(await store.passageCount('support')).toBe(3);
      expect(await store.passageCount('legal')).toBe(0);
    });
  });
}
