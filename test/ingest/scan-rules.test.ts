import { readFile, rename, rm, utimes } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IngestParts } from '../../src/compose.ts';
import { EVERYTHING } from '../../src/core/everything.ts';
import { erase } from '../helpers/erasing.ts';
import {
  createIngestFolder,
  passagesOf,
  revisionsOf,
  textsOf,
  type IngestFolder,
} from '../helpers/ingest-folder.ts';

/*
 * What a scan makes of a file, given what the file was at the last scan and what was done to its document
 * since. Each test looks at a folder through the whole store, most of them again after a restart.
 */

const OLD = '# Refunds\n\nRefunds take 14 days.\n';
const NEW = '# Refunds\n\nRefunds take 30 days.\n';
const BY_API = '# Refunds\n\nRefunds take 60 days.\n';

let files: IngestFolder;
let parts: IngestParts;
/** Each test has its own, so that they can share a store: starting one takes most of the time. */
let corpus: string;
let id: string;
let tests = 0;

beforeAll(async () => {
  files = await createIngestFolder();
  parts = await files.open();
});
beforeEach(async () => {
  corpus = `corpus-${tests++}`;
  id = `${corpus}/refunds.md`;
  await files.write(id, OLD);
  await scan();
});
afterAll(() => files.close());

const scan = () => parts.ingester.scan({ corpus });
const texts = () => textsOf(parts.store, `${corpus}/`);
const passages = () => passagesOf(parts.store, corpus);

async function restart(): Promise<void> {
  await parts.close();
  parts = await files.open();
}

async function putByApi(text: string, documentId = id): Promise<void> {
  const bytes = Buffer.from(text);
  await parts.ingester.put({ documentId, bytes, mediaType: null, ifRevision: null });
}

describe('a file that did not change since its last scan', () => {
  it.each([
    ['an edit', () => putByApi(BY_API), BY_API],
    ['a deletion', () => parts.ingester.remove(id, null), null],
    ['an erasure', () => erase(parts.store, id), null],
  ])('leaves %s over the API alone, also after a restart', async (_what, act, expected) => {
    await act();
    const before = await parts.store.latest();
    for (const next of [scan, restart, scan]) await next();
    expect(await texts()).toEqual(expected === null ? {} : { [id]: expected });
    expect(await parts.store.latest()).toEqual(before);
  });

  it('makes no revision, no commit and no embedding when it is written again with the same bytes', async () => {
    const { seq } = await parts.store.latest();
    await files.write(id, OLD);
    await utimes(files.pathOf(id), new Date(), new Date(Date.now() + 60_000));
    expect(await scan()).toMatchObject({ unchanged: 1, revised: 0, embedded: 0, seq });
    expect(await revisionsOf(parts.store, id)).toEqual([OLD]);
  });
});

describe('a file that changed since its last scan', () => {
  it('makes a revision over an edit that came over the API in between', async () => {
    await putByApi(BY_API);
    await files.write(id, NEW);
    await restart();
    expect(await scan()).toMatchObject({ revised: 1, failures: [] });
    expect(await revisionsOf(parts.store, id)).toEqual([OLD, BY_API, NEW]);
  });

  it('brings back a document that was deleted over the API', async () => {
    await parts.ingester.remove(id, null);
    await files.write(id, NEW);
    expect(await scan()).toMatchObject({ revised: 1 });
    expect(await texts()).toEqual({ [id]: NEW });
  });

  it('comes in after an erasure as the next revision, not as the first again', async () => {
    await erase(parts.store, id);
    await restart();
    await files.write(id, NEW);
    expect(await scan()).toMatchObject({ revised: 1 });
    const { revision, revisions } = await parts.store.document(EVERYTHING, id);
    expect([revision, revisions.map((kept) => kept.revision)]).toEqual([2, [2]]);
    await restart();
    expect(await scan()).toMatchObject({ unchanged: 1, revised: 0 });
  });

  it('is seen though it was restored with the date it had before (no gate of time and size)', async () => {
    const longAgo = new Date('2020-01-01');
    await files.write(id, NEW);
    await utimes(files.pathOf(id), longAgo, longAgo);
    expect(await scan()).toMatchObject({ revised: 1 });
    expect(await texts()).toEqual({ [id]: NEW });
  });

  it('leaves no old tail to be found when it became shorter', async () => {
    const tail = 'Zeppelins are never refunded.';
    await files.write(id, `${OLD}\n## Exceptions\n\n${tail}\n`);
    await scan();
    await files.write(id, OLD);
    await scan();
    expect((await passages()).join()).not.toContain(tail);
    const snapshot = await parts.store.snapshot({ ...EVERYTHING, corpora: [corpus] });
    expect([snapshot.passageCount, snapshot.postings('zeppelin')]).toEqual([1, null]);
    snapshot.close();
  });

  it('replaces what was there under its name, however often, and never stands beside it', async () => {
    for (const text of [NEW, OLD, NEW]) {
      await files.write(id, text);
      await scan();
      expect(await texts()).toEqual({ [id]: text });
      expect(await passages()).toHaveLength(1);
    }
  });

  it('is a revision without passages when it became empty', async () => {
    await files.write(id, '');
    expect(await scan()).toMatchObject({ revised: 1, deleted: 0, failures: [] });
    expect(await texts()).toEqual({ [id]: '' });
    expect(await passages()).toEqual([]);
  });
});

describe('a file that vanished', () => {
  it('leaves a tombstone, and comes back as the next revision', async () => {
    const bytes = await readFile(files.pathOf(id));
    await rm(files.pathOf(id));
    expect(await scan()).toMatchObject({ deleted: 1, revised: 0 });
    expect(await parts.store.document(EVERYTHING, id)).toMatchObject({ status: 'deleted' });
    expect(await passages()).toEqual([]);
    await restart();
    expect(await scan()).toMatchObject({ deleted: 0 });
    await files.write(id, bytes);
    expect(await scan()).toMatchObject({ revised: 1, embedded: 0 });
    expect(await parts.store.document(EVERYTHING, id)).toMatchObject({ revision: 2 });
  });

  it('is, renamed, a tombstone and a new document that embeds nothing', async () => {
    await rename(files.pathOf(id), files.pathOf(`${corpus}/money-back.md`));
    expect(await scan()).toMatchObject({ deleted: 1, revised: 1, embedded: 0 });
    expect(await texts()).toEqual({ [`${corpus}/money-back.md`]: OLD });
  });

  it('takes a document along that was edited over the API', async () => {
    await putByApi(BY_API);
    await rm(files.pathOf(id));
    expect(await scan()).toMatchObject({ deleted: 1, failures: [] });
    expect(await texts()).toEqual({});
  });

  it('comes in when it was erased, then was gone for a scan, and is there again', async () => {
    await erase(parts.store, id);
    await rm(files.pathOf(id));
    expect(await scan()).toMatchObject({ deleted: 0, failures: [] });
    await files.write(id, OLD);
    expect(await scan()).toMatchObject({ revised: 1 });
    expect(await parts.store.document(EVERYTHING, id)).toMatchObject({ revision: 2 });
  });

  it('takes nothing else along: no other folder, no other corpus, nothing that came over the API', async () => {
    await files.write(`${corpus}/other/b.md`, 'B.');
    await scan();
    await putByApi('By API.', `${corpus}/uploaded.txt`);
    await rm(files.pathOf(id));
    expect(await parts.ingester.scan({ corpus: null })).toMatchObject({ deleted: 1 });
    expect(Object.keys(await texts()).sort()).toEqual([
      `${corpus}/other/b.md`,
      `${corpus}/uploaded.txt`,
    ]);
  });
});
