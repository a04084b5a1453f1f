import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelEmbedder } from '../../src/models/types.ts';
import { openEmbedded } from '../../src/retrieve/embedded-snapshot.ts';
import { plainQuery } from '../../src/retrieve/plain-query.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Store } from '../../src/store/types.ts';
import { put, TEST_MODEL, vectorOf } from '../helpers/documents.ts';
import { OTHER_MODEL, otherVectorOf, switchToOther } from '../helpers/other-model.ts';

let directory: string;
let store: Store;
let happensAtEmbedding: () => Promise<unknown>;
/** By model. */
let asked: string[];
/** Snapshots that were opened and not closed. */
let held: number;

const embedderOf = (
  model: typeof TEST_MODEL,
  embed: (text: string) => Float32Array,
): ModelEmbedder => ({
  ...model,
  async embed(texts) {
    asked.push(model.id);
    await happensAtEmbedding();
    return texts.map(embed);
  },
});
const embedders: Record<string, ModelEmbedder> = {
  [TEST_MODEL.id]: embedderOf(TEST_MODEL, vectorOf),
  [OTHER_MODEL.id]: embedderOf(OTHER_MODEL, otherVectorOf),
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'footnote-embedded-'));
  store = createSqliteStore({ directory });
  happensAtEmbedding = () => Promise.resolve();
  asked = [];
  held = 0;
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

function open(question: string) {
  const counting: Pick<Store, 'modelInUse' | 'snapshot'> = {
    modelInUse: () => store.modelInUse(),
    async snapshot(scope) {
      const snapshot = await store.snapshot(scope);
      held++;
      return {
        ...snapshot,
        close() {
          held--;
          snapshot.close();
        },
      };
    },
  };
  const of = (model: { id: string } | null) =>
    Promise.resolve(embedders[model?.id ?? ''] as ModelEmbedder);
  return openEmbedded({ store: counting, embedders: { of } }, plainQuery(question), undefined);
}

describe('the question’s vector', () => {
  it('is of the model in use', async () => {
    await put(store, { id: 'support/a.md', text: 'One.' });
    const { vector, snapshot } = await open('One.');
    expect(vector).toEqual(vectorOf('One.'));
    snapshot.close();
    await switchToOther(store);
    const after = await open('One.');
    expect(after.vector).toEqual(otherVectorOf('One.'));
    after.snapshot.close();
    expect(asked).toEqual([TEST_MODEL.id, OTHER_MODEL.id]);
  });

  it('is made again when another model is put in use while it is made', async () => {
    await put(store, { id: 'support/a.md', text: 'One.' });
    happensAtEmbedding = () => switchToOther(store);
    const { vector, snapshot } = await open('One.');
    expect(asked).toEqual([TEST_MODEL.id, OTHER_MODEL.id]);
    expect(snapshot.model).toEqual(OTHER_MODEL);
    expect(vector).toEqual(otherVectorOf('One.'));
    expect(held).toBe(1);
    snapshot.close();
  });

  it('is not asked for while nothing is embedded', async () => {
    const { vector, snapshot } = await open('One.');
    expect(vector).toBeUndefined();
    expect(asked).toEqual([]);
    snapshot.close();
  });
});
