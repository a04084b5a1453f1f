import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Store } from '../../src/store/types.ts';
import { put, read } from '../helpers/documents.ts';
import { erase } from '../helpers/erasing.ts';
import { findWords } from '../helpers/search-bytes.ts';
import { ROOT } from './canary.ts';

/* Rows by the thousand: where pages of the database are split and joined, copies are left behind. */

/** A number in letters, so that it is part of the word. */
const letters = (n: number): string =>
  String(n).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));

/** Paragraphs of a word of their own each. By their beginnings the words of all documents are mixed. */
const paragraphs = (count: number, word: string): string =>
  Array.from({ length: count }, (_, n) => {
    const beginning = letters(100 + ((n * 379) % 900));
    return `The ${beginning}${word}${letters(n)} of the house.`;
  }).join('\n\n');

export function describeLarge(): void {
  describe('a large document that is erased', () => {
    let directory: string;
    let store: Store;
    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'footnote-erasure-'));
      store = createSqliteStore({ directory });
    });
    afterEach(async () => {
      await store.close();
      rmSync(directory, { recursive: true });
    });

    it('leaves nothing in the free space of the database', async () => {
      const large = 'canary/large.md';
      for (const n of [1, 2, 3]) {
        // Its words stand in the pages of what stays.
        await put(store, { id: `keep/${n}.md`, text: paragraphs(500, `kept${letters(n)}`) });
        await put(store, { id: large, text: paragraphs(1_500 * n, ROOT) });
      }
      expect(findWords(directory, ROOT).length).toBeGreaterThan(4_500);
      expect(await erase(store, large)).toMatchObject({ removed: { passages: 4_500 } });
      expect(findWords(directory, ROOT)).toEqual([]);
      expect((await read(store)).passages).toHaveLength(1_500);
      await store.close();
      expect(findWords(directory, ROOT)).toEqual([]);
    });
  });
}
