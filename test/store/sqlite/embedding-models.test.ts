import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReader } from '../../../src/store/sqlite/connection.ts';
import { createSqliteStore } from '../../../src/store/sqlite/store.ts';
import { verifyStore } from '../../../src/store/sqlite/verify/verify.ts';
import type { Store } from '../../../src/store/types.ts';
import {
  EVERYTHING,
  nearestOf,
  put,
  read,
  TEST_EMBEDDER,
  TEST_MODEL,
  vectorOf,
  withSnapshot,
} from '../../helpers/documents.ts';
import { erase } from '../../helpers/erasing.ts';
import { OLD_DOCUMENT, writeOldStore } from '../../helpers/old-store.ts';
import {
  embedWithOther,
  OTHER_MODEL,
  otherVectorOf,
  switchToOther,
} from '../../helpers/other-model.ts';
import { filesHolding } from '../../helpers/search-bytes.ts';

let directory: string;
const stores: Store[] = [];

function open(): Store {
  const store = createSqliteStore({ directory });
  stores.push(store);
  return store;
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'footnote-models-'));
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  rmSync(directory, { recursive: true });
});

/** The text that is nearest to a vector, and its cosine to three places. */
const nearest = (store: Store, vector: Float32Array) =>
  withSnapshot(store, {}, async (snapshot) => {
    const [first] = await nearestOf(snapshot, vector, 1, true);
    const [place] = await snapshot.places(first === undefined ? [] : [first.slot]);
    return [place?.text, first?.score.toFixed(3)];
  });

describe('another process', () => {
  it('follows a switch with its next snapshot, and commits for the new model', async () => {
    const [mine, other] = [open(), open()];
    // More than is read in one slice.
    const texts = Array.from({ length: 700 }, (_, n) => `Text number ${n}.`);
    await put(mine, { id: 'support/a.md', text: texts.join('\n\n') });
    expect(await nearest(other, vectorOf('Text number 650.'))).toEqual([
      'Text number 650.',
      '1.000',
    ]);
    await switchToOther(mine);
    const found = await Promise.all(
      [0, 300, 699].map((n) => nearest(other, otherVectorOf(`Text number ${n}.`))),
    );
    expect(found).toEqual([0, 300, 699].map((n) => [`Text number ${n}.`, '1.000']));
    const refused = put(other, { id: 'support/b.md', text: 'New.' });
    await expect(refused).rejects.toMatchObject({ code: 'EMBEDDER_CONFLICT' });
  });

  it('reads the vectors of the model in use alone, while another model’s are being made', async () => {
    const [mine, other] = [open(), open()];
    await put(mine, { id: 'support/a.md', text: 'One.' });
    await read(other);
    await embedWithOther(mine);
    await put(mine, { id: 'support/b.md', text: 'Two.' });
    expect(await nearest(other, vectorOf('Two.'))).toEqual(['Two.', '1.000']);
    expect(await nearest(other, vectorOf('One.'))).toEqual(['One.', '1.000']);
  });
});

describe('an erasure after a switch', () => {
  it('leaves no vector of either model in any file', async () => {
    const store = open();
    await put(store, { id: 'support/a.md', text: 'Gone.' }, { id: 'support/b.md', text: 'Kept.' });
    await switchToOther(store);
    const bytesOf = (vector: Float32Array) => Buffer.from(vector.buffer);
    const gone = [vectorOf('Gone.'), otherVectorOf('Gone.')].map(bytesOf);
    const kept = [vectorOf('Kept.'), otherVectorOf('Kept.')].map(bytesOf);
    const files = (vectors: Buffer[]) => vectors.map((bytes) => filesHolding(directory, bytes));
    for (const holding of files([...gone, ...kept])) expect(holding).not.toEqual([]);
    await erase(store, 'support/a.md');
    expect(files(gone)).toEqual([[], []]);
    for (const holding of files(kept)) expect(holding).not.toEqual([]);
  });
});

describe('a store from before models were on record', () => {
  /** Gives the one passage a vector of a further model, as an older version did. */
  function addVector(model: string, dimensions: number): void {
    const database = new Sqlite(join(directory, 'footnote.db'));
    const blob = Buffer.from(new Float32Array(dimensions).buffer);
    database.prepare('INSERT INTO embeddings VALUES (NULL, 1, ?, ?)').run(model, blob);
    database.close();
  }

  it('goes on with the model of its vectors', async () => {
    writeOldStore(directory, 2);
    const store = open();
    expect(await store.modelInUse()).toEqual(TEST_MODEL);
    expect(await nearest(store, vectorOf(OLD_DOCUMENT.text))).toEqual([OLD_DOCUMENT.text, '1.000']);
    const checks = (await verifyStore(directory))?.findings.map(({ check }) => check);
    expect(checks?.filter((check) => /vector|model/.test(check))).toEqual([]);
  });

  it('goes on with the one that was used last, where several have all', async () => {
    writeOldStore(directory, 2);
    addVector('embedded-256-analyser-9', 256);
    expect(await open().modelInUse()).toEqual({
      id: 'embedded-256-analyser-9',
      driver: 'embedded',
      name: 'embedded-256-analyser-9',
      dimensions: 256,
    });
  });

  it('goes on with the one that has all that is current, where another was used later', async () => {
    writeOldStore(directory, 2);
    const database = new Sqlite(join(directory, 'footnote.db'));
    database.exec(`INSERT INTO passages VALUES (2, 'aa', 'collected later')`);
    database.exec(`INSERT INTO embeddings VALUES (NULL, 2, 'text-embed-3-16', zeroblob(64))`);
    database.close();
    const store = open();
    expect(await store.modelInUse()).toEqual(TEST_MODEL);
    expect((await store.vectorCounts())[1]?.model).toMatchObject({
      id: 'text-embed-3-16',
      driver: 'openai',
      name: 'text-embed-3',
      dimensions: 16,
    });
  });

  it('with nothing in it takes the model of its first commit', async () => {
    const store = open();
    expect(await store.vectorCounts()).toEqual([]);
    await put(store, { id: 'support/a.md', text: 'One.' });
    expect(await store.modelInUse()).toMatchObject({ id: TEST_EMBEDDER });
  });
});

describe('the vectors of a model', () => {
  it('are found in an index, past those of another', async () => {
    await put(open(), { id: 'support/a.md', text: 'One.' });
    const reader = openReader(directory);
    const plan = reader
      .prepare(
        `EXPLAIN QUERY PLAN SELECT id, passage, vector FROM embeddings
          WHERE model = ? AND id > ? ORDER BY id LIMIT ?`,
      )
      .all(OTHER_MODEL.id, 0, 256);
    reader.close();
    expect(plan).toMatchObject([
      { detail: expect.stringContaining('embeddings_by_model') as string },
    ]);
  });
});

describe('a snapshot', () => {
  it('that is open during a switch finds by the model that it began with', async () => {
    const [mine, other] = [open(), open()];
    await put(mine, { id: 'support/a.md', text: 'One.\n\nTwo.' });
    const snapshot = await mine.snapshot(EVERYTHING);
    await switchToOther(other);
    // Now the memory that both share has changed over.
    expect(await nearest(mine, otherVectorOf('Two.'))).toEqual(['Two.', '1.000']);
    const [first] = await nearestOf(snapshot, vectorOf('Two.'), 1);
    expect(first?.score).toBeCloseTo(1, 5);
    snapshot.close();
  });
});
