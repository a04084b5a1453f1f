import { beforeEach, describe, expect, it } from 'vitest';
import type { Filter } from '../../../src/core/model.ts';
import type { Scope, Store } from '../../../src/store/types.ts';
import {
  EVERYTHING,
  put,
  read,
  remove,
  vectorOf,
  withSnapshot,
  type CreateStore,
  nearestOf,
} from '../../helpers/documents.ts';

const page = { limit: 100, cursor: null };

const open = {
  id: 'support/open.md',
  text: 'A bicycle costs forty euros.\n\nA helmet costs ten euros.',
  metadata: { plan: ['basic', 'pro'], price: 40, since: '2024-05-01', live: true },
};
const secret = {
  id: 'support/secret.md',
  text: 'The bicycle warehouse alarm is grimble.',
  metadata: { plan: 'pro', price: 90, since: '2025-02-01', live: false },
  readers: ['staff', 'board'],
};
const legal = { id: 'legal/terms.md', text: 'Every bicycle is leased.', metadata: { price: '40' } };
const board = { id: 'board/plans.md', text: 'We shall sell bicycles.', readers: ['board'] };
const errors = {
  id: 'support/errors.csv',
  text: 'E1 brake\n\nE2 motor',
  metadata: { price: 7, kind: 'table' },
  records: [{ code: 'E1' }, { code: 'E2', price: 8 }],
};

export function describeScopes(create: CreateStore): void {
  describe('a scope', () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
      for (const spec of [open, secret, legal, board, errors]) await put(store, spec);
    });

    const passages = async (scope: Partial<Scope>) => (await read(store, scope)).passages;
    const filtered = (filter: Filter) => passages({ filter });
    const [bicycle = '', helmet = ''] = open.text.split('\n\n');

    it('of everything holds all that is current', async () => {
      expect(await passages({})).toHaveLength(7);
    });

    it('of corpora holds theirs alone', async () => {
      expect(await passages({ corpora: ['legal', 'board'] })).toEqual([legal.text, board.text]);
      expect(await passages({ corpora: [] })).toEqual([]);
    });

    it('of groups holds what is open and what one of the groups may read', async () => {
      const groups = ['staff'];
      expect(await passages({ groups })).toContain(secret.text);
      expect(await passages({ groups })).not.toContain(board.text);
      expect(await passages({ groups: [] })).toEqual(
        [bicycle, helmet, legal.text, 'E1 brake', 'E2 motor'].sort(),
      );
    });

    it('is not taken for that of another reader', async () => {
      const corpora = ['support'];
      expect(await passages({ corpora })).toContain(secret.text);
      expect(await passages({ corpora, groups: [] })).not.toContain(secret.text);
      expect(await passages({ corpora, groups: ['board'] })).toContain(secret.text);
    });

    it('counts nothing that the reader may not read', async () => {
      const seen = await read(store, { groups: [] }, ['bicycl', 'grimbl', 'alarm']);
      const without = await create();
      for (const spec of [open, legal, errors]) await put(without, spec);
      expect(seen).toEqual(await read(without, {}, ['bicycl', 'grimbl', 'alarm']));
      expect(seen.postings['grimbl']).toEqual([]);
    });

    it('hints at no word of what the reader may not read', async () => {
      await withSnapshot(store, { groups: [] }, async (snapshot) => {
        expect(snapshot.postings('grimbl')).toBeNull();
        expect(snapshot.oneEditAway('grimbe')).toEqual([]);
        expect(snapshot.oneEditAway('bicycle')).toEqual([{ term: 'bicycl', passages: 2 }]);
      });
    });

    it.each([false, true])('finds no neighbour outside it (exact: %s)', async (exact) => {
      await withSnapshot(store, { groups: [] }, async (snapshot) => {
        const nearest = await nearestOf(snapshot, vectorOf(secret.text), 100, exact);
        expect(nearest).toHaveLength(snapshot.passageCount);
        const places = await snapshot.places(nearest.map(({ slot }) => slot));
        expect(places.map(({ documentId }) => documentId)).not.toContain(secret.id);
      });
    });

    it('places a shared passage where the reader may see it', async () => {
      await put(store, { id: 'support/a.md', text: legal.text, readers: ['board'] });
      const placed = async (scope: Partial<Scope>) =>
        withSnapshot(store, { ...scope, corpora: ['support', 'legal'] }, async (snapshot) => {
          const [nearest] = await nearestOf(snapshot, vectorOf(legal.text), 1);
          return (await snapshot.places([nearest?.slot ?? -1]))[0]?.documentId;
        });
      expect(await placed({ groups: [] })).toBe(legal.id);
      await put(store, { id: 'legal/a.md', text: legal.text });
      expect(await placed({ groups: [] })).toBe('legal/a.md');
      await put(store, { id: 'legal/a.md', text: legal.text, readers: ['board'] });
      expect(await placed({ groups: [] })).toBe(legal.id);
    });

    it('holds for lists of documents and corpora', async () => {
      const ids = async (scope: Partial<Scope>) =>
        (await store.documents({ ...EVERYTHING, ...scope }, page)).items.map(
          (one) => one.documentId,
        );
      expect(await ids({ groups: [] })).toEqual([legal.id, errors.id, open.id].sort());
      expect(await ids({ groups: ['board'], corpora: ['board'] })).toEqual([board.id]);
      expect(await ids({ filter: { price: 40 } })).toEqual([open.id]);
      expect(await ids({ asOf: 2 })).toEqual([open.id, secret.id]);
      const corpora = async (scope: Partial<Scope>) =>
        (await store.corpora({ ...EVERYTHING, ...scope })).map((one) => [
          one.corpus,
          one.documents,
        ]);
      expect(await corpora({ groups: [] })).toEqual([
        ['legal', 1],
        ['support', 2],
      ]);
      expect(await corpora({ filter: { price: { gte: 40 } } })).toEqual([['support', 2]]);
      expect(await corpora({ asOf: 1 })).toEqual([['support', 1]]);
    });

    it('makes a document and its revisions unknown to who may not read it', async () => {
      const groups = ['staff'];
      const hidden = { code: 'DOCUMENT_NOT_FOUND' };
      for (const scope of [
        { groups },
        { corpora: ['support'] },
        { filter: { price: 1 } },
        { asOf: 3 },
      ]) {
        const narrow = { ...EVERYTHING, ...scope };
        await expect(store.document(narrow, board.id)).rejects.toMatchObject(hidden);
        await expect(store.revision(narrow, board.id, 1)).rejects.toMatchObject(hidden);
      }
      expect(await store.document({ ...EVERYTHING, groups }, secret.id)).toMatchObject({
        revision: 1,
      });
    });

    it('names no corpus that has nothing the reader may read', async () => {
      const unknown = { code: 'INVALID_CORPUS' };
      for (const scope of [
        { ...EVERYTHING, corpora: ['nowhere'] },
        { ...EVERYTHING, corpora: ['legal', 'board'], groups: ['staff'] },
      ]) {
        await expect(store.snapshot(scope)).rejects.toMatchObject(unknown);
        await expect(store.documents(scope, page)).rejects.toMatchObject(unknown);
      }
    });

    it('knows a corpus whose documents are all deleted, and finds it empty', async () => {
      await remove(store, legal.id);
      expect(await passages({ corpora: ['legal'] })).toEqual([]);
    });

    it('takes a right that was withdrawn away from the past too', async () => {
      const before = await store.latest();
      expect(await passages({ asOf: before.seq, groups: [] })).toContain(bicycle);
      await put(store, { ...open, readers: ['board'] });
      expect(await passages({ asOf: before.seq, groups: [] })).not.toContain(bicycle);
    });

    it('of the future is refused', async () => {
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
      for (const asOf of [6, tomorrow]) {
        const scope = { ...EVERYTHING, asOf };
        const future = { code: 'AS_OF_IN_FUTURE' };
        await expect(store.snapshot(scope)).rejects.toMatchObject(future);
        await expect(store.documents(scope, page)).rejects.toMatchObject(future);
        await expect(store.corpora(scope)).rejects.toMatchObject(future);
        await expect(store.document(scope, open.id)).rejects.toMatchObject(future);
      }
    });

    it('of the time before the first commit is empty', async () => {
      expect(await passages({ asOf: 0 })).toEqual([]);
      expect(await passages({ asOf: '2001-01-01T00:00:00.000Z' })).toEqual([]);
    });

    it('filters by value, whatever the case, and by membership', async () => {
      expect(await filtered({ plan: 'Basic' })).toEqual([bicycle, helmet]);
      expect(await filtered({ plan: 'pro' })).toHaveLength(3);
      expect(await filtered({ live: false })).toEqual([secret.text]);
      expect(await filtered({ price: '40' })).toEqual([legal.text]);
      expect(await filtered({ plan: { in: ['basic', 'gold'] }, price: 40 })).toHaveLength(2);
      expect(await filtered({ plan: { in: [] } })).toEqual([]);
      expect(await filtered({ absent: 'x' })).toEqual([]);
    });

    it('filters by range, numbers with numbers and words with words', async () => {
      expect(await filtered({ price: { gt: 40 } })).toEqual([secret.text]);
      expect(await filtered({ price: { gte: 40, lt: 90 } })).toEqual([bicycle, helmet]);
      expect(await filtered({ since: { gte: '2025-01-01' } })).toEqual([secret.text]);
    });

    it("filters by a record's fields, which stand over its document's", async () => {
      expect(await filtered({ code: 'e2' })).toEqual(['E2 motor']);
      expect(await filtered({ kind: 'table', price: 7 })).toEqual(['E1 brake']);
      expect(await filtered({ price: 8 })).toEqual(['E2 motor']);
    });

    it.each(['constructor', '__proto__', 'toString'])(
      'finds no field %j that is not there',
      async (field) => {
        expect(await filtered(Object.fromEntries([[field, 'x']]))).toEqual([]);
        const metadata = JSON.parse(`{ ${JSON.stringify(field)}: "x" }`) as Record<string, string>;
        await put(store, { id: 'support/odd.md', text: 'Odd.', metadata });
        expect(await filtered(Object.fromEntries([[field, 'x']]))).toEqual(['Odd.']);
      },
    );

    it.each([{}, { near: 3 }, { gte: 1, in: [1] }, { in: 'x' }, { gte: true }, ['x'], null])(
      'refuses the condition %j',
      async (condition) => {
        const scope = { ...EVERYTHING, filter: { price: condition } as unknown as Filter };
        const invalid = { code: 'INVALID_FILTER' };
        await expect(store.snapshot(scope)).rejects.toMatchObject(invalid);
        await expect(store.documents(scope, page)).rejects.toMatchObject(invalid);
      },
    );

    it('can be opened again after one was refused', async () => {
      for (let times = 0; times < 20; times++) {
        await expect(store.snapshot({ ...EVERYTHING, asOf: 99 })).rejects.toThrow();
      }
      expect(await passages({})).toHaveLength(7);
    });
  });
}
