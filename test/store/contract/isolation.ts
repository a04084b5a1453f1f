import { beforeEach, describe, expect, it } from 'vitest';
import type { Snapshot, Store } from '../../../src/store/types.ts';
import {
  contentsOf,
  EVERYTHING,
  put,
  read,
  remove,
  vectorOf,
  type CreateStore,
  nearestOf,
} from '../../helpers/documents.ts';

const terms = ['bicycl', 'forti', 'fifti', 'euro', 'unicycl'];

/** All that a snapshot tells, as one value. */
async function allOf(snapshot: Snapshot) {
  const nearest = await nearestOf(snapshot, vectorOf('query'), 100);
  const slots = nearest.map(({ slot }) => slot);
  return {
    contents: await contentsOf(snapshot, terms),
    nearest,
    places: await snapshot.places(slots),
    terms: await snapshot.terms(slots),
    repairs: snapshot.oneEditAway('unicycle'),
    seq: snapshot.seq,
    slotCount: snapshot.slotCount,
  };
}

export function describeIsolation(create: CreateStore): void {
  describe('a snapshot', () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
      await put(store, { id: 'support/a.md', text: 'A bicycle costs forty euros.\n\nIt is red.' });
      await put(store, { id: 'support/b.md', text: 'A bell costs one euro.' });
    });

    it.each([
      { name: 'everything', scope: {} },
      { name: 'a corpus', scope: { corpora: ['support'] } },
      { name: 'groups', scope: { groups: ['staff'] } },
    ])('of $name goes on seeing its own seq while commits land', async ({ scope }) => {
      const snapshot = await store.snapshot({ ...EVERYTHING, ...scope });
      const before = await allOf(snapshot);
      await put(store, { id: 'support/a.md', text: 'A bicycle costs fifty euros.\n\nIt is red.' });
      await remove(store, 'support/b.md');
      await put(store, { id: 'support/c.md', text: 'A unicycle costs euros.' });
      await put(store, { id: 'support/a.md', text: 'It is red.', readers: ['nobody'] });
      // Another snapshot lets the store catch up with what was committed.
      expect((await read(store)).passages).toEqual(['A unicycle costs euros.', 'It is red.']);
      expect(await allOf(snapshot)).toEqual(before);
      snapshot.close();
    });

    it('of an earlier seq tells what one opened then would have told', async () => {
      const then = await read(store, {}, terms);
      await put(store, { id: 'support/a.md', text: 'A bicycle costs fifty euros.' });
      await put(store, { id: 'support/b.md', text: 'A bell costs forty euros.' });
      await remove(store, 'support/a.md');
      expect(await read(store, { asOf: 2 }, terms)).toEqual(then);
      expect((await read(store, { asOf: 1 })).passages).toHaveLength(2);
      expect((await read(store, { asOf: 4 })).passages).toHaveLength(2);
    });

    it('is closed as often as one likes', async () => {
      const snapshot = await store.snapshot(EVERYTHING);
      snapshot.close();
      snapshot.close();
      const [one, two] = [await store.snapshot(EVERYTHING), await store.snapshot(EVERYTHING)];
      snapshot.close();
      expect((await one.places(one.sample(1))).length).toBe(1);
      one.close();
      expect((await two.places(two.sample(1))).length).toBe(1);
      two.close();
    });

    it('that is open does not keep the store from closing', async () => {
      const snapshot = await store.snapshot(EVERYTHING);
      await store.close();
      expect(() => snapshot.close()).not.toThrow();
      await store.close();
    });
  });
}
