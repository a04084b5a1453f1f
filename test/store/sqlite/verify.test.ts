import { cp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWriter } from '../../../src/store/sqlite/connection.ts';
import { createSqliteStore } from '../../../src/store/sqlite/store.ts';
import { verifyStore, type StoreReport } from '../../../src/store/sqlite/verify/verify.ts';
import type { Store } from '../../../src/store/types.ts';
import { put } from '../../helpers/documents.ts';
import { makeFixture, openRaw, type VerifyFixture } from './verify-fixture.ts';

let fixture: VerifyFixture;
let copies = 0;
const stores: Store[] = [];
beforeAll(async () => {
  fixture = await makeFixture();
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});
afterAll(() => fixture.remove());

async function copy(): Promise<string> {
  const directory = emptyDirectory();
  await cp(fixture.directory, directory, { recursive: true });
  return directory;
}

function emptyDirectory(): string {
  return join(fixture.folder, `copy-${copies++}`);
}

function openStore(directory: string): Store {
  const store = createSqliteStore({ directory });
  stores.push(store);
  return store;
}

async function verify(directory: string): Promise<StoreReport> {
  const report = await verifyStore(directory);
  if (report === null) throw new Error('there is no store');
  return report;
}

/** Every file's bytes and when it was written to, by name. */
async function contentOf(directory: string): Promise<Map<string, string>> {
  const content = new Map<string, string>();
  for (const name of (await readdir(directory)).sort()) {
    const { mtimeMs } = await stat(join(directory, name));
    content.set(name, `${mtimeMs} ${await readFile(join(directory, name), 'base64')}`);
  }
  return content;
}

function breakIt(directory: string, sql: string): void {
  const database = openRaw(directory);
  database.exec(sql);
  database.close();
}

describe('verifying a store', () => {
  it('finds nothing broken where everything has happened', async () => {
    const { counts, findings, notes, more } = await verify(fixture.directory);
    expect({ findings, notes, more }).toEqual({ findings: [], notes: [], more: {} });
    expect(counts).toEqual({
      commits: 15,
      documents: 6,
      revisions: 10,
      passages: 10,
      citations: 6,
      vectors: 10,
      indexed: 10,
    });
  });

  it('changes not a byte, nor leaves a file behind', async () => {
    const directory = await copy();
    const before = await contentOf(directory);
    expect((await verify(directory)).findings).toEqual([]);
    expect(await contentOf(directory)).toEqual(before);
  });

  it('reads what a killed process left in the log, and leaves it there', async () => {
    const [used, left] = [emptyDirectory(), emptyDirectory()];
    const store = openStore(used);
    await put(store, { id: 'support/a.md', text: 'One.' });
    // A copy of the files of a store in use is what a kill leaves.
    await cp(used, left, { recursive: true });
    await rm(join(left, 'footnote.db-shm'));
    const before = await contentOf(left);
    expect(await verify(left)).toMatchObject({ counts: { documents: 1 }, findings: [] });
    const after = await contentOf(left);
    // The index of the log is SQLite's own, and made anew by whoever opens it first.
    after.delete('footnote.db-shm');
    expect(after).toEqual(before);
  });

  it('may be done while the store is in use', async () => {
    const directory = emptyDirectory();
    const store = openStore(directory);
    const writes = (async () => {
      for (let n = 0; n < 40; n++)
        await put(store, { id: `support/${n % 7}.md`, text: `No. ${n}.` });
    })();
    const reports = [];
    for (let n = 0; n < 5; n++) reports.push(await verify(directory));
    await writes;
    reports.push(await verify(directory));
    expect(reports.flatMap(({ findings }) => findings)).toEqual([]);
    expect(reports.at(-1)?.counts).toMatchObject({ commits: 40, revisions: 40, documents: 7 });
  });

  it('says when there is no store, and makes none', async () => {
    expect(await verifyStore(join(fixture.folder, 'none'))).toBeNull();
    expect(await readdir(fixture.folder)).not.toContain('none');
  });

  it('tells twenty findings of a check, and counts the rest', async () => {
    const directory = await copy();
    breakIt(
      directory,
      `INSERT INTO terms (term) WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 33)
         SELECT 'zebra' || n FROM n`,
    );
    const { findings, more } = await verify(directory);
    expect(findings).toHaveLength(20);
    expect(more).toEqual({ 'term-unused': 13 });
  });
});

describe('what puts itself in order is noted, not broken:', () => {
  it('an erasure that a process left, until a living process has it', async () => {
    const directory = await copy();
    const erasure = `UPDATE erasures SET step = 'removed'
       WHERE job = (SELECT max(job) FROM erasures);
       UPDATE jobs SET status = 'running', job = json_set(job, '$.status', 'running', '$.receipt', NULL)
        WHERE id = (SELECT max(job) FROM erasures);`;
    breakIt(directory, `${erasure} UPDATE jobs SET owner = '999999999:1'`);
    const { findings, notes } = await verify(directory);
    expect(findings).toEqual([]);
    expect(notes).toMatchObject([{ note: 'unfinished-erasure' }]);
    expect(notes[0]?.detail).toMatch(
      /^job_.* is removed, and is of process 999999999, which is gone$/,
    );
    breakIt(directory, `UPDATE jobs SET owner = '${process.pid}:1'`);
    expect((await verify(directory)).notes).toEqual([]);
  });

  it('a job that a process left', async () => {
    const directory = await copy();
    breakIt(
      directory,
      `UPDATE jobs SET status = 'running', job = json_set(job, '$.status', 'running'), owner = NULL
        WHERE id NOT IN (SELECT job FROM erasures)`,
    );
    const { findings, notes } = await verify(directory);
    expect(findings).toEqual([]);
    expect(notes).toMatchObject([{ note: 'interrupted-job' }]);
  });

  it('files of the dense index that a kill left, and one that is gone', async () => {
    const directory = await copy();
    const names = await readdir(directory);
    const graph = names.find((name) => name.endsWith('.hnsw')) ?? '';
    await rename(join(directory, graph), join(directory, 'dense-0123456789abcdef.hnsw.tmp'));
    await writeFile(join(directory, 'dense.json.77.tmp'), '{');
    const { findings, notes } = await verify(directory);
    expect(findings).toEqual([]);
    expect(notes.map(({ note }) => note).sort()).toEqual([
      'index-leftover',
      'index-leftover',
      'index-unused',
    ]);
  });

  it('a dense index whose last vector was collected', async () => {
    const directory = await copy();
    breakIt(
      directory,
      `DELETE FROM embeddings WHERE id = (SELECT max(id) FROM embeddings);
       INSERT INTO embeddings (passage, model, vector) SELECT passage + 1, model, vector
         FROM embeddings WHERE id = (SELECT max(id) FROM embeddings)`,
    );
    const { notes } = await verify(directory);
    expect(notes).toMatchObject([{ note: 'index-unused' }]);
  });

  it('a dense index of a model that is not in use any more', async () => {
    const directory = await copy();
    breakIt(
      directory,
      `INSERT INTO embedding_models VALUES ('other-8', 'openai', 'other', 8, 15);
       INSERT INTO embeddings (passage, model, vector) SELECT id, 'other-8', zeroblob(32) FROM passages`,
    );
    const { findings, notes } = await verify(directory);
    expect(findings).toEqual([]);
    expect(notes).toMatchObject([{ note: 'index-unused' }]);
  });

  it('a schema of an earlier version, and one that is still to come', async () => {
    const directory = await copy();
    breakIt(directory, 'PRAGMA user_version = 2');
    expect(await verify(directory)).toMatchObject({
      findings: [],
      notes: [{ note: 'unmigrated' }],
    });
    const empty = emptyDirectory();
    openWriter(empty).close();
    await writeFile(join(empty, 'footnote.db'), '');
    expect(await verify(empty)).toMatchObject({ findings: [], notes: [{ note: 'unmigrated' }] });
  });
});
