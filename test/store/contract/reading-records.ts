import { beforeEach, describe, expect, it } from 'vitest';
import type { Filter } from '../../../src/core/model.ts';
import type { Scope, Store } from '../../../src/store/types.ts';
import { put, remove, vectorOf, withSnapshot, type CreateStore } from '../../helpers/documents.ts';

export function describeReadingRecords(create: CreateStore): void {
  describe('reading records', () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
    });

    const recordsOf = (scope: Partial<Scope> = {}) =>
      withSnapshot(store, scope, (snapshot) => snapshot.records());
    const namesOf = async (scope: Partial<Scope> = {}) =>
      (await recordsOf(scope)).map(({ metadata }) => metadata.name);

    it('gives every record where it stands, by document, then in order, and no other passage', async () => {
      await put(store, { id: 'media/b.jsonl', text: 'Three.', records: [{ name: 3 }] });
      const text = 'One.\n\nTwo.';
      const metadata = { shelf: 'a', name: 0 };
      await put(store, {
        id: 'media/a.jsonl',
        text,
        metadata,
        records: [{ name: 1 }, { name: 2 }],
      });
      await put(store, { id: 'media/notes.md', text: 'No record.' });
      expect(await recordsOf()).toMatchObject([
        {
          documentId: 'media/a.jsonl',
          revision: 1,
          span: { start: 0, end: 4 },
          metadata: { shelf: 'a', name: 1 },
        },
        {
          documentId: 'media/a.jsonl',
          revision: 1,
          span: { start: 6, end: 10 },
          metadata: { shelf: 'a', name: 2 },
        },
        { documentId: 'media/b.jsonl', revision: 1, metadata: { name: 3 } },
      ]);
    });

    it('gives slots that lead to the same places', async () => {
      await put(store, {
        id: 'media/a.jsonl',
        text: 'One.\n\nTwo.',
        records: [{ name: 1 }, { name: 2 }],
      });
      await withSnapshot(store, {}, async (snapshot) => {
        const records = await snapshot.records();
        const places = await snapshot.places(records.map(({ slot }) => slot));
        expect(places.map(({ span }) => span)).toEqual(records.map(({ span }) => span));
        expect(places.map(({ text }) => text)).toEqual(['One.', 'Two.']);
      });
    });

    it('gives only what the scope holds: its corpora, its filter and what the reader may read', async () => {
      await put(
        store,
        {
          id: 'media/a.jsonl',
          text: 'One.\n\nTwo.',
          records: [
            { name: 1, age: 6 },
            { name: 2, age: 15 },
          ],
        },
        {
          id: 'media/staff.jsonl',
          text: 'Three.',
          records: [{ name: 3, age: 6 }],
          readers: ['staff'],
        },
        { id: 'legal/c.jsonl', text: 'Four.', records: [{ name: 4, age: 6 }] },
      );
      const filter: Filter = { age: { lte: 6 } };
      expect(await namesOf()).toEqual([4, 1, 2, 3]);
      expect(await namesOf({ corpora: ['media'] })).toEqual([1, 2, 3]);
      expect(await namesOf({ filter })).toEqual([4, 1, 3]);
      expect(await namesOf({ groups: [] })).toEqual([4, 1, 2]);
      expect(await namesOf({ groups: ['staff'] })).toEqual([4, 1, 2, 3]);
      expect(await namesOf({ groups: [], filter })).toEqual([4, 1]);
      // Asked again, since what was read once may be kept.
      expect(await namesOf({ filter })).toEqual([4, 1, 3]);
      expect(await namesOf({ groups: [], corpora: ['media'] })).toEqual([1, 2]);
    });

    it('gives the records of each commit, then and now', async () => {
      const id = 'media/a.jsonl';
      await put(store, { id, text: 'One.', records: [{ name: 1 }] });
      await put(store, { id, text: 'One.\n\nTwo.', records: [{ name: 'one' }, { name: 'two' }] });
      expect(await namesOf()).toEqual(['one', 'two']);
      await remove(store, id);
      expect(await namesOf()).toEqual([]);
      expect(await namesOf({ asOf: 1 })).toEqual([1]);
      expect(await namesOf({ asOf: 2 })).toEqual(['one', 'two']);
    });

    it('a right that was withdrawn is withdrawn from what was read before, too', async () => {
      const spec = { id: 'media/a.jsonl', text: 'One.', records: [{ name: 1 }] };
      await put(store, spec);
      expect(await namesOf({ groups: [] })).toEqual([1]);
      await put(store, { ...spec, text: 'One!', readers: ['staff'] });
      expect(await namesOf({ groups: [] })).toEqual([]);
      expect(await namesOf({ groups: [], asOf: 1 })).toEqual([]);
    });

    it('gives a record that stands twice once, where it first meets the filter', async () => {
      const record = { text: 'One.', records: [{ name: 1 }] };
      await put(
        store,
        { id: 'media/a.jsonl', metadata: { shelf: 'a' }, ...record },
        { id: 'media/b.jsonl', metadata: { shelf: 'b' }, ...record },
      );
      const placesOf = async (filter: Filter | null) =>
        (await recordsOf({ filter })).map(({ documentId }) => documentId);
      expect(await placesOf(null)).toEqual(['media/a.jsonl']);
      expect(await placesOf({ shelf: 'b' })).toEqual(['media/b.jsonl']);
    });

    it('gives the vector of a passage, which no one else can change', async () => {
      await put(store, { id: 'media/a.jsonl', text: 'One.', records: [{ name: 1 }] });
      await withSnapshot(store, {}, async (snapshot) => {
        const [record] = await snapshot.records();
        const slot = record?.slot ?? -1;
        const vector = snapshot.vectorOf(slot);
        expect(vector).toEqual(vectorOf('One.'));
        vector?.fill(0);
        expect(snapshot.vectorOf(slot)).toEqual(vectorOf('One.'));
        expect(snapshot.vectorOf(snapshot.slotCount + 5)).toBeNull();
      });
    });
  });
}
