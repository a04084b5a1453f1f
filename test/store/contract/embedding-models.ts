import { beforeEach, describe, expect, it } from 'vitest';
import type { Snapshot, Store } from '../../../src/store/types.ts';
import {
  EVERYTHING,
  nearestOf,
  put,
  read,
  remove,
  revise,
  TEST_MODEL,
  vectorOf,
  withSnapshot,
  type CreateStore,
} from '../../helpers/documents.ts';
import { erase, followAll } from '../../helpers/erasing.ts';
import {
  embedWithOther,
  OTHER_MODEL,
  otherVectorOf,
  switchToOther,
} from '../../helpers/other-model.ts';

/** How near a passage is to a vector, and whether it is the nearest. */
async function closeness(snapshot: Snapshot, vector: Float32Array) {
  const [nearest] = await nearestOf(snapshot, vector, 1, true);
  if (nearest === undefined) return null;
  const [place] = await snapshot.places([nearest.slot]);
  const [cosine] = await snapshot.similarities(vector, [nearest.slot]);
  expect(cosine).toBeCloseTo(nearest.score, 6);
  return { text: place?.text, score: Number(nearest.score.toFixed(5)) };
}

export function describeEmbeddingModels(create: CreateStore): void {
  describe('has one embedding model in use:', () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
    });

    const closest = (vector: Float32Array, asOf: number | null = null) =>
      withSnapshot(store, { asOf }, (snapshot) => closeness(snapshot, vector));

    it('that of the first commit', async () => {
      expect(await store.modelInUse()).toBeNull();
      expect(await withSnapshot(store, {}, async ({ model }) => model)).toBeNull();
      expect(await closest(vectorOf('One.'))).toBeNull();
      await put(store, { id: 'support/a.md', text: 'One.' });
      expect(await store.modelInUse()).toEqual(TEST_MODEL);
      expect(await withSnapshot(store, {}, async ({ model }) => model)).toEqual(TEST_MODEL);
      expect(await store.vectorCounts()).toEqual([{ model: TEST_MODEL, inUse: true, vectors: 1 }]);
    });

    it('and takes the vectors of no other in a commit', async () => {
      await put(store, { id: 'support/a.md', text: 'One.' });
      const change = await revise(store, { id: 'support/b.md', text: 'Two.' });
      const vector = otherVectorOf('Two.');
      const foreign = {
        ...change,
        model: OTHER_MODEL,
        embedded: [{ ...(change.kind === 'revise' ? change.embedded[0] : null), vector }],
      } as typeof change;
      const first = await revise(store, { id: 'support/c.md', text: 'Three.' });
      const refused = { code: 'EMBEDDER_CONFLICT' };
      await expect(store.commit([first, foreign])).rejects.toMatchObject(refused);
      expect(await read(store)).toMatchObject({ passages: ['One.'] });
      expect(await store.latest()).toMatchObject({ seq: 1 });
      await switchToOther(store);
      await expect(store.commit([change])).rejects.toMatchObject(refused);
      expect(await store.commit([foreign])).toMatchObject({ seq: 3 });
      expect(await remove(store, 'support/a.md')).toMatchObject({ seq: 4 });
      expect((await read(store)).passages).toEqual(['Two.']);
    });

    it('and no two in the very first commit', async () => {
      const change = await revise(store, { id: 'support/a.md', text: 'One.' });
      const other = await revise(store, { id: 'support/b.md', text: 'Two.' });
      const foreign = { ...other, model: OTHER_MODEL, embedded: [] } as typeof other;
      const both = store.commit([change, foreign]);
      await expect(both).rejects.toMatchObject({ code: 'EMBEDDER_CONFLICT' });
      expect(await store.modelInUse()).toBeNull();
    });

    it('and keeps the vectors of another beside it, with no commit', async () => {
      await put(store, { id: 'support/a.md', text: 'One.\n\nTwo.' });
      await put(store, { id: 'support/a.md', text: 'Two.\n\nThree.' });
      expect(await store.unembeddedCount(OTHER_MODEL.id)).toBe(3);
      const page = await store.unembedded(OTHER_MODEL.id, 0, 2);
      expect(page.texts.map(({ text }) => text)).toEqual(['One.', 'Two.']);
      expect(page.texts[0]).toMatchObject({ documentId: 'support/a.md' });
      const rest = await store.unembedded(OTHER_MODEL.id, page.position, 2);
      expect(rest.texts.map(({ text }) => text)).toEqual(['Three.']);
      const end = await store.unembedded(OTHER_MODEL.id, rest.position, 2);
      expect(end).toEqual({ texts: [], position: rest.position });
      expect(await embedWithOther(store)).toBe(3);
      expect(await store.unembeddedCount(OTHER_MODEL.id)).toBe(0);
      expect(await store.latest()).toMatchObject({ seq: 2 });
      expect(await store.modelInUse()).toEqual(TEST_MODEL);
      expect(await closest(vectorOf('Two.'))).toEqual({ text: 'Two.', score: 1 });
      expect(await store.vectorCounts()).toEqual([
        { model: TEST_MODEL, inUse: true, vectors: 3 },
        { model: OTHER_MODEL, inUse: false, vectors: 3 },
      ]);
      // Again, as after an interruption: what is there stays as it is.
      const [again] = page.texts;
      const sha256 = again?.sha256 ?? '';
      await store.storeVectors(OTHER_MODEL, [{ sha256, vector: otherVectorOf('Else.') }]);
      expect(await store.switchModel(OTHER_MODEL)).toEqual({ seq: 3, missing: 0 });
      expect(await closest(otherVectorOf('One.'), 1)).toEqual({ text: 'One.', score: 1 });
    });

    it('and leaves it, with one commit, when no passage lacks a vector of the other', async () => {
      await put(store, { id: 'support/a.md', text: 'One.' });
      await embedWithOther(store);
      await put(store, { id: 'support/b.md', text: 'Two.\n\nThree.' });
      expect(await store.switchModel(OTHER_MODEL)).toEqual({ seq: 2, missing: 2 });
      expect(await store.modelInUse()).toEqual(TEST_MODEL);
      expect(await switchToOther(store)).toEqual({ seq: 3, missing: 0 });
      expect(await store.latest()).toMatchObject({ seq: 3 });
      expect(await store.modelInUse()).toEqual(OTHER_MODEL);
      expect(await store.switchModel(OTHER_MODEL)).toEqual({ seq: 3, missing: 0 });
      expect((await read(store, {}, ['two'])).postings).toEqual({ two: [['Two.', 1]] });
    });

    it('so that a snapshot compares with the vectors of its own model alone', async () => {
      const texts = ['One.', 'Two.', 'Three.'];
      await put(store, { id: 'support/a.md', text: texts.join('\n\n') });
      const before = await store.snapshot(EVERYTHING);
      await switchToOther(store);
      const after = await store.snapshot(EVERYTHING);
      expect([before.model, after.model]).toEqual([TEST_MODEL, OTHER_MODEL]);
      for (const text of texts) {
        expect(await closeness(before, vectorOf(text))).toEqual({ text, score: 1 });
        expect(await closeness(after, otherVectorOf(text))).toEqual({ text, score: 1 });
      }
      const slots = before.sample(3);
      expect(slots.map((slot) => before.vectorOf(slot)?.length)).toEqual([8, 8, 8]);
      expect(slots.map((slot) => after.vectorOf(slot)?.length)).toEqual([4, 4, 4]);
      before.close();
      after.close();
      // The past is compared with by the model of now.
      const past = await withSnapshot(store, { asOf: 1 }, async ({ model }) => model);
      expect(past).toEqual(OTHER_MODEL);
      expect(await closest(otherVectorOf('Two.'), 1)).toEqual({ text: 'Two.', score: 1 });
    });

    it('and comes back to an earlier one with nothing but what came since', async () => {
      await put(store, { id: 'support/a.md', text: 'One.\n\nTwo.' });
      await switchToOther(store);
      const change = await revise(store, { id: 'support/b.md', text: 'Three.' });
      const [text] = (change.kind === 'revise' && change.embedded) || [];
      const vector = otherVectorOf('Three.');
      const embedded = [{ sha256: text?.sha256 ?? '', vector }];
      await store.commit([{ ...change, model: OTHER_MODEL, embedded } as typeof change]);
      const { texts } = await store.unembedded(TEST_MODEL.id, 0, 10);
      expect(texts.map((one) => one.text)).toEqual(['Three.']);
      await store.storeVectors(TEST_MODEL, [
        { sha256: text?.sha256 ?? '', vector: vectorOf('Three.') },
      ]);
      expect(await store.switchModel(TEST_MODEL)).toEqual({ seq: 4, missing: 0 });
      expect(await closest(vectorOf('Three.'))).toEqual({ text: 'Three.', score: 1 });
      expect(await closest(vectorOf('One.'))).toEqual({ text: 'One.', score: 1 });
    });

    it('and loses what is erased or collected of both', async () => {
      await put(store, { id: 'support/a.md', text: 'One.\n\nShared.' });
      await put(
        store,
        { id: 'support/b.md', text: 'Shared.' },
        { id: 'support/c.md', text: 'Old.' },
      );
      await put(store, { id: 'support/c.md', text: 'New.' });
      await embedWithOther(store);
      const { removed, sharedPassages } = await erase(store, 'support/a.md');
      expect({ ...removed, sharedPassages }).toMatchObject({
        passages: 1,
        embeddings: 2,
        sharedPassages: 1,
      });
      await switchToOther(store);
      await followAll(store);
      expect(await store.collect({ revisions: 0, answersSince: null })).toMatchObject({
        passages: 1,
      });
      expect((await store.vectorCounts()).map(({ vectors }) => vectors)).toEqual([2, 2]);
      expect(await closest(otherVectorOf('New.'))).toEqual({ text: 'New.', score: 1 });
    });

    it('and keeps no vector of a text that was erased while it was with the model', async () => {
      await put(store, { id: 'support/a.md', text: 'One.' }, { id: 'support/b.md', text: 'Two.' });
      const { texts } = await store.unembedded(OTHER_MODEL.id, 0, 10);
      await erase(store, 'support/a.md');
      await store.storeVectors(
        OTHER_MODEL,
        texts.map(({ sha256, text }) => ({ sha256, vector: otherVectorOf(text) })),
      );
      expect(await store.vectorCounts()).toMatchObject([{ vectors: 1 }, { vectors: 1 }]);
      expect(await store.switchModel(OTHER_MODEL)).toMatchObject({ missing: 0 });
    });

    it('whose vectors have its length, and are finite', async () => {
      await put(store, { id: 'support/a.md', text: 'One.' });
      const { texts } = await store.unembedded(OTHER_MODEL.id, 0, 10);
      const sha256 = texts[0]?.sha256 ?? '';
      for (const vector of [vectorOf('One.'), Float32Array.of(1, Number.NaN, 0, 0)]) {
        const storing = store.storeVectors(OTHER_MODEL, [{ sha256, vector }]);
        await expect(storing).rejects.toMatchObject({ code: 'INVALID_VECTOR' });
      }
      expect(await store.unembeddedCount(OTHER_MODEL.id)).toBe(1);
    });
  });
}
