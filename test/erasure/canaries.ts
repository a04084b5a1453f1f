import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../ingest/load/formats.ts';
import type { Parts } from '../../src/compose.ts';
import { EVERYTHING } from '../../src/core/everything.ts';
import type { Answer } from '../../src/core/model.ts';
import type { ErasureReceipt, Job } from '../../src/store/types.ts';
import { forEachTerm } from '../../src/store/term-sequence.ts';
import { filesHolding, findWords, type Found } from '../helpers/search-bytes.ts';
import { canary, nameCanary, ROOT, stemOf } from './canary.ts';
import { canariesOf, CANARY_FORMATS } from './canary-documents.ts';
import {
  ask,
  documentIdOf,
  fill,
  type Folder,
  ingest,
  KEPT,
  KEPT_QUESTION,
  makeFolder,
  openFolder,
} from './filled-store.ts';

const REVISIONS = 2;
const ids = CANARY_FORMATS.map(documentIdOf);
const words = CANARY_FORMATS.flatMap((format) => canariesOf(format, REVISIONS));
const names = CANARY_FORMATS.map(({ extension }) => nameCanary(extension));

/** What lies in the tables in other forms than text. */
interface Decoded {
  /** Terms with the root by which passages are found, as packed postings number them. */
  readonly terms: readonly string[];
  /** Vectors of the passages that hold the root. */
  readonly vectors: readonly Buffer[];
}

function decode(dataDir: string): Decoded {
  const database = new Sqlite(join(dataDir, 'footnote.db'), { readonly: true });
  const vectors = database
    .prepare<[string], Buffer>(
      `SELECT e.vector FROM passages p JOIN embeddings e ON e.passage = p.id
        WHERE p.embedded_text LIKE '%' || ? || '%'`,
    )
    .pluck()
    .all(ROOT);
  const rows = database
    .prepare<[string], { id: number; term: string }>('SELECT id, term FROM terms WHERE term GLOB ?')
    .all(`${ROOT}*`);
  const terms = new Map(rows.map(({ id, term }) => [id, term]));
  const posted = new Set<string>();
  for (const packed of database.prepare<[], Buffer>('SELECT terms FROM postings').pluck().iterate())
    forEachTerm(packed, (term) => terms.has(term) && posted.add(terms.get(term) ?? ''));
  database.close();
  return { terms: [...posted], vectors };
}

export function describeCanaries(): void {
  describe('a document of every format that is erased', () => {
    let folder: Folder;
    let dataDir: string;
    let parts: Parts;
    let filled: Awaited<ReturnType<typeof fill>>;
    let before: { found: Found[]; decoded: Decoded; held: string[]; events: string[] };
    let receipts: (ErasureReceipt | null)[];
    let open: { found: Found[]; decoded: Decoded; held: string[] };
    let after: { kept: Answer; scan: Job; found: Found[] };

    const eventsOf = async () => {
      const { events } = await parts.store.events(EVERYTHING, 0, 10_000);
      return [...new Set(events.map(({ type }) => type))];
    };

    beforeAll(async () => {
      folder = makeFolder();
      ({ dataDir } = folder.config);
      parts = await openFolder(folder);
      filled = await fill(parts, folder, CANARY_FORMATS);
      const decoded = decode(dataDir);
      const heldBy = () => decoded.vectors.flatMap((vector) => filesHolding(dataDir, vector));
      const search = () => ({ found: findWords(dataDir, ROOT), held: heldBy() });
      before = { ...search(), decoded, events: await eventsOf() };
      const started = await Promise.all(ids.map((id) => parts.jobs.startErasure(id, null)));
      receipts = await Promise.all(started.map(({ finished }) => finished));
      open = { ...search(), decoded: decode(dataDir) };
      const kept = await ask(parts, KEPT_QUESTION, ['keep']);
      const scan = await ingest(parts);
      after = { kept, scan, found: findWords(dataDir, ROOT) };
    }, 60_000);
    afterAll(async () => {
      await parts.close();
      folder.remove();
    });

    it('stands for all formats that are read', () => {
      const formats = new Set(CANARY_FORMATS.map(({ format }) => format));
      expect([...formats].sort()).toEqual(FORMATS.map(({ name }) => name).sort());
    });

    it('is found before, each word of each revision, and its name', () => {
      const found = new Set(before.found.map(({ word }) => word));
      expect([...words, ...names].filter((word) => !found.has(word))).toEqual([]);
      expect(new Set(before.found.map(({ form }) => form))).toEqual(new Set(['utf-8']));
    });

    it('is found before by its stems, in the table of terms and in packed postings', () => {
      const stems = CANARY_FORMATS.flatMap(({ extension }) =>
        [1, 2].map((revision) => stemOf(canary(extension, revision, 'text'))),
      );
      expect(words.filter((word) => stemOf(word) === word)).toEqual([]);
      expect(before.decoded.terms).toEqual(expect.arrayContaining(stems));
      const cut = before.found.map(({ word }) => word).filter((word) => !words.includes(word));
      expect(stems.filter((stem) => !cut.some((word) => word.startsWith(stem)))).toEqual([]);
    });

    it('is found before by its vectors, an answer that quotes it, a failure and events', () => {
      expect(before.decoded.vectors.length).toBeGreaterThanOrEqual(ids.length * REVISIONS);
      expect(before.held.length).toBeGreaterThanOrEqual(before.decoded.vectors.length);
      expect(filled.failed.failures.map(({ path }) => path).sort()).toEqual([...ids].sort());
      const quoted = filled.answers.flatMap(({ citations }) => citations.map(({ quote }) => quote));
      const unquoted = CANARY_FORMATS.flatMap(({ extension }) =>
        [1, 2].map((revision) => canary(extension, revision, 'text')),
      ).filter((word) => !quoted.some((quote) => quote.includes(word)));
      expect(unquoted).toEqual([]);
      expect(filled.answers.some(({ status }) => status === 'abstained')).toBe(true);
      expect(before.events.sort()).toEqual(['answer-stale', 'document-revised', 'ingest-progress']);
    });

    it('is found nowhere after, while the store is open', () => {
      expect(open).toEqual({ found: [], held: [], decoded: { terms: [], vectors: [] } });
    });

    it('is not brought back by a scan that finds its file again', async () => {
      expect(after.scan).toMatchObject({ status: 'succeeded', failures: [] });
      expect(after.found).toEqual([]);
      const { items } = await parts.store.documents(EVERYTHING, { limit: 99, cursor: null });
      expect(items.map(({ documentId }) => documentId)).toEqual(Object.keys(KEPT).sort());
    });

    it('has a receipt of what was removed and what others hold too', () => {
      expect(receipts.map((receipt) => receipt?.revisions.length)).toEqual(ids.map(() => 2));
      expect(receipts.every((receipt) => receipt?.fileInCorpora)).toBe(true);
      const sharing = CANARY_FORMATS.filter((_, i) => receipts[i]?.sharedPassages);
      expect(sharing.map(({ extension }) => extension)).toEqual(['csv', 'jsonl', 'json']);
      const answers = receipts.reduce((sum, receipt) => sum + (receipt?.removed.answers ?? 0), 0);
      expect(answers).toBe(filled.answers.length);
    });

    it('leaves what stays as it was, found and quoted byte for byte', async () => {
      for (const [documentId, text] of Object.entries(KEPT)) {
        expect(await parts.store.revision(EVERYTHING, documentId, 1)).toMatchObject({ text });
      }
      const citation = after.kept.citations[0];
      const text = KEPT[citation?.documentId ?? ''] ?? '';
      expect(text.slice(citation?.span.start, citation?.span.end)).toBe(citation?.quote);
      expect(citation?.quote).toContain('The shared remark stays where it is.');
      expect(after.kept).toMatchObject({ text: filled.kept.text });
      const { answer } = await parts.store.answer(EVERYTHING, filled.kept.id);
      expect(answer).toEqual(filled.kept);
    });

    it('is found nowhere after the store is closed', async () => {
      await parts.close();
      expect(findWords(dataDir, ROOT)).toEqual([]);
      const held = before.decoded.vectors.flatMap((vector) => filesHolding(dataDir, vector));
      expect(held).toEqual([]);
    });
  });
}
