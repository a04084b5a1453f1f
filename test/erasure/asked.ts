import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../../src/compose.ts';
import { EVERYTHING } from '../../src/core/everything.ts';
import { candidatesOf } from '../../src/core/traced-candidates.ts';
import { findWords } from '../helpers/search-bytes.ts';
import { ROOT } from './canary.ts';
import { ask, type Folder, makeFolder, openFolder } from './filled-store.ts';

/* Answers that neither cite nor list a document, and might hold words of it all the same. */

const documentId = 'canary/secret.txt';
const words = 'orange lantern harbour timber';

export function describeAsked(): void {
  describe('an answer that does not list an erased document', () => {
    let folder: Folder;
    let parts: Parts;
    beforeEach(async () => {
      folder = makeFolder();
      parts = await openFolder(folder);
      await put(documentId, `The ${ROOT} is kept in the cellar.`);
      // More passages hold the words than are candidates, and yet they are rare.
      const rows = Array.from({ length: 400 }, (_, n) =>
        n < 80 ? `${n},the ${words} of ${n}\n` : `${n},plain row\n`,
      );
      await put('keep/rows.csv', `row,remark\n${rows.join('')}`);
    });
    afterEach(async () => {
      await parts.close();
      folder.remove();
    });

    const put = (id: string, text: string) =>
      parts.ingester.put({
        documentId: id,
        bytes: Buffer.from(text),
        mediaType: null,
        ifRevision: null,
      });
    const eraseAndSearch = async (): Promise<string[]> => {
      const { finished } = await parts.jobs.startErasure(documentId, null);
      expect(await finished).not.toBeNull();
      return findWords(folder.config.dataDir, ROOT).map(({ word }) => word);
    };

    it('does not keep its words as repairs of what was mistyped in the question', async () => {
      const { id } = await ask(parts, `the ${words} of ${ROOT.replace('n', 'm')}`);
      const { trace } = await parts.store.answer(EVERYTHING, id);
      expect(new Set(candidatesOf(trace).map((candidate) => candidate.documentId))).toEqual(
        new Set(['keep/rows.csv']),
      );
      expect(await eraseAndSearch()).toEqual([]);
    });

    it('does not keep what was said of it earlier in the conversation', async () => {
      const quoting = await ask(parts, `Where is the ${ROOT} kept?`);
      expect(quoting.citations[0]?.quote).toContain(ROOT);
      await ask(
        parts,
        `What of the ${words}?`,
        ['keep'],
        [
          { role: 'user', content: 'Where is it kept?' },
          { role: 'assistant', content: quoting.text },
        ],
      );
      expect(await eraseAndSearch()).toEqual([]);
    });
  });
}
