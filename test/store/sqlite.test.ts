import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createReaderPool, openReader, openWriter } from '../../src/store/sqlite/connection.ts';
import { migrate, SCHEMA_VERSION } from '../../src/store/sqlite/migrations.ts';
import { sha256 } from '../../src/core/ids.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Store } from '../../src/store/types.ts';
import { EVERYTHING, put, read, remove, withSnapshot } from '../helpers/documents.ts';
import { OLD_ANSWER, OLD_DOCUMENT, OLD_JOB, writeOldStore } from '../helpers/old-store.ts';
import { describeStore } from './contract.ts';

const folders: string[] = [];
const stores: Store[] = [];

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-store-'));
  folders.push(folder);
  return folder;
}

function open(directory: string): Store {
  const store = createSqliteStore({ directory });
  stores.push(store);
  return store;
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describeStore('sqlite', async () => open(await makeFolder()));

describe('a sqlite store', () => {
  it('is after reopening what it was before', async () => {
    const word = fc.constantFrom('bicycle', 'helmet', 'euros', 'forty', '退款');
    const text = fc.array(word, { maxLength: 8 }).map((words) => words.join('\n\n'));
    const id = fc.constantFrom('support/a.md', 'support/b.md');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ id, text }), { maxLength: 6 }), async (specs) => {
        const folder = await makeFolder();
        const store = open(folder);
        for (const spec of specs) {
          await put(store, spec);
          // Read between the commits, so that one store catches up step by step and the other at once.
          await read(store);
        }
        const terms = ['bicycl', 'helmet', 'euro', 'forti', '退款'];
        const before = await read(store, {}, terms);
        expect(await read(open(folder), {}, terms)).toEqual(before);
        await store.close();
        expect(await read(open(folder), {}, terms)).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });

  it("sees another's commits at its next snapshot, new words included", async () => {
    const folder = await makeFolder();
    const [mine, other] = [open(folder), open(folder)];
    await put(mine, { id: 'support/a.md', text: 'One bicycle.' });
    expect((await read(other, {}, ['bicycl'])).postings['bicycl']).toHaveLength(1);
    await put(other, { id: 'support/a.md', text: 'Two unicycles.' });
    await remove(other, 'support/a.md');
    await put(other, { id: 'support/b.md', text: 'Three velocipedes.' });
    expect(await mine.latest()).toMatchObject({ seq: 4 });
    await withSnapshot(mine, {}, async (snapshot) => {
      expect(snapshot.oneEditAway('velociped')).toEqual([]);
      expect(snapshot.oneEditAway('velocipe')).toEqual([{ term: 'velociped', passages: 1 }]);
    });
    expect(await read(mine, {}, ['bicycl', 'unicycl', 'velociped'])).toEqual(
      await read(other, {}, ['bicycl', 'unicycl', 'velociped']),
    );
    expect(await put(mine, { id: 'support/b.md', text: 'Four.' })).toMatchObject({
      seq: 5,
      changes: [{ revision: 2 }],
    });
  });

  it('overwrites what is deleted, on every connection, and writes ahead', async () => {
    const folder = await makeFolder();
    const writer = openWriter(folder);
    const pool = createReaderPool(folder);
    for (const database of [writer, openReader(folder), pool.acquire(), pool.acquire()]) {
      expect(database.pragma('secure_delete', { simple: true })).toBe(1);
      expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
      database.close();
    }
  });

  it('is migrated once, however often it is opened', async () => {
    const folder = await makeFolder();
    await put(open(folder), { id: 'support/a.md', text: 'One.' });
    const writer = openWriter(folder);
    migrate(writer);
    migrate(writer);
    expect(writer.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
    writer.close();
    expect((await read(open(folder))).passages).toEqual(['One.']);
  });

  it('keeps what a store from before encodings held, and takes the same bytes for no change', async () => {
    const folder = await makeFolder();
    writeOldStore(folder, 1);
    const store = open(folder);
    const { id, text } = OLD_DOCUMENT;
    expect(await store.revision(EVERYTHING, id, 1)).toMatchObject({ text, encoding: null });
    expect((await put(store, OLD_DOCUMENT)).changes).toMatchObject([{ unchanged: true }]);
  });

  it('takes over what a store from before erasure held', async () => {
    const folder = await makeFolder();
    writeOldStore(folder, 2);
    const store = open(folder);
    const { id, text } = OLD_DOCUMENT;
    expect(await store.sources('support')).toEqual([
      { documentId: id, documentSha256: sha256(id), sha256: sha256(text) },
    ]);
    expect(await store.quotedSpans(EVERYTHING, id)).toEqual([
      { revision: 1, span: { start: 13, end: 20 }, quote: '14 days', answers: [OLD_ANSWER] },
    ]);
    const whole = { incomplete: false, fallback: null };
    expect((await store.answer(EVERYTHING, OLD_ANSWER)).answer).toMatchObject(whole);
    expect(await store.calibration('support', 1)).toEqual({ seq: 1, values: { threshold: 0.5 } });
    // What was there before the log began is nobody's news.
    expect(await store.unfollowedCommit()).toBeNull();
    expect(await store.recoverJobs()).toEqual([]);
    expect(await store.job(OLD_JOB)).toMatchObject({ status: 'interrupted' });
  });

  it('refuses a file of a newer version, and says so', async () => {
    const folder = await makeFolder();
    const database = new Sqlite(join(folder, 'footnote.db'));
    database.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    database.close();
    expect(() => open(folder)).toThrow(/newer version of Footnote.*DATA_DIR/);
    expect(() => open(folder)).toThrow(
      expect.objectContaining({ code: 'STORE_UNUSABLE' }) as Error,
    );
  });

  it('refuses a file that is no database, and says where it is', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'footnote.db'), 'no database at all'.repeat(500));
    expect(() => open(folder)).toThrow(`The store in ${folder} cannot be opened`);
    expect(() => open(folder)).toThrow(
      expect.objectContaining({ code: 'STORE_UNUSABLE' }) as Error,
    );
    expect(() => open('/dev/null/data')).toThrow('/dev/null/data');
  });

  it('leaves no file open or half written when it closes', async () => {
    const folder = await makeFolder();
    const store = open(folder);
    await put(store, { id: 'support/a.md', text: 'One.' });
    await read(store);
    await store.close();
    expect(await readdir(folder)).toEqual(['footnote.db']);
  });
});
