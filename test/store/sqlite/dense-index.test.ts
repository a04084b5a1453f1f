import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type * as denseIndexModule from '../../../src/store/sqlite/dense-index.ts';
import { createDenseIndex, type DenseIndex } from '../../../src/store/sqlite/dense-index.ts';
import { loadIndexFile } from '../../../src/store/sqlite/dense-file.ts';
import { createSqliteStore } from '../../../src/store/sqlite/store.ts';
import type { Store } from '../../../src/store/types.ts';
import {
  EVERYTHING,
  put,
  remove,
  TEST_DIMENSIONS,
  TEST_EMBEDDER,
  vectorOf,
  withSnapshot,
  nearestOf,
} from '../../helpers/documents.ts';
import { OTHER_MODEL, otherVectorOf, switchToOther } from '../../helpers/other-model.ts';

/*
 * A store with more passages than are scanned exactly is made once and copied for each test.
 */

/** Searches that an index answered, rather than left to an exact scan. */
const answered = vi.hoisted(() => ({ count: 0 }));
vi.mock('../../../src/store/sqlite/dense-index.ts', async (importOriginal) => {
  const original = await importOriginal<typeof denseIndexModule>();
  return {
    createDenseIndex: (...args: Parameters<typeof original.createDenseIndex>): DenseIndex => {
      const index = original.createDenseIndex(...args);
      return {
        ...index,
        async search(vector, k) {
          const found = await index.search(vector, k);
          if (found !== null) answered.count++;
          return found;
        },
      };
    },
  };
});

const PASSAGES = 10_500;
const key = { model: TEST_EMBEDDER, dimensions: TEST_DIMENSIONS };
const numbered = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => `p${from + n}`).join('\n\n');

let root: string;
let made: string;
let copies = 0;
const indexes: DenseIndex[] = [];
const stores: Store[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'footnote-dense-'));
  made = join(root, 'made');
  const store = openStore(made);
  await put(store, { id: 'support/a.md', text: numbered(0, PASSAGES) });
  await store.close();
  const index = openIndex(made);
  await untilCovered(index, PASSAGES);
  await index.close();
});
afterEach(async () => {
  for (const index of indexes.splice(0)) await index.close();
  for (const store of stores.splice(0)) await store.close();
});
afterAll(() => rm(root, { recursive: true, force: true }));

function openStore(directory: string): Store {
  const store = createSqliteStore({ directory });
  stores.push(store);
  return store;
}

function openIndex(directory: string): DenseIndex {
  const index = createDenseIndex({ directory, ...key });
  indexes.push(index);
  return index;
}

/** A copy of the made store, with its index file. */
async function copy(): Promise<string> {
  const directory = join(root, String(copies++));
  await cp(made, directory, { recursive: true });
  return directory;
}

/** Asks until the thread has started. Each question waits for the thread, so this is no busy loop. */
async function firstAnswer(index: DenseIndex, query = 'p7') {
  for (;;) {
    const found = await index.search(vectorOf(query), 10);
    if (found !== null) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function untilCovered(index: DenseIndex, embeddingId: number): Promise<void> {
  for (;;) {
    const { coveredId } = await firstAnswer(index);
    if (coveredId >= embeddingId) return;
    index.follow();
  }
}

async function pointer(directory: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(directory, 'dense.json'), 'utf8')) as Record<
    string,
    unknown
  >;
}

describe('the dense index', () => {
  it('of a model that is not in use any more is not written', async () => {
    const directory = await copy();
    const index = openIndex(directory);
    const store = openStore(directory);
    await put(store, { id: 'support/b.md', text: 'quite new' });
    await untilCovered(index, PASSAGES + 1);
    await switchToOther(store);
    await index.close();
    expect(await pointer(directory)).toMatchObject({ ...key, coveredId: PASSAGES });
  });

  it('is written beside the database, with nothing half written left', async () => {
    const { file } = await pointer(made);
    const files = (await readdir(made)).filter((name) => !name.startsWith('footnote.db'));
    expect(files.toSorted()).toEqual([file, 'dense-lock.db', 'dense.json'].sort());
    expect(await pointer(made)).toMatchObject({ ...key, seq: 1, coveredId: PASSAGES });
  });

  it('is used as it was saved, without being built again', async () => {
    const index = openIndex(await copy());
    expect(await firstAnswer(index)).toMatchObject({ coveredId: PASSAGES });
  });

  it('finds nearly all that an exact scan finds', async () => {
    const directory = await copy();
    const index = openIndex(directory);
    await firstAnswer(index);
    const store = openStore(directory);
    let shared = 0;
    const queries = Array.from({ length: 50 }, (_, n) => vectorOf(`query ${n}`));
    await withSnapshot(store, {}, async (snapshot) => {
      for (const query of queries) {
        const exact = await nearestOf(snapshot, query, 10, true);
        // Passages were added in the order of their row ids, so a slot is a row id less one.
        const approximate = (await index.search(query, 10))?.passages.map((id) => id - 1) ?? [];
        shared += exact.filter(({ slot }) => approximate.includes(slot)).length;
      }
    });
    expect(shared / (10 * queries.length)).toBeGreaterThanOrEqual(0.9);
  });

  it('takes up what was committed since it was saved', async () => {
    const directory = await copy();
    const store = openStore(directory);
    await put(store, { id: 'support/b.md', text: numbered(PASSAGES, PASSAGES + 40) });
    const index = openIndex(directory);
    await untilCovered(index, PASSAGES + 40);
    const found = await index.search(vectorOf(`p${PASSAGES + 3}`), 1);
    expect(found?.passages).toEqual([PASSAGES + 4]);
    await index.close();
    expect(await pointer(directory)).toMatchObject({ seq: 2, coveredId: PASSAGES + 40 });
    expect((await readdir(directory)).filter((name) => /hnsw|tmp/.test(name))).toHaveLength(1);
  });

  const damages: [string, (directory: string, file: string) => Promise<void>][] = [
    ['deleted', (directory, file) => rm(join(directory, file))],
    ['truncated', (directory, file) => truncate(join(directory, file), 5000)],
    [
      'changed in one byte',
      async (directory, file) => {
        const bytes = await readFile(join(directory, file));
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        await writeFile(join(directory, file), bytes);
      },
    ],
    ['named by rubbish', (directory) => writeFile(join(directory, 'dense.json'), '{"format":')],
    [
      'named by a path that leads away',
      async (directory) => {
        const away = { ...(await pointer(directory)), file: '../made/x.hnsw' };
        await writeFile(join(directory, 'dense.json'), JSON.stringify(away));
      },
    ],
    [
      'of another model',
      async (directory) => {
        const other = { ...(await pointer(directory)), model: 'other' };
        await writeFile(join(directory, 'dense.json'), JSON.stringify(other));
      },
    ],
  ];

  it.each(damages)('that is %s is not read', async (_, damage) => {
    const directory = await copy();
    expect(await loadIndexFile({ directory, ...key })).not.toBeNull();
    await damage(directory, String((await pointer(directory))['file']));
    expect(await loadIndexFile({ directory, ...key })).toBeNull();
  });

  it('is built again from the database when its file is damaged', async () => {
    const directory = await copy();
    await truncate(join(directory, String((await pointer(directory))['file'])), 5000);
    const index = openIndex(directory);
    await untilCovered(index, PASSAGES);
    const found = await index.search(vectorOf('p7'), 1);
    expect(found?.passages).toEqual([8]);
  });

  it('of another database at the same place is built again', async () => {
    const directory = await copy();
    for (const name of ['footnote.db', 'footnote.db-wal', 'footnote.db-shm']) {
      await rm(join(directory, name), { force: true });
    }
    const store = openStore(directory);
    await put(store, { id: 'support/new.md', text: 'new1\n\nnew2' });
    const index = openIndex(directory);
    await untilCovered(index, 2);
    expect((await index.search(vectorOf('new2'), 10))?.passages).toEqual([2, 1]);
  });

  it('closes while it is being built, and what it has is whole', async () => {
    const directory = await copy();
    await rm(join(directory, 'dense.json'));
    const index = openIndex(directory);
    await firstAnswer(index);
    await index.close();
    expect(await index.search(vectorOf('p7'), 1)).toBeNull();
    const { coveredId } = await pointer(directory);
    expect(coveredId).toBeLessThan(PASSAGES);
    expect(await loadIndexFile({ directory, ...key })).toMatchObject({ coveredId });
    expect((await readdir(directory)).filter((name) => /hnsw|tmp/.test(name))).toHaveLength(1);
  });

  it('closes at once when it was never asked', async () => {
    await openIndex(await copy()).close();
  });

  it('leaves the search to an exact scan when its thread fails', async () => {
    const index = openIndex(join(root, 'no such folder'));
    expect(await index.search(vectorOf('p7'), 1)).toBeNull();
    await index.close();
    expect(await index.search(vectorOf('p7'), 1)).toBeNull();
  });
});

describe('a store with more vectors than it scans', () => {
  /** Asks until an index answers, rather than a scan. */
  async function byIndex(store: Store, vector: Float32Array) {
    for (;;) {
      const before = answered.count;
      const found = await withSnapshot(store, {}, async (snapshot) => {
        const [nearest] = await nearestOf(snapshot, vector, 10);
        const [place] = await snapshot.places(nearest === undefined ? [] : [nearest.slot]);
        return place?.text;
      });
      if (answered.count > before) return found;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  it('begins another index when another model is put in use, and keeps that one', async () => {
    const directory = await copy();
    const store = openStore(directory);
    expect(await byIndex(store, vectorOf('p42'))).toBe('p42');
    await put(store, { id: 'support/b.md', text: 'quite new' });
    const held = await store.snapshot(EVERYTHING);
    await switchToOther(store);
    expect(await byIndex(store, otherVectorOf('p42'))).toBe('p42');
    // The index of the model before is gone: what asks for it scans.
    const [nearest] = await nearestOf(held, vectorOf('p42'), 10);
    expect(nearest?.score).toBeCloseTo(1, 5);
    held.close();
    await store.close();
    expect(await pointer(directory)).toMatchObject({ model: OTHER_MODEL.id, dimensions: 4 });
  });

  const find = async (store: Store, text: string) =>
    withSnapshot(store, {}, async (snapshot) => {
      const [nearest] = await nearestOf(snapshot, vectorOf(text), 10);
      const [place] = await snapshot.places(nearest === undefined ? [] : [nearest.slot]);
      return place?.text;
    });

  it('starts the index with the first search, and finds what came since at once', async () => {
    const directory = await copy();
    await rm(join(directory, 'dense.json'));
    const store = openStore(directory);
    expect(await find(store, 'p42')).toBe('p42');
    await put(store, { id: 'support/b.md', text: 'quite new' });
    expect(await find(store, 'quite new')).toBe('quite new');
    await remove(store, 'support/b.md');
    expect(await find(store, 'quite new')).not.toBe('quite new');
    await store.close();
    expect(await pointer(directory)).toMatchObject({ model: TEST_EMBEDDER });
  });

  it('asks the index once it is ready, and nothing outside the scope comes back', async () => {
    const directory = await copy();
    const store = openStore(directory);
    const secret = { id: 'support/secret.md', text: 'kept secret', readers: ['staff'] };
    await put(store, secret, { id: 'support/new.md', text: 'quite new' });
    let snapshot = await store.snapshot({ ...EVERYTHING, groups: [] });
    const search = async (text: string, k: number) => {
      const before = answered.count;
      for (;;) {
        const nearest = await nearestOf(snapshot, vectorOf(text), k);
        if (answered.count > before) return nearest;
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const nearest = await search('kept secret', 10);
    expect(nearest).toHaveLength(10);
    const places = await snapshot.places(nearest.map(({ slot }) => slot));
    expect(places.map(({ documentId }) => documentId)).not.toContain(secret.id);
    const exact = await nearestOf(snapshot, vectorOf('quite new'), 1, true);
    expect(await search('quite new', 1)).toEqual(exact);
    // More than the index can give is left to a scan.
    expect(await search('p1', PASSAGES + 1)).toHaveLength(PASSAGES + 1);
    snapshot.close();
    // Committed when the index is ready: it has not been told to follow yet.
    await put(store, { id: 'support/new.md', text: 'newer still' });
    snapshot = await store.snapshot({ ...EVERYTHING, groups: [] });
    const newer = await nearestOf(snapshot, vectorOf('newer still'), 1, true);
    expect(newer[0]?.score).toBeCloseTo(1, 5);
    expect(await search('newer still', 1)).toEqual(newer);
    snapshot.close();
  });
});
