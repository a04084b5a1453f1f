import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIngester } from '../../ingest/ingest.ts';
import { createParser } from '../../ingest/load/parser.ts';
import type { Ingester } from '../../ingest/types.ts';
import type { ModelEmbedder } from '../../src/models/types.ts';
import type { Store } from '../../src/store/types.ts';
import { nearestOf, TEST_MODEL, vectorOf, withSnapshot } from '../helpers/documents.ts';
import { createIngestFolder, textsOf, type IngestFolder } from '../helpers/ingest-folder.ts';
import { OTHER_MODEL, otherVectorOf, switchToOther } from '../helpers/other-model.ts';

/* An ingest that embeds with one model while another is put in use. */

let files: IngestFolder;
let store: Store;
let ingester: Ingester;
/** What went through each model. */
let embedded: Record<string, string[]>;
let happensAtCommit: () => Promise<unknown>;

const embedderOf = (model: typeof TEST_MODEL, embed: (text: string) => Float32Array) => ({
  ...model,
  embed: (texts: readonly string[]) => {
    (embedded[model.id] ??= []).push(...texts);
    return Promise.resolve(texts.map(embed));
  },
});
const embedders: Record<string, ModelEmbedder> = {
  [TEST_MODEL.id]: embedderOf(TEST_MODEL, vectorOf),
  [OTHER_MODEL.id]: embedderOf(OTHER_MODEL, otherVectorOf),
};

beforeEach(async () => {
  files = await createIngestFolder();
  ({ store } = await files.open());
  embedded = {};
  happensAtCommit = () => Promise.resolve();
  ingester = createIngester({
    parser: createParser({ timeoutMs: 10_000, memoryMb: 256 }),
    corporaDir: files.corporaDir,
    maxDocumentBytes: 100_000,
    store: {
      ...store,
      async commit(changes) {
        await happensAtCommit();
        return store.commit(changes);
      },
    },
    embedders: {
      of: (model) => Promise.resolve(embedders[model?.id ?? TEST_MODEL.id] as ModelEmbedder),
    },
  });
  await files.write('support/old.txt', 'Old words.');
  await ingester.scan({ corpus: null });
  embedded = {};
});
afterEach(async () => {
  await ingester.close();
  await files.close();
});

/** Another process switches just before the n-th commit from now. */
function switchAtCommit(n: number): void {
  let commits = 0;
  happensAtCommit = () => (++commits === n ? switchToOther(store) : Promise.resolve());
}

async function expectFound(...texts: string[]): Promise<void> {
  expect(await store.modelInUse()).toEqual(OTHER_MODEL);
  expect(await store.unembeddedCount(OTHER_MODEL.id)).toBe(0);
  await withSnapshot(store, {}, async (snapshot) => {
    for (const text of texts) {
      const [nearest] = await nearestOf(snapshot, otherVectorOf(text), 1, true);
      const [place] = await snapshot.places(nearest === undefined ? [] : [nearest.slot]);
      expect(place?.text).toBe(text);
    }
  });
}

describe('a document that was embedded with the model before', () => {
  it('is embedded again when it is put in', async () => {
    switchAtCommit(1);
    const bytes = Buffer.from('New words.');
    const upload = { documentId: 'support/new.txt', bytes, mediaType: null, ifRevision: null };
    expect(await ingester.put(upload)).toMatchObject({ revision: 1, seq: 3, embedded: 1 });
    expect(embedded).toEqual({ 'test-8': ['New words.'], 'other-4': ['New words.'] });
    await expectFound('Old words.', 'New words.');
  });

  it('is looked at again by a scan, and its neighbours go in', async () => {
    for (const name of ['a', 'b', 'c'])
      await files.write(`support/${name}.txt`, `Words of ${name}.`);
    switchAtCommit(2);
    const report = await ingester.scan({ corpus: null });
    expect(report).toMatchObject({ revised: 3, failures: [], filesTotal: 4 });
    expect(embedded['other-4']?.toSorted()).toEqual(['Words of b.', 'Words of c.']);
    await expectFound('Old words.', 'Words of a.', 'Words of b.', 'Words of c.');
    expect(Object.keys(await textsOf(store)).sort()).toEqual([
      'support/a.txt',
      'support/b.txt',
      'support/c.txt',
      'support/old.txt',
    ]);
  });

  it('is embedded again with all others of an atomic scan, which still goes in as one', async () => {
    for (const name of ['a', 'b']) await files.write(`support/${name}.txt`, `Words of ${name}.`);
    switchAtCommit(1);
    const report = await ingester.scan({ corpus: null, atomic: true });
    expect(report).toMatchObject({ revised: 2, failures: [], seq: 3 });
    await expectFound('Old words.', 'Words of a.', 'Words of b.');
  });
});

describe('a document that comes after the switch', () => {
  it('is embedded with the new model alone, and known words not again', async () => {
    await switchToOther(store);
    await files.write('support/new.txt', 'New words.');
    await files.write('support/same.txt', 'Old words.');
    expect(await ingester.scan({ corpus: null })).toMatchObject({ revised: 2, embedded: 1 });
    expect(embedded).toEqual({ 'other-4': ['New words.'] });
    await expectFound('Old words.', 'New words.');
  });
});
