import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDenseIndex, type DenseIndex } from '../../src/store/sqlite/dense-index.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Store } from '../../src/store/types.ts';
import {
  put,
  TEST_DIMENSIONS,
  TEST_EMBEDDER,
  vectorOf,
  withSnapshot,
} from '../helpers/documents.ts';
import { erase } from '../helpers/erasing.ts';
import { filesHolding } from '../helpers/search-bytes.ts';
import { until } from './filled-store.ts';

/* Vectors in the HNSW graph's file, and in the memory of processes that would write it again. */

const secret = { id: 'canary/a.md', text: 'The secret of the house.' };
const bytes = Buffer.from(vectorOf(secret.text).buffer);
const numbered = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => `p${from + n}`).join('\n\n');
const isGraph = (file: string): boolean => file.endsWith('.hnsw');

export function describeGraph(): void {
  describe('the vectors of an erased document', () => {
    let directory: string;
    let store: Store;
    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'footnote-erasure-'));
      store = openStore();
    });
    afterEach(async () => {
      await store.close();
      rmSync(directory, { recursive: true });
    });

    const openStore = (): Store => createSqliteStore({ directory });
    const openIndex = (): DenseIndex =>
      createDenseIndex({ directory, model: TEST_EMBEDDER, dimensions: TEST_DIMENSIONS });
    /** Waits until the index holds the embedding of that row. */
    const untilCovered = (index: DenseIndex, embeddingId: number) =>
      until(async () => {
        index.follow();
        const found = await index.search(vectorOf('query'), 1);
        return found !== null && found.coveredId >= embeddingId;
      });

    it('are in no graph that another process has and would save', async () => {
      await put(store, { id: 'keep/b.md', text: numbered(0, 50) }, secret);
      const saving = openIndex();
      await untilCovered(saving, 51);
      await saving.close();
      expect(filesHolding(directory, bytes).filter(isGraph)).toHaveLength(1);
      const other = openIndex();
      await untilCovered(other, 51);
      await erase(store, secret.id);
      expect(filesHolding(directory, bytes)).toEqual([]);
      await put(store, { id: 'keep/c.md', text: numbered(50, 60) });
      await untilCovered(other, 61);
      await other.close();
      expect(filesHolding(directory, bytes)).toEqual([]);
      const again = openIndex();
      await untilCovered(again, 61);
      expect(await again.search(vectorOf(secret.text), 60)).toMatchObject({
        passages: expect.not.arrayContaining([51]) as number[],
      });
      await again.close();
      expect(readdirSync(directory).filter(isGraph)).toHaveLength(1);
      expect(filesHolding(directory, bytes)).toEqual([]);
    });

    it('are in no graph that was saved before and is found again', async () => {
      await put(store, secret, { id: 'keep/b.md', text: numbered(0, 50) });
      const index = openIndex();
      await untilCovered(index, 51);
      await index.close();
      const saved = readdirSync(directory)
        .filter((file) => isGraph(file) || file === 'dense.json')
        .map((file) => [join(directory, file), readFileSync(join(directory, file))] as const);
      await erase(store, secret.id);
      // As when a process is killed before it has deleted them, and another one comes first.
      for (const [path, content] of saved) writeFileSync(path, content);
      expect(filesHolding(directory, bytes).filter(isGraph)).toHaveLength(1);
      await put(store, { id: 'keep/c.md', text: numbered(50, 60) });
      const other = openIndex();
      await untilCovered(other, 61);
      await other.close();
      expect(filesHolding(directory, bytes)).toEqual([]);
    });

    it('are in no graph of a store that searches by it, before it closes and after', async () => {
      await put(store, secret, { id: 'keep/b.md', text: numbered(0, 10_050) });
      const search = () =>
        withSnapshot(store, {}, async (snapshot) => {
          const { neighbours, exact } = await snapshot.nearest(vectorOf(secret.text), 3, {
            exact: false,
          });
          const places = await snapshot.places(neighbours.map(({ slot }) => slot));
          return { exact, texts: places.map(({ text }) => text) };
        });
      await until(async () => !(await search()).exact);
      expect((await search()).texts).toContain(secret.text);
      await until(() => filesHolding(directory, bytes).some(isGraph));
      await erase(store, secret.id);
      expect(filesHolding(directory, bytes)).toEqual([]);
      expect((await search()).texts).not.toContain(secret.text);
      await store.close();
      expect(filesHolding(directory, bytes)).toEqual([]);
    }, 60_000);
  });
}
