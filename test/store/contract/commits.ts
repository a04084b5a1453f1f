import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/types.ts';
import { sha256 } from '../../../src/core/ids.ts';
import {
  EVERYTHING,
  put,
  read,
  remove,
  revise,
  type CreateStore,
  TEST_EMBEDDER,
} from '../../helpers/documents.ts';

const id = 'support/a.md';

export function describeCommits(create: CreateStore): void {
  describe('a commit', () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
    });

    it('advances the seq by one, however much it changes', async () => {
      expect(await put(store, { id, text: 'One.' })).toMatchObject({ seq: 1 });
      const both = await put(store, { id, text: 'Two.' }, { id: 'support/b.md', text: 'Three.' });
      expect(both).toMatchObject({ seq: 2, changes: [{ created: false }, { created: true }] });
      expect(await store.latest()).toEqual({ seq: 2, committedAt: both.committedAt });
    });

    it('writes nothing when nothing changed', async () => {
      const first = await put(store, { id, text: 'One.\n\nTwo.', metadata: { b: 1, a: [2] } });
      const again = await put(store, { id, text: 'One.\n\nTwo.', metadata: { a: [2], b: 1 } });
      expect(again).toEqual({
        seq: 1,
        committedAt: first.committedAt,
        changes: [
          {
            documentId: id,
            revision: 1,
            created: false,
            unchanged: true,
            passages: { added: 0, reused: 2, removed: 0 },
          },
        ],
      });
      expect(await store.commit([])).toMatchObject({ seq: 1, changes: [] });
    });

    it.each([
      { text: 'Two.' },
      { title: 'Other' },
      { metadata: { by: 'Ann' } },
      { encoding: 'koi8-r' },
    ])('makes a revision for %j, and closes the one before', async (change) => {
      await put(store, { id, text: 'One.', title: 'Title' });
      const { changes } = await put(store, { id, text: 'One.', title: 'Title', ...change });
      expect(changes).toMatchObject([{ revision: 2, unchanged: false }]);
      const { revisions } = await store.document(EVERYTHING, id);
      expect(revisions.map(({ fromSeq, toSeq }) => [fromSeq, toSeq])).toEqual([
        [2, null],
        [1, 2],
      ]);
    });

    it('changes readers without a revision', async () => {
      await put(store, { id, text: 'One.', readers: ['b', 'a'] });
      const same = await put(store, { id, text: 'One.', readers: ['a', 'b'] });
      expect(same).toMatchObject({ seq: 1, changes: [{ unchanged: true }] });
      const changed = await put(store, { id, text: 'One.', readers: null });
      expect(changed).toMatchObject({ seq: 2, changes: [{ revision: 1, unchanged: false }] });
      expect((await read(store, { groups: [] })).passages).toEqual(['One.']);
    });

    it('keeps a deleted document as a tombstone, and its numbers go on', async () => {
      await put(store, { id, text: 'One.' });
      expect(await remove(store, id)).toMatchObject({
        seq: 2,
        changes: [{ revision: 1, passages: { added: 0, reused: 0, removed: 1 } }],
      });
      expect((await read(store)).passages).toEqual([]);
      expect(await store.document(EVERYTHING, id)).toMatchObject({
        status: 'deleted',
        revision: 1,
      });
      expect(await store.revision(EVERYTHING, id, 1)).toMatchObject({ text: 'One.' });
      await expect(remove(store, id)).rejects.toMatchObject({ code: 'DOCUMENT_NOT_FOUND' });
      const again = await put(store, { id, text: 'One.' });
      expect(again).toMatchObject({ seq: 3, changes: [{ revision: 2, created: true }] });
      expect((await read(store)).passages).toEqual(['One.']);
    });

    it('counts the passages that came, stayed and went', async () => {
      await put(store, { id, text: 'One.\n\nTwo.\n\nTwo.' });
      const { changes } = await put(store, { id, text: 'Two.\n\nThree.\n\nFour.' });
      expect(changes[0]?.passages).toEqual({ added: 2, reused: 1, removed: 1 });
    });

    it('stores a shared passage once, and keeps it when one of its documents goes', async () => {
      await put(store, { id, text: 'Shared words.\n\nOwn words.' });
      await put(store, { id: 'support/b.md', text: 'Shared words.' });
      const both = await read(store, {}, ['share']);
      expect(both).toMatchObject({ passages: ['Own words.', 'Shared words.'] });
      expect(both.postings['share']).toEqual([['Shared words.', 1]]);
      await remove(store, id);
      expect(await read(store, {}, ['share', 'own'])).toMatchObject({
        passages: ['Shared words.'],
        postings: { share: [['Shared words.', 1]], own: [] },
      });
      await remove(store, 'support/b.md');
      expect((await read(store, {}, ['share'])).postings).toEqual({ share: [] });
    });

    it('tells one title, heading or text from another, though they hold the same words', async () => {
      await put(store, { id, text: 'Words.', title: 'Stated' });
      await put(store, { id: 'support/b.md', text: 'Words.' });
      expect((await read(store)).passages).toEqual(['Words.', 'Words.']);
    });

    it('asks for no text that is embedded already', async () => {
      await put(store, { id, text: 'One.\n\nTwo.' });
      await remove(store, id);
      const hashes = ['One.', 'Two.', 'Three.'].map(sha256);
      expect(await store.embeddedAlready(TEST_EMBEDDER, hashes)).toEqual(
        new Set(hashes.slice(0, 2)),
      );
      const change = await revise(store, { id, text: 'Two.\n\nThree.' });
      expect(change).toMatchObject({ embedded: [{ sha256: hashes[2] }] });
      expect(await store.commit([change])).toMatchObject({ seq: 3 });
    });

    it('is all of its changes or none', async () => {
      await put(store, { id, text: 'One.' });
      const good = await revise(store, { id: 'support/b.md', text: 'Brandnew words.' });
      const conflicting = await revise(store, { id, text: 'Two.' }, 7);
      const tried = store.commit([
        { ...good, source: { documentId: id, sha256: 'x', before: undefined } },
        conflicting,
      ]);
      await expect(tried).rejects.toMatchObject({ code: 'REVISION_CONFLICT' });
      expect(await store.latest()).toMatchObject({ seq: 1 });
      expect(await read(store, {}, ['brandnew'])).toMatchObject({
        passages: ['One.'],
        postings: { brandnew: [] },
      });
      expect(await store.sources('support')).toEqual([]);
      expect(await store.embeddedAlready(TEST_EMBEDDER, [sha256('Brandnew words.')])).toEqual(
        new Set(),
      );
      await expect(store.document(EVERYTHING, 'support/b.md')).rejects.toThrow();
      expect(await store.commit([good])).toMatchObject({ seq: 2 });
    });

    it('holds a writer to the revision it names', async () => {
      const first = await revise(store, { id, text: 'One.' }, 0);
      await store.commit([first]);
      const conflict = { code: 'REVISION_CONFLICT' };
      await expect(store.commit([first])).rejects.toMatchObject(conflict);
      await store.commit([await revise(store, { id, text: 'Two.' }, 1)]);
      const outdated = { kind: 'delete', documentId: id, ifRevision: 1, source: null } as const;
      await expect(store.commit([outdated])).rejects.toMatchObject(conflict);
      expect(await store.commit([{ ...outdated, ifRevision: 2 }])).toMatchObject({ seq: 3 });
    });

    it('revises and deletes one document in one commit, and shows the end of it', async () => {
      const one = await revise(store, { id, text: 'One.' });
      const two = await revise(store, { id, text: 'Two.' });
      expect(await store.commit([one, two])).toMatchObject({
        seq: 1,
        changes: [{}, { revision: 2 }],
      });
      expect((await read(store)).passages).toEqual(['Two.']);
    });

    it.each([
      Float32Array.of(1, 0),
      new Float32Array(8).fill(NaN),
      new Float32Array(8).fill(Infinity),
    ])('leaves nothing behind when a vector is %j', async (vector) => {
      const good = await revise(store, { id: 'support/b.md', text: 'Two.' });
      const draft = await revise(store, { id, text: 'One.' });
      const bad = { ...draft, embedded: [{ sha256: sha256('One.'), vector }] };
      await expect(store.commit([good, bad])).rejects.toMatchObject({ code: 'INVALID_VECTOR' });
      expect(await store.latest()).toMatchObject({ seq: 0 });
      expect(await store.corpora(EVERYTHING)).toEqual([]);
    });

    it('can be asked for by the time it was made', async () => {
      const { committedAt } = await put(store, { id, text: 'One.' });
      // Two commits may be made in the same millisecond.
      await expect.poll(() => new Date().toISOString()).not.toBe(committedAt);
      const { committedAt: later } = await put(store, { id, text: 'Two.' });
      expect((await read(store, { asOf: committedAt })).passages).toEqual(['One.']);
      expect((await read(store, { asOf: later })).passages).toEqual(['Two.']);
    });
  });
}
