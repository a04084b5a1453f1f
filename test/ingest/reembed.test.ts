import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reembed, type ReembedProgress } from '../../ingest/reembed.ts';
import { FootnoteError } from '../../src/core/errors.ts';
import type { ModelEmbedder } from '../../src/models/types.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Store } from '../../src/store/types.ts';
import {
  nearestOf,
  put,
  TEST_EMBEDDER,
  TEST_MODEL,
  vectorOf,
  withSnapshot,
} from '../helpers/documents.ts';
import { OTHER_MODEL, otherVectorOf } from '../helpers/other-model.ts';

let directory: string;
let store: Store;
/** What went through the model, call by call. */
let calls: string[][];
let happensAtEmbedding: (texts: readonly string[]) => Promise<unknown>;

const other: ModelEmbedder = {
  ...OTHER_MODEL,
  async embed(texts, signal) {
    calls.push([...texts]);
    await happensAtEmbedding(texts);
    signal?.throwIfAborted();
    return texts.map(otherVectorOf);
  },
};
const first: ModelEmbedder = { ...TEST_MODEL, embed: async (texts) => texts.map(vectorOf) };

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'footnote-reembed-'));
  store = createSqliteStore({ directory });
  calls = [];
  happensAtEmbedding = () => Promise.resolve();
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

function changeTo(embedder: ModelEmbedder, options: Parameters<typeof reembed>[1] = {}) {
  const embedders = { configured: () => Promise.resolve(embedder) };
  return reembed({ store, embedders }, options);
}

const texts = (count: number) => Array.from({ length: count }, (_, n) => `Text number ${n}.`);

/** The cosine of each text's own vector with that of the passage. */
async function cosines(embed: (text: string) => Float32Array, wanted: readonly string[]) {
  return withSnapshot(store, {}, async (snapshot) => {
    const found = [];
    for (const text of wanted) {
      const [nearest] = await nearestOf(snapshot, embed(text), 1, true);
      const [place] = await snapshot.places(nearest === undefined ? [] : [nearest.slot]);
      found.push([place?.text, nearest?.score.toFixed(4)]);
    }
    return found;
  });
}
const itself = (wanted: readonly string[]) => wanted.map((text) => [text, '1.0000']);

describe('changing the embedding model', () => {
  it('embeds every passage of every kept revision once, and switches with one commit', async () => {
    await put(store, { id: 'support/a.md', text: 'One.\n\nTwo.' });
    await put(store, { id: 'support/a.md', text: 'Two.\n\nThree.' });
    const report = await changeTo(other);
    expect(report).toMatchObject({
      before: TEST_EMBEDDER,
      model: OTHER_MODEL.id,
      inUse: true,
      embedded: 3,
      missing: 0,
      failures: [],
      otherVectorBytes: 3 * 8 * 4,
      seq: 3,
    });
    expect(calls).toEqual([['One.', 'Two.', 'Three.']]);
    expect(await cosines(otherVectorOf, ['Two.', 'Three.'])).toEqual(itself(['Two.', 'Three.']));
  });

  it('lets questions go on with the vectors in use until then, and mixes them never', async () => {
    const all = texts(600);
    await put(store, { id: 'support/a.md', text: all.join('\n\n') });
    const asked: unknown[] = [];
    happensAtEmbedding = async () => {
      expect(await store.modelInUse()).toEqual(TEST_MODEL);
      asked.push(await cosines(vectorOf, [all[0] ?? '', all[599] ?? '']));
    };
    await changeTo(other);
    expect(asked).toEqual(Array(3).fill(itself([all[0] ?? '', all[599] ?? ''])));
    const sampled = all.filter((_, n) => n % 50 === 0);
    expect(await cosines(otherVectorOf, sampled)).toEqual(itself(sampled));
    // By the first model's vectors nothing is found as itself any more: they are of another length.
    const lengths = await withSnapshot(store, {}, async (snapshot) =>
      snapshot.sample(600).map((slot) => snapshot.vectorOf(slot)?.length),
    );
    expect(new Set(lengths)).toEqual(new Set([4]));
  });

  it('says how far it is', async () => {
    await put(store, { id: 'support/a.md', text: texts(600).join('\n\n') });
    const seen: ReembedProgress[] = [];
    await changeTo(other, { onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ passagesDone, passagesTotal }) => [passagesDone, passagesTotal])).toEqual([
      [256, 600],
      [512, 600],
      [600, 600],
    ]);
    expect(seen.at(-1)?.remainingMs).toBe(0);
    expect(seen[0]?.remainingMs).toBeGreaterThan(0);
  });

  it('goes on where it was interrupted', async () => {
    const all = texts(600);
    await put(store, { id: 'support/a.md', text: all.join('\n\n') });
    const stop = new AbortController();
    happensAtEmbedding = async () => {
      if (calls.length === 2) stop.abort();
    };
    const report = await changeTo(other, { signal: stop.signal });
    expect(report).toMatchObject({ inUse: false, embedded: 256, missing: 344, seq: 1 });
    expect(await store.modelInUse()).toEqual(TEST_MODEL);
    calls = [];
    expect(await changeTo(other)).toMatchObject({ inUse: true, embedded: 344, seq: 2 });
    expect(calls.flat()).toEqual(all.slice(256));
  });

  it('embeds what is taken in meanwhile before it switches', async () => {
    await put(store, { id: 'support/a.md', text: 'One.' });
    const second = createSqliteStore({ directory });
    const later = ['Two.', 'Three.'];
    happensAtEmbedding = async () => {
      const text = later.shift();
      if (text !== undefined) await put(second, { id: `support/${text}md`, text });
    };
    const report = await changeTo(other);
    await second.close();
    expect(report).toMatchObject({ inUse: true, embedded: 3, missing: 0, seq: 4 });
    expect(calls.flat()).toEqual(['One.', 'Two.', 'Three.']);
    expect(await cosines(otherVectorOf, ['One.', 'Three.'])).toEqual(itself(['One.', 'Three.']));
  });

  it('tries again when something came in between the last look and the commit', async () => {
    await put(store, { id: 'support/a.md', text: 'One.' });
    const inUse: unknown[] = [];
    const late = {
      ...store,
      async switchModel(model: typeof OTHER_MODEL) {
        if (inUse.length === 0) await put(store, { id: 'support/b.md', text: 'Two.' });
        const switched = await store.switchModel(model);
        inUse.push(await store.modelInUse());
        return switched;
      },
    };
    const embedders = { configured: () => Promise.resolve(other) };
    const report = await reembed({ store: late, embedders });
    expect(inUse).toEqual([TEST_MODEL, OTHER_MODEL]);
    expect(report).toMatchObject({ inUse: true, embedded: 2, missing: 0, seq: 3 });
    expect(await cosines(otherVectorOf, ['One.', 'Two.'])).toEqual(itself(['One.', 'Two.']));
  });

  it('does nothing when the model is in use already, and embeds nothing when it was', async () => {
    await put(store, { id: 'support/a.md', text: 'One.' });
    expect(await changeTo(first)).toMatchObject({
      before: TEST_EMBEDDER,
      model: TEST_EMBEDDER,
      inUse: true,
      embedded: 0,
      seq: 1,
    });
    await changeTo(other);
    expect(await changeTo(first)).toMatchObject({ inUse: true, embedded: 0, seq: 3 });
    expect(await cosines(vectorOf, ['One.'])).toEqual(itself(['One.']));
  });

  it('leaves an empty store to its first commit', async () => {
    const report = await changeTo(other);
    expect(report).toMatchObject({ before: null, inUse: false, embedded: 0, missing: 0, seq: 0 });
    expect(calls).toEqual([]);
  });

  it('does not switch while the model refuses a text, and names the document', async () => {
    const refusal = new FootnoteError('INVALID_VECTOR', {}, { detail: 'The vector is too short.' });
    const bad = 'Unembeddable words.';
    await put(store, { id: 'support/a.md', text: [...texts(9), bad].join('\n\n') });
    happensAtEmbedding = async (given) => {
      if (given.includes(bad)) throw refusal;
    };
    expect(await changeTo(other)).toMatchObject({
      inUse: false,
      embedded: 9,
      missing: 1,
      failures: [
        { path: 'support/a.md', code: 'INVALID_VECTOR', message: 'The vector is too short.' },
      ],
      seq: 1,
    });
    happensAtEmbedding = () => Promise.resolve();
    calls = [];
    expect(await changeTo(other)).toMatchObject({ inUse: true, embedded: 1, seq: 2 });
    expect(calls).toEqual([[bad]]);
  });

  it('asks a model that refuses everything a few times only', async () => {
    await put(store, { id: 'support/a.md', text: texts(600).join('\n\n') });
    happensAtEmbedding = () => Promise.reject(new FootnoteError('MODEL_FAILED'));
    const report = await changeTo(other);
    expect(report.failures).toHaveLength(20);
    expect(report).toMatchObject({ inUse: false, missing: 600 });
    expect(calls.length).toBeLessThan(60);
  });

  it('ends when the endpoint is gone, with what is stored so far', async () => {
    await put(store, { id: 'support/a.md', text: texts(600).join('\n\n') });
    happensAtEmbedding = async () => {
      if (calls.length > 1) throw new FootnoteError('MODEL_UNREACHABLE');
    };
    await expect(changeTo(other)).rejects.toMatchObject({ code: 'MODEL_UNREACHABLE' });
    expect(await store.unembeddedCount(OTHER_MODEL.id)).toBe(344);
    expect(await store.modelInUse()).toEqual(TEST_MODEL);
  });
});
