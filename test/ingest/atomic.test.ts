import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createIngester } from '../../ingest/ingest.ts';
import { createParser } from '../../ingest/load/parser.ts';
import type { Ingester } from '../../ingest/types.ts';
import type { IngestParts } from '../../src/compose.ts';
import { FootnoteError } from '../../src/core/errors.ts';
import { EVERYTHING } from '../../src/core/everything.ts';
import type { Store } from '../../src/store/types.ts';
import { createIngestFolder, textsOf, type IngestFolder } from '../helpers/ingest-folder.ts';

let files: IngestFolder;
let theirs: IngestParts;
let store: Store;
let ingester: Ingester;
const nothing = () => Promise.resolve();
/** What went through the model. */
let embedded: string[];
let happensAtEmbedding: () => void;
let happensAtCommit: () => Promise<void>;
let commits: number;
let corpus: string;
let tests = 0;

beforeAll(async () => {
  files = await createIngestFolder();
  theirs = await files.open();
  ({ store } = theirs);
  ingester = createIngester({
    parser: createParser({ timeoutMs: 10_000, memoryMb: 256 }),
    corporaDir: files.corporaDir,
    maxDocumentBytes: 100_000,
    store: {
      ...store,
      async commit(changes) {
        commits++;
        await happensAtCommit();
        return store.commit(changes);
      },
    },
    embedders: {
      async of(model) {
        const embedder = await theirs.embedders.of(model);
        return {
          ...embedder,
          embed(texts, signal) {
            embedded.push(...texts);
            happensAtEmbedding();
            if (texts.some((text) => text.includes('UNEMBEDDABLE'))) throw new Error('refused');
            return embedder.embed(texts, signal);
          },
        };
      },
    },
  });
});
beforeEach(() => {
  corpus = `corpus-${tests++}`;
  embedded = [];
  commits = 0;
  happensAtEmbedding = () => undefined;
  happensAtCommit = nothing;
});
afterAll(async () => {
  await ingester.close();
  await files.close();
});

const scan = (signal?: AbortSignal) =>
  ingester.scan({ corpus, atomic: true, ...(signal ? { signal } : {}) });
const texts = () => textsOf(store, `${corpus}/`);
/** Words that no other test has embedded. */
const write = (name: string, text: string) =>
  files.write(`${corpus}/${name}`, `${text} (${corpus})`);

async function expectTexts(expected: Record<string, string>): Promise<void> {
  const entries = Object.entries(expected);
  expect(await texts()).toEqual(
    Object.fromEntries(entries.map(([name, text]) => [`${corpus}/${name}`, `${text} (${corpus})`])),
  );
}

describe('an atomic scan', () => {
  it('takes in new, changed and vanished files with one commit', async () => {
    await write('prices.md', 'A ride costs 2 EUR, see terms.');
    await write('terms.md', 'The price of 2 EUR includes tax.');
    await write('old.md', 'Rides used to be free.');
    const first = await scan();
    expect(first).toMatchObject({ revised: 3, deleted: 0, embedded: 3 });
    await write('prices.md', 'A ride costs 3 EUR, see terms.');
    await write('terms.md', 'The price of 3 EUR includes tax.');
    await write('new.md', 'Riders over 60 pay half.');
    await rm(files.pathOf(`${corpus}/old.md`));
    expect(await scan()).toMatchObject({
      revised: 3,
      deleted: 1,
      failures: [],
      seq: first.seq + 1,
    });
    for (const name of ['prices.md', 'terms.md', 'new.md']) {
      const { revisions } = await store.document(EVERYTHING, `${corpus}/${name}`);
      expect(revisions[0]).toMatchObject({ fromSeq: first.seq + 1 });
    }
    const asOf = { ...EVERYTHING, corpora: [corpus], asOf: first.seq };
    expect((await store.documents(asOf, { limit: 10, cursor: null })).items).toHaveLength(3);
  });

  it('reports files that fail, keeps their last good revision, and takes in the rest', async () => {
    for (const name of ['a.md', 'b.md', 'c.md']) await write(name, `Good ${name}.`);
    const { seq } = await scan();
    await write('a.md', '---\ntitle: [a]\n---\nBad.');
    await write('b.md', 'UNEMBEDDABLE');
    await write('c.md', 'Better.');
    const report = await scan();
    expect(report).toMatchObject({ revised: 1, seq: seq + 1 });
    expect(report.failures.map(({ path, code }) => [path, code]).sort()).toEqual([
      [`${corpus}/a.md`, 'INVALID_FRONT_MATTER'],
      [`${corpus}/b.md`, 'INTERNAL'],
    ]);
    await expectTexts({ 'a.md': 'Good a.md.', 'b.md': 'Good b.md.', 'c.md': 'Better.' });
  });

  it('commits nothing when nothing changed', async () => {
    await write('a.md', 'A.');
    const { seq } = await scan();
    commits = 0;
    expect(await scan()).toMatchObject({ unchanged: 1, revised: 0, embedded: 0, seq });
    expect(commits).toBe(0);
  });

  it('changes nothing when it is interrupted before its commit', async () => {
    await write('a.md', 'Before.');
    const { seq } = await scan();
    for (let n = 0; n < 40; n++) await write(`${n}.md`, `Document ${n}.`);
    await rm(files.pathOf(`${corpus}/a.md`));
    const stop = new AbortController();
    happensAtEmbedding = () => stop.abort();
    expect(await scan(stop.signal)).toMatchObject({ revised: 0, deleted: 0, seq });
    await expectTexts({ 'a.md': 'Before.' });
    expect(embedded.length).toBeGreaterThan(0);
    happensAtEmbedding = () => undefined;
    expect(await scan()).toMatchObject({ revised: 40, deleted: 1, seq: seq + 1 });
  });

  it('changes nothing when its commit fails, and says why', async () => {
    await write('a.md', 'Before.');
    const { seq } = await scan();
    await write('a.md', 'After.');
    await write('b.md', 'Beside it.');
    happensAtCommit = () => Promise.reject(new FootnoteError('STORE_BUSY'));
    await expect(scan()).rejects.toMatchObject({ code: 'STORE_BUSY' });
    expect(await store.latest()).toMatchObject({ seq });
    happensAtCommit = nothing;
    expect(await scan()).toMatchObject({ revised: 2, seq: seq + 1 });
    await expectTexts({ 'a.md': 'After.', 'b.md': 'Beside it.' });
  });

  it('embeds a text once, in however many of its documents it stands', async () => {
    for (let n = 0; n < 40; n++) await write(`${n}.txt`, 'The same words.');
    expect(await scan()).toMatchObject({ revised: 40, embedded: 1 });
    expect(embedded).toHaveLength(1);
  });

  it('embeds nothing again when another scan makes it look at a file for the second time', async () => {
    await write('a.txt', 'First.');
    for (let n = 0; n < 20; n++) await write(`${n}.txt`, `Document ${n}.`);
    happensAtCommit = async () => {
      happensAtCommit = nothing;
      await write('a.txt', 'Second.');
      await theirs.ingester.scan({ corpus });
    };
    expect(await scan()).toMatchObject({ filesTotal: 21, unchanged: 21, failures: [] });
    expect(embedded).toHaveLength(21);
    expect(await texts()).toMatchObject({ [`${corpus}/a.txt`]: `Second. (${corpus})` });
  });

  it('is not held up by a document that was deleted over the API before its file', async () => {
    await write('a.md', 'A.');
    await write('b.md', 'B.');
    await write('c.md', 'C.');
    await scan();
    await ingester.remove(`${corpus}/a.md`, null);
    await rm(files.pathOf(`${corpus}/a.md`));
    await rm(files.pathOf(`${corpus}/b.md`));
    expect(await scan()).toMatchObject({ deleted: 1, failures: [] });
    await expectTexts({ 'c.md': 'C.' });
    // The file is known to be gone, so that it comes in when it is there again.
    await write('a.md', 'A.');
    expect(await scan()).toMatchObject({ revised: 1, embedded: 0 });
  });
});
