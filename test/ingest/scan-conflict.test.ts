import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createIngester } from '../../ingest/ingest.ts';
import { createParser } from '../../ingest/load/parser.ts';
import type { Ingester } from '../../ingest/types.ts';
import type { IngestParts } from '../../src/compose.ts';
import type { Store } from '../../src/store/types.ts';
import {
  createIngestFolder,
  revisionsOf,
  textsOf,
  type IngestFolder,
} from '../helpers/ingest-folder.ts';

/* Two scans of one folder into one store at once, as of two processes, or of a watcher and a job. */

let files: IngestFolder;
let theirs: IngestParts;
let store: Store;
/** My ingester, but that `happens` happens when a scan has read a file and is to embed it. */
let mine: Ingester;
let happens: () => Promise<unknown>;
/** Happens before a scan learns what each file was at the last one. */
let happensFirst: () => Promise<unknown>;
let corpus: string;
let id: string;
let tests = 0;

beforeAll(async () => {
  files = await createIngestFolder();
  const parts = await files.open();
  ({ store } = parts);
  theirs = await files.open();
  mine = createIngester({
    parser: createParser({ timeoutMs: 10_000, memoryMb: 256 }),
    corporaDir: files.corporaDir,
    maxDocumentBytes: 100_000,
    store: {
      ...store,
      async sources(name) {
        await happensFirst();
        return store.sources(name);
      },
      async embeddedAlready(model, hashes) {
        await happens();
        return store.embeddedAlready(model, hashes);
      },
    },
    embedders: parts.embedders,
  });
});
beforeEach(() => {
  corpus = `corpus-${tests++}`;
  id = `${corpus}/a.md`;
  happens = happensFirst = () => Promise.resolve();
});
afterAll(async () => {
  await mine.close();
  await files.close();
});

const scan = (atomic = false) => mine.scan({ corpus, atomic });
const texts = () => textsOf(store, `${corpus}/`);

/** Does the first of some things at the first call, then the second. */
function inTurn(...steps: (() => Promise<unknown>)[]): () => Promise<unknown> {
  return () => steps.shift()?.() ?? Promise.resolve();
}

const theyScan = () => theirs.ingester.scan({ corpus });

const saveAndScan = (text: string) => async (): Promise<void> => {
  await files.write(id, text);
  await theyScan();
};

describe.each([{ atomic: false }, { atomic: true }])('two scans at once, %o', ({ atomic }) => {
  beforeEach(() => files.write(id, 'First.'));

  it('keep what the file was last, though the scan that read it first commits last', async () => {
    happens = inTurn(saveAndScan('Second.'));
    expect(await scan(atomic)).toMatchObject({
      filesTotal: 1,
      unchanged: 1,
      revised: 0,
      failures: [],
    });
    expect(await revisionsOf(store, id)).toEqual(['Second.']);
  });

  it('keep it also when it changes once more', async () => {
    await files.write(`${corpus}/b.md`, 'Beside it.');
    happens = inTurn(async () => {
      await saveAndScan('Second.')();
      await files.write(id, 'Third.');
    });
    expect(await scan(atomic)).toMatchObject({ filesTotal: 2, failures: [] });
    expect(await revisionsOf(store, id)).toEqual(['Second.', 'Third.']);
    expect(await scan()).toMatchObject({ unchanged: 2, revised: 0 });
  });

  it('do not bring back what vanished meanwhile', async () => {
    await scan();
    await files.write(id, 'Second.');
    happens = inTurn(async () => {
      await rm(files.pathOf(id));
      await theyScan();
    });
    expect(await scan(atomic)).toMatchObject({ filesTotal: 0, deleted: 0, failures: [] });
    expect(await texts()).toEqual({});
  });

  it('do not take for vanished what the other takes in meanwhile', async () => {
    await rm(files.pathOf(id));
    await files.write(`${corpus}/b.md`, 'Beside it.');
    happensFirst = inTurn(saveAndScan('New.'));
    expect(await scan(atomic)).toMatchObject({ unchanged: 2, deleted: 0, failures: [] });
    expect(Object.keys(await texts())).toEqual([id, `${corpus}/b.md`]);
  });

  it('end, and name the file that was never at rest, while the rest goes in', async () => {
    await files.write(`${corpus}/b.md`, 'Beside it.');
    let saves = 0;
    happens = async () => {
      await saveAndScan(`Saved ${++saves}.`)();
      await files.write(id, `Draft ${saves}.`);
    };
    const { failures } = await scan(atomic);
    expect(failures).toMatchObject([{ path: id, code: 'SOURCE_CONFLICT' }]);
    expect(await texts()).toEqual({ [id]: `Saved ${saves}.`, [`${corpus}/b.md`]: 'Beside it.' });
    happens = inTurn();
    expect(await scan()).toMatchObject({ revised: 1, unchanged: 1, failures: [] });
  });
});

it('takes a file that goes away after it was listed for gone, not for failed', async () => {
  const moment = `${corpus}/moment.md`;
  await files.write(id, 'First.');
  await files.write(`${corpus}/b.md`, 'Beside it.');
  await scan();
  await files.write(moment, 'Here for a moment.');
  // Progress is told for the first time when the folder has been listed and nothing has been read.
  const onProgress = () =>
    [id, moment].forEach((gone) => rmSync(files.pathOf(gone), { force: true }));
  expect(await mine.scan({ corpus, onProgress })).toMatchObject({
    filesTotal: 1,
    unchanged: 1,
    deleted: 1,
    failures: [],
  });
  expect(Object.keys(await texts())).toEqual([`${corpus}/b.md`]);
});
