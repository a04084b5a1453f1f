import { EventEmitter } from 'node:events';
import { watch } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IngestReport, WatchedScan } from '../../ingest/types.ts';
import { createWatcher, type Watcher } from '../../ingest/watch.ts';
import { FootnoteError } from '../../src/core/errors.ts';

/* What a watcher does when something fails. The system's watching, the scans and the clock are made here. */

vi.mock('node:fs', async (original) => ({ ...(await original<object>()), watch: vi.fn() }));

const report: IngestReport = {
  filesTotal: 0,
  revised: 0,
  unchanged: 0,
  deleted: 0,
  failures: [],
  encodings: [],
  passages: 0,
  embedded: 0,
  seq: 1,
  durationMs: 1,
};
const FOLDERS = { '/corpora': '', '/corpora/support': 'support', '/corpora/legal': 'legal' };

let watcher: Watcher;
/** What the system tells of each folder that is watched. */
let watched: Map<string, EventEmitter>;
/** What each scan was to look at. */
let scans: (readonly string[] | null)[];
let scanned: (part: WatchedScan | undefined) => Promise<IngestReport>;
let errors: FootnoteError[];
let unwatchable: string | null;

beforeEach(() => {
  vi.useFakeTimers();
  watched = new Map();
  scans = [];
  errors = [];
  unwatchable = null;
  scanned = () => Promise.resolve(report);
  vi.mocked(watch).mockImplementation(((folder: string, listener: () => void) => {
    if (folder === unwatchable) throw Object.assign(new Error('no'), { code: 'ENOSPC' });
    const events = new EventEmitter().on('change', listener);
    watched.set(folder, events);
    return Object.assign(events, { close: () => watched.delete(folder) });
  }) as unknown as typeof watch);
});
afterEach(async () => {
  await watcher.close();
  vi.useRealTimers();
});

async function start(): Promise<void> {
  watcher = createWatcher({
    ingester: {
      scan({ watched: part }) {
        scans.push(part?.touched ?? null);
        for (const [folder, id] of Object.entries(FOLDERS)) part?.folder(folder, id);
        return scanned(part);
      },
    },
    onReport: () => undefined,
    onError: (error) => void errors.push(error),
  });
  await watcher.ready;
  scans = [];
}

const passSeconds = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
const told = (folder: string, kind: string, name: string | null) =>
  watched.get(folder)?.emit('change', kind, name);

describe('a watcher of which something fails', () => {
  it('is not ready, and watches nothing, when the first scan cannot be made', async () => {
    scanned = () => Promise.reject(new FootnoteError('UNREADABLE_FILE'));
    await expect(start()).rejects.toMatchObject({ code: 'UNREADABLE_FILE' });
    expect([watched.size, errors]).toEqual([0, []]);
  });

  it('tells once that a scan cannot be made, and tries everything again until it can', async () => {
    await start();
    scanned = () => Promise.reject(new FootnoteError('UNREADABLE_FILE'));
    told('/corpora', 'rename', 'support');
    await passSeconds(12);
    expect(scans).toEqual([['support'], null, null]);
    expect(errors.map(({ code }) => code)).toEqual(['UNREADABLE_FILE']);
    scanned = () => Promise.resolve(report);
    await passSeconds(60);
    expect(scans).toEqual([['support'], null, null, null]);
    told('/corpora/support', 'change', 'a.md');
    await passSeconds(1);
    expect(scans.at(-1)).toEqual(['support/a.md']);
  });

  it('tells what to do when the system watches no more, and scans every minute instead', async () => {
    unwatchable = '/corpora/legal';
    await start();
    expect(errors.map(({ message }) => message)).toEqual([
      'The folder /corpora/legal cannot be watched. The system watches no more: raise ' +
        'fs.inotify.max_user_watches (sysctl). Until then it is read every minute.',
    ]);
    await passSeconds(125);
    expect([scans, errors.length]).toEqual([[null, null], 1]);
    unwatchable = null;
    await passSeconds(60);
    expect(watched.size).toBe(3);
    await passSeconds(600);
    expect(scans).toHaveLength(3);
  });

  it('tries a file again that failed because the store was busy, though it is not touched', async () => {
    await start();
    const failure = { path: 'support/a.md', code: 'STORE_BUSY', message: 'Busy.' } as const;
    scanned = () => Promise.resolve({ ...report, failures: [failure] });
    told('/corpora/support', 'change', 'a.md');
    await passSeconds(1);
    scanned = () => Promise.resolve(report);
    await passSeconds(600);
    expect(scans).toEqual([['support/a.md'], ['support/a.md']]);
  });

  it('tries no file again that is bad itself', async () => {
    await start();
    const failure = { path: 'support/a.md', code: 'CORRUPT_DOCUMENT', message: 'Bad.' } as const;
    scanned = () => Promise.resolve({ ...report, failures: [failure] });
    told('/corpora/support', 'change', 'a.md');
    await passSeconds(600);
    expect(scans).toHaveLength(1);
  });
});

describe('a scan that a watcher makes', () => {
  it('leaves a file that was touched again, or just now, for the next one', async () => {
    await start();
    const answers: (boolean | undefined)[] = [];
    scanned = (part) => {
      scanned = () => Promise.resolve(report);
      told('/corpora/support', 'change', 'touched.md');
      const tenSecondsAgo = Date.now() - 10_000;
      answers.push(part?.atRest('support/touched.md', tenSecondsAgo));
      answers.push(part?.atRest('support/touched.md', null));
      answers.push(part?.atRest('support/young.md', Date.now() - 100));
      answers.push(part?.atRest('support/other.md', tenSecondsAgo));
      answers.push(part?.atRest('support/gone.md', null));
      return Promise.resolve(report);
    };
    told('/corpora/support', 'change', 'first.md');
    await passSeconds(5);
    expect(answers).toEqual([false, false, false, true, true]);
    expect(scans).toEqual([['support/first.md'], ['support/touched.md', 'support/young.md']]);
  });
});

describe('a watcher that may have missed something', () => {
  it.each([
    ['the system does not say what', () => told('/corpora/support', 'rename', null), ['support']],
    [
      'the folder itself was moved or deleted',
      () => told('/corpora/support', 'rename', 'support'),
      ['support', 'support/support'],
    ],
    [
      'watching it failed',
      () => watched.get('/corpora/support')?.emit('error', new Error('no')),
      ['support'],
    ],
    ['another folder is in its place', () => told('/corpora', 'rename', 'support'), ['support']],
    ['it happened in the corpora folder', () => told('/corpora', 'rename', null), null],
  ])('looks at the whole folder and watches it anew: %s', async (_what, happens, touched) => {
    await start();
    const before = new Map(watched);
    happens();
    await passSeconds(1);
    expect(scans).toEqual([touched]);
    const folder = touched === null ? '/corpora' : '/corpora/support';
    expect(watched.get(folder)).toBeDefined();
    expect(watched.get(folder)).not.toBe(before.get(folder));
  });

  it('looks at everything when it was told of more than the system may have kept', async () => {
    await start();
    for (let n = 0; n < 2000; n++) told('/corpora/support', 'rename', `${n}.md`);
    await passSeconds(3);
    expect(scans[0]).toBeNull();
  });
});
