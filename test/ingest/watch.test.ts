import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IngestReport } from '../../ingest/types.ts';
import { createWatcher, type Watcher } from '../../ingest/watch.ts';
import type { IngestParts } from '../../src/compose.ts';
import { EVERYTHING } from '../../src/core/everything.ts';
import { erase } from '../helpers/erasing.ts';
import {
  createIngestFolder,
  revisionsOf,
  textsOf,
  type IngestFolder,
} from '../helpers/ingest-folder.ts';

let files: IngestFolder;
let parts: IngestParts;
let watcher: Watcher;
/** Since the watcher was ready. */
let reports: IngestReport[];
/** Each test has its own, in one folder and one store. */
let corpus: string;
let id: string;
let tests = 0;

beforeAll(async () => {
  files = await createIngestFolder();
  parts = await files.open();
});
beforeEach(async () => {
  corpus = `corpus-${tests++}`;
  id = `${corpus}/a.md`;
  await files.write(id, 'First.');
});
afterEach(() => watcher.close());
afterAll(() => files.close());

async function start(): Promise<void> {
  reports = [];
  watcher = createWatcher({
    ingester: parts.ingester,
    onReport: (report) => void reports.push(report),
    onError: (error) => {
      throw error;
    },
  });
  await watcher.ready;
  reports = [];
}

const path = (name: string): string => join(files.corporaDir, corpus, name);
const texts = () => textsOf(parts.store, `${corpus}/`);
/** Waits until the corpus holds exactly these texts, by the names of their files. */
async function expectTexts(expected: Record<string, string>): Promise<void> {
  const entries = Object.entries(expected).map(([name, text]) => [`${corpus}/${name}`, text]);
  await expect.poll(texts, { timeout: 15_000 }).toEqual(Object.fromEntries(entries));
}

function total(count: 'revised' | 'deleted' | 'filesTotal'): number {
  return reports.reduce((sum, report) => sum + report[count], 0);
}
const failures = () => reports.flatMap((report) => report.failures);

describe('a watcher', () => {
  it('takes in a file that is saved, and reads no other', async () => {
    await files.write(`${corpus}/b.md`, 'Beside it.');
    await start();
    await files.write(id, 'Second.');
    await expectTexts({ 'a.md': 'Second.', 'b.md': 'Beside it.' });
    await expect.poll(() => [total('revised'), total('filesTotal')]).toEqual([1, 1]);
  });

  it('is ready when everything that was there is in, be it just saved', async () => {
    await start();
    expect(await texts()).toEqual({ [id]: 'First.' });
  });

  it('loses nothing of what changes before it is ready', async () => {
    const ready = start();
    writeFileSync(path('b.md'), 'At once.');
    mkdirSync(path('new'));
    writeFileSync(path('new/c.md'), 'At once, too.');
    await ready;
    await expectTexts({ 'a.md': 'First.', 'b.md': 'At once.', 'new/c.md': 'At once, too.' });
  });

  it('makes few revisions of many saves, and the last one is in', async () => {
    await start();
    for (let n = 1; n <= 100; n++) await files.write(id, `Save ${n}.`);
    await expectTexts({ 'a.md': 'Save 100.' });
    expect((await revisionsOf(parts.store, id)).length).toBeLessThan(10);
  });

  it('takes in together what is saved together', async () => {
    await start();
    const names = Array.from({ length: 40 }, (_, n) => `many-${n}.md`);
    for (const name of names) writeFileSync(path(name), `Of ${name}.`);
    await expect.poll(() => total('revised'), { timeout: 15_000 }).toBe(40);
    expect(reports.filter(({ revised }) => revised > 0)).toHaveLength(1);
  });

  it('does nothing when a file is written again as it was', async () => {
    await start();
    const { seq } = await parts.store.latest();
    await files.write(id, 'First.');
    await expect.poll(() => total('filesTotal'), { timeout: 15_000 }).toBe(1);
    expect(await parts.store.latest()).toMatchObject({ seq });
  });

  it('takes in a file that is written over seconds once it is whole', async () => {
    await start();
    // Another process writes, as a download does.
    const script = `for (let n = 0; n < 60; n++) {
      require('node:fs').appendFileSync(process.argv[1], 'Line ' + n + '.\\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25);
    }`;
    const writing = spawn(process.execPath, ['-e', script, path('grows.md')]);
    await once(writing, 'exit');
    const whole = Array.from({ length: 60 }, (_, n) => `Line ${n}.\n`).join('');
    await expectTexts({ 'a.md': 'First.', 'grows.md': whole });
    expect(await revisionsOf(parts.store, `${corpus}/grows.md`)).toEqual([whole]);
  });

  it('tells of a file that fails, keeps what was good, and tries again when it changes', async () => {
    await start();
    await files.write(id, '---\ntitle: [a]\n---\nBad.');
    await expect
      .poll(failures, { timeout: 15_000 })
      .toMatchObject([{ path: id, code: 'INVALID_FRONT_MATTER' }]);
    await expectTexts({ 'a.md': 'First.' });
    await files.write(id, 'Good again.');
    await expectTexts({ 'a.md': 'Good again.' });
  });

  it('compares with the last scan, so that an edit over the API stays until the file changes', async () => {
    await start();
    const bytes = Buffer.from('By API.');
    await parts.ingester.put({ documentId: id, bytes, mediaType: null, ifRevision: null });
    await files.write(id, 'First.');
    await expect.poll(() => total('filesTotal'), { timeout: 15_000 }).toBe(1);
    await expectTexts({ 'a.md': 'By API.' });
    await files.write(id, 'Second.');
    await expectTexts({ 'a.md': 'Second.' });
  });

  it('takes in the file of an erased document when it went away and is there again', async () => {
    await files.write(`${corpus}/b.md`, 'Beside it.');
    await start();
    await erase(parts.store, id);
    await rm(files.pathOf(id));
    const gone = async () => {
      const sources = await parts.store.sources(corpus);
      return sources.find(({ documentId }) => documentId === null)?.sha256;
    };
    await expect.poll(gone, { timeout: 15_000 }).toBeNull();
    await files.write(id, 'First.');
    await expectTexts({ 'a.md': 'First.', 'b.md': 'Beside it.' });
  });

  it('does nothing more when it is closed', async () => {
    await start();
    await files.write(id, 'Second.');
    await watcher.close();
    const { seq } = await parts.store.latest();
    const told = reports;
    const count = told.length;
    await files.write(id, 'Third.');
    // Another watcher on the same folder sees it; the closed one said nothing.
    await start();
    await expectTexts({ 'a.md': 'Third.' });
    expect([told.length, (await parts.store.latest()).seq]).toEqual([count, seq + 1]);
  });
});

describe('an editor that saves', () => {
  /** What editors do, each with the new text. */
  const saves: [string, (text: string) => void][] = [
    [
      'a temporary file, renamed over the old one',
      (text) => {
        writeFileSync(path('a.md.x1Yz'), text);
        renameSync(path('a.md.x1Yz'), path('a.md'));
      },
    ],
    [
      'a trial, a swap file, and the old one moved out of the way (Vim)',
      (text) => {
        writeFileSync(path('.a.md.swp'), 'b0VIM');
        writeFileSync(path('4913'), '');
        unlinkSync(path('4913'));
        renameSync(path('a.md'), path('a.md~'));
        writeFileSync(path('a.md'), text);
        unlinkSync(path('a.md~'));
        unlinkSync(path('.a.md.swp'));
      },
    ],
    [
      'the new one beside the old one, then both exchanged (JetBrains)',
      (text) => {
        writeFileSync(path('a.md___jb_tmp___'), text);
        renameSync(path('a.md'), path('a.md___jb_old___'));
        renameSync(path('a.md___jb_tmp___'), path('a.md'));
        unlinkSync(path('a.md___jb_old___'));
      },
    ],
    [
      'the old one deleted, then the new one written',
      (text) => {
        unlinkSync(path('a.md'));
        writeFileSync(path('a.md'), text);
      },
    ],
    [
      'the old one emptied, then written in two parts',
      (text) => {
        writeFileSync(path('a.md'), '');
        writeFileSync(path('a.md'), text.slice(0, 3));
        writeFileSync(path('a.md'), text.slice(3), { flag: 'a' });
      },
    ],
  ];

  it.each(saves)('by %s makes one revision, and no deletion in between', async (_how, save) => {
    await start();
    save('Second.');
    await expectTexts({ 'a.md': 'Second.' });
    save('Third.');
    await expectTexts({ 'a.md': 'Third.' });
    expect(await revisionsOf(parts.store, id)).toEqual(['First.', 'Second.', 'Third.']);
    await expect.poll(() => total('revised')).toBe(2);
    expect([total('deleted'), failures()]).toEqual([0, []]);
  });
});

describe('folders under a watcher', () => {
  it('may be made many deep and filled at once', async () => {
    await start();
    const expected: Record<string, string> = { 'a.md': 'First.' };
    for (let n = 0; n < 20; n++) {
      await mkdir(path(`deep-${n}/er/still`), { recursive: true });
      await writeFile(path(`deep-${n}/er/still/b.md`), `Number ${n}.`);
      expected[`deep-${n}/er/still/b.md`] = `Number ${n}.`;
    }
    await expectTexts(expected);
    // Each of them is watched now.
    await writeFile(path('deep-7/er/still/c.md'), 'Later.');
    await expectTexts({ ...expected, 'deep-7/er/still/c.md': 'Later.' });
  });

  it('may be moved in, renamed and moved out', async () => {
    const elsewhere = join(files.corporaDir, '..', corpus);
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, 'b.md'), 'Moved.');
    await start();
    await rename(elsewhere, path('in'));
    await expectTexts({ 'a.md': 'First.', 'in/b.md': 'Moved.' });
    await rename(path('in'), path('within'));
    await expectTexts({ 'a.md': 'First.', 'within/b.md': 'Moved.' });
    await writeFile(path('within/b.md'), 'Edited.');
    await expectTexts({ 'a.md': 'First.', 'within/b.md': 'Edited.' });
    await rename(path('within'), elsewhere);
    await expectTexts({ 'a.md': 'First.' });
    await rename(elsewhere, path('in'));
    await expectTexts({ 'a.md': 'First.', 'in/b.md': 'Edited.' });
  });

  it('may be deleted and made again at once, and are watched then', async () => {
    await files.write(`${corpus}/b/c.md`, 'One.');
    await start();
    rmSync(path('b'), { recursive: true });
    mkdirSync(path('b'));
    writeFileSync(path('b/c.md'), 'Two.');
    await expectTexts({ 'a.md': 'First.', 'b/c.md': 'Two.' });
    writeFileSync(path('b/c.md'), 'Three.');
    await expectTexts({ 'a.md': 'First.', 'b/c.md': 'Three.' });
    expect(total('deleted')).toBe(0);
  });

  it('may take the place of a file, and a file theirs', async () => {
    await files.write(`${corpus}/b.md`, 'A file.');
    await start();
    unlinkSync(path('b.md'));
    mkdirSync(path('b.md'));
    writeFileSync(path('b.md/c.md'), 'In a folder.');
    await expectTexts({ 'a.md': 'First.', 'b.md/c.md': 'In a folder.' });
    rmSync(path('b.md'), { recursive: true });
    writeFileSync(path('b.md'), 'A file again.');
    await expectTexts({ 'a.md': 'First.', 'b.md': 'A file again.' });
  });

  it('may be whole corpora that appear and vanish, and what is no corpus is told of', async () => {
    await start();
    const other = `${corpus}-other`;
    await files.write(`${other}/b.md`, 'Another.');
    const others = () => textsOf(parts.store, `${other}/`);
    await expect.poll(others, { timeout: 15_000 }).toEqual({ [`${other}/b.md`]: 'Another.' });
    await rm(join(files.corporaDir, other), { recursive: true });
    await expect.poll(others, { timeout: 15_000 }).toEqual({});
    const loose = join(files.corporaDir, 'loose.md');
    await writeFile(loose, 'Nowhere.');
    await expect
      .poll(failures, { timeout: 15_000 })
      .toMatchObject([{ path: 'loose.md', code: 'INVALID_CORPUS' }]);
    await rm(loose);
    await expectTexts({ 'a.md': 'First.' });
  });

  it('are not watched when their names are hidden', async () => {
    await files.write(`${corpus}/.git/b.md`, 'Hidden.');
    await start();
    writeFileSync(path('.git/b.md'), 'Hidden still.');
    writeFileSync(path('_draft.md'), 'Hidden, too.');
    writeFileSync(path('a.md'), 'Second.');
    await expectTexts({ 'a.md': 'Second.' });
    await expect.poll(() => total('revised')).toBe(1);
    expect(total('filesTotal')).toBe(1);
  });
});

describe('links under a watcher', () => {
  it('show a change of what they lead to, though that is hidden', async () => {
    await files.write(`${corpus}/_data/one.md`, 'One.');
    await files.write(`${corpus}/_shelf/two.md`, 'Two.');
    await symlink('_data/one.md', path('linked.md'));
    await symlink('_shelf', path('shelf'));
    await start();
    await expectTexts({ 'a.md': 'First.', 'linked.md': 'One.', 'shelf/two.md': 'Two.' });
    await files.write(`${corpus}/_data/one.md`, 'One, edited.');
    await expectTexts({ 'a.md': 'First.', 'linked.md': 'One, edited.', 'shelf/two.md': 'Two.' });
    await files.write(`${corpus}/_shelf/two.md`, 'Two, edited.');
    const edited = { 'linked.md': 'One, edited.', 'shelf/two.md': 'Two, edited.' };
    await expectTexts({ 'a.md': 'First.', ...edited });
  });

  it('may be exchanged all at once (as Kubernetes does with its volumes)', async () => {
    await rm(files.pathOf(id));
    await files.write(`${corpus}/..1/a.md`, 'Version 1.');
    await files.write(`${corpus}/..2/a.md`, 'Version 2.');
    await symlink('..1', path('..data'));
    await symlink('..data/a.md', path('a.md'));
    await start();
    await expectTexts({ 'a.md': 'Version 1.' });
    await symlink('..2', path('..data_tmp'));
    await rename(path('..data_tmp'), path('..data'));
    await expectTexts({ 'a.md': 'Version 2.' });
    expect(total('deleted')).toBe(0);
  });

  it('are followed when they are new, within the corpus only', async () => {
    await files.write(`${corpus}/_shelf/two.md`, 'Two.');
    await start();
    await symlink('_shelf', path('shelf'));
    await symlink('/etc/hostname', path('outside.md'));
    await expectTexts({ 'a.md': 'First.', 'shelf/two.md': 'Two.' });
    await expect
      .poll(failures, { timeout: 15_000 })
      .toContainEqual(expect.objectContaining({ code: 'SYMLINK_OUTSIDE' }));
    await files.write(`${corpus}/_shelf/two.md`, 'Two, edited.');
    await expectTexts({ 'a.md': 'First.', 'shelf/two.md': 'Two, edited.' });
    expect(await parts.store.document(EVERYTHING, id)).toMatchObject({ revision: 1 });
  });
});
