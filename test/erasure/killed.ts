import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../src/core/everything.ts';
import { findWords } from '../helpers/search-bytes.ts';
import { ROOT } from './canary.ts';
import { CANARY_FORMATS } from './canary-documents.ts';
import {
  documentIdOf,
  fill,
  type Folder,
  folderAt,
  KEPT,
  makeFolder,
  openFolder,
  until,
} from './filled-store.ts';
import { type Moment, MOMENTS, schemaVersion } from './moments.ts';

/* A process that erases is killed at each of its steps, and the next one that starts ends what it began. */

const formats = CANARY_FORMATS.filter(({ extension }) => ['md', 'csv'].includes(extension));
const ids = formats.map(documentIdOf);
const child = fileURLToPath(new URL('./child.ts', import.meta.url));

export function describeKilled(): void {
  describe('an erasure whose process is killed', () => {
    let root: string;
    let made: Folder;
    beforeAll(async () => {
      root = mkdtempSync(join(tmpdir(), 'footnote-killed-'));
      made = makeFolder();
      const parts = await openFolder(made);
      await fill(parts, made, formats);
      await parts.close();
      // As a graph has the vectors; and half a one, as a process leaves it that is killed while it saves.
      for (const name of ['dense.json', 'dense-0123456789abcdef.hnsw.tmp']) {
        writeFileSync(join(made.config.dataDir, name), `${ROOT}ingraph`);
      }
    }, 60_000);
    afterAll(() => {
      made.remove();
      rmSync(root, { recursive: true });
    });

    it.each(MOMENTS.map((moment) => [moment.name, moment] as const))(
      'when %s is ended by the next',
      async (_, moment) => {
        const path = join(root, String(MOMENTS.indexOf(moment)));
        cpSync(made.path, path, { recursive: true });
        const folder = folderAt(path);
        const { dataDir } = folder.config;
        const jobs = await killAt(moment, folder);
        expect(findWords(dataDir, ROOT)).not.toEqual([]);

        const parts = await openFolder(folder);
        await parts.jobs.recover();
        await until(async () => {
          const statuses = await Promise.all(
            jobs.map(async (id) => (await parts.store.job(id)).status),
          );
          return statuses.every((status) => status !== 'running');
        });
        expect(findWords(dataDir, ROOT)).toEqual([]);
        for (const id of jobs) {
          expect(await parts.store.job(id)).toMatchObject({
            status: 'succeeded',
            receipt: { revisions: [{ revision: 1 }, { revision: 2 }] },
          });
        }
        const { items } = await parts.store.documents(EVERYTHING, { limit: 9, cursor: null });
        expect(items.map(({ documentId }) => documentId)).toEqual(Object.keys(KEPT).sort());
        await parts.close();
        expect(findWords(dataDir, ROOT)).toEqual([]);
      },
      30_000,
    );
  });
}

/** Begins the erasures in another process, and kills it at the moment. @returns ids of the jobs */
async function killAt(
  { mode, hold, hasCome }: Moment,
  { path, config }: Folder,
): Promise<string[]> {
  const { dataDir } = config;
  const database = new Sqlite(join(dataDir, 'footnote.db'), { readonly: true });
  const seen = { dataDir, database, schemaBefore: schemaVersion(database) };
  const release = hold(dataDir);
  const started = spawn(process.execPath, ['--import', 'tsx', child, path, mode, ...ids], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(started, 'exit');
  try {
    const [line] = (await once(createInterface(started.stdout), 'line')) as [string];
    await until(() => hasCome(seen));
    return JSON.parse(line) as string[];
  } finally {
    started.kill('SIGKILL');
    await exited;
    database.close();
    release();
  }
}
