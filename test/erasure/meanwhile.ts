import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../../src/compose.ts';
import { EVERYTHING } from '../../src/core/everything.ts';
import { findWords } from '../helpers/search-bytes.ts';
import { canary, ROOT } from './canary.ts';
import { CANARY_FORMATS } from './canary-documents.ts';
import {
  ask,
  documentIdOf,
  fill,
  type Folder,
  KEPT_QUESTION,
  makeFolder,
  openFolder,
  until,
} from './filled-store.ts';
import { plainQuery } from '../../src/retrieve/plain-query.ts';

/* Erasures beside all else that goes on. */

const formats = CANARY_FORMATS.filter(({ extension }) => ['md', 'csv'].includes(extension));
const [first, second] = formats.map(documentIdOf) as [string, string];
const question = `When does the ${canary('md', 2, 'text')} shop open?`;

export function describeMeanwhile(): void {
  describe('an erasure while others are at work', () => {
    let folder: Folder;
    let parts: Parts;
    beforeEach(async () => {
      folder = makeFolder();
      parts = await openFolder(folder);
      await fill(parts, folder, formats);
    });
    afterEach(async () => {
      await parts.close();
      folder.remove();
    });

    const left = () => findWords(folder.config.dataDir, ROOT);
    const startErasures = () =>
      Promise.all([first, second].map((id) => parts.jobs.startErasure(id, null)));

    it('waits for a reader of the past, whom nothing is taken from, and keeps nobody else waiting', async () => {
      const snapshot = await parts.store.snapshot(EVERYTHING);
      const slots = snapshot.sample(snapshot.passageCount);
      const before = await snapshot.places(slots);
      // Before it begins: the first of the two may have taken its rows away as soon as it is journalled.
      const { seq } = await parts.store.latest();
      const started = await startErasures();
      await until(async () => (await parts.store.latest()).seq > seq);
      expect((await ask(parts, KEPT_QUESTION, ['keep'])).status).toBe('answered');
      // More writes than there are steps of an erasure: one of them comes while it waits.
      for (let n = 0; n < 8; n++) {
        const [documentId, bytes] = [`keep/new-${n}.md`, Buffer.from(`The gate ${n} is open.`)];
        await parts.ingester.put({ documentId, bytes, mediaType: null, ifRevision: 0 });
      }
      const [job] = started.map((one) => one.job.id) as [string];
      expect(await parts.store.job(job)).toMatchObject({ status: 'running', receipt: null });
      expect(left()).not.toEqual([]);
      expect(await snapshot.places(slots)).toEqual(before);
      expect(before.some(({ text }) => text.includes(ROOT))).toBe(true);
      snapshot.close();
      const receipts = await Promise.all(started.map(({ finished }) => finished));
      expect(receipts).not.toContain(null);
      expect(left()).toEqual([]);
    });

    it('goes on beside a scan and questions, of which no word stays either', async () => {
      for (let n = 0; n < 30; n++)
        folder.write(`keep/page-${n}.md`, `# Page ${n}\n\nIt is page ${n}.\n`);
      const scan = await parts.jobs.startIngest({ corpus: null, atomic: false });
      const started = await startErasures();
      let erasing = true;
      const finished = Promise.all(started.map((one) => one.finished));
      void finished.then(() => (erasing = false));
      const outcomes: string[] = [];
      while (erasing) {
        const outcome = await ask(parts, KEPT_QUESTION).catch((error: { code: string }) => error);
        outcomes.push('code' in outcome ? outcome.code : outcome.status);
      }
      expect(await finished).not.toContain(null);
      // Refused are only answers that would have brought back what was erased while they were made.
      expect(outcomes.filter((one) => !['answered', 'DOCUMENT_ERASED'].includes(one))).toEqual([]);
      await until(async () => (await parts.store.job(scan.id)).finishedAt !== null);
      expect(await parts.store.job(scan.id)).toMatchObject({ status: 'succeeded', failures: [] });
      expect(left()).toEqual([]);
      expect((await ask(parts, KEPT_QUESTION)).status).toBe('answered');
      expect((await parts.store.corpora(EVERYTHING)).map(({ documents }) => documents)).toEqual([
        32,
      ]);
    });

    it('is not undone by an answer that was begun before it', async () => {
      const events = parts.answerer.ask(plainQuery(question));
      expect((await events.next()).value).toMatchObject({ type: 'retrieval' });
      const started = await startErasures();
      await Promise.all(started.map(({ finished }) => finished));
      const rest = async () => {
        for await (const event of events) if (event.type === 'answer') return event.answer.status;
        return null;
      };
      await expect(rest()).rejects.toMatchObject({ code: 'DOCUMENT_ERASED' });
      expect(left()).toEqual([]);
    });
  });
}
