import { execFile, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IngestReport } from '../../ingest/types.ts';

const root = new URL('../..', import.meta.url).pathname;
const HOSTILE = 'a\u001b[2J\u009b31m\u202eb.md';
let folder = '';
let running: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-ingest-'));
  mkdirSync(join(folder, 'corpora/support'), { recursive: true });
  writeFileSync(join(folder, 'corpora/support/good.md'), '# Good\n\nA good file.\n');
});
afterEach(() => {
  // One that a failed test left running.
  running?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(args: readonly string[], onEnd: Parameters<typeof execFile>[3]): ChildProcess {
  const env = {
    PATH: process.env['PATH'],
    DATA_DIR: join(folder, 'data'),
    CORPORA_DIR: join(folder, 'corpora'),
  };
  const command = ['--import', 'tsx', 'ingest/main.ts', ...args];
  return execFile(process.execPath, command, { cwd: root, env }, onEnd);
}

function ingest(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    start(args, (error, out, err) => {
      resolve({
        code: error === null ? 0 : Number(error.code),
        out: String(out),
        err: String(err),
      });
    });
  });
}

/** Runs until it is interrupted. */
function watchUntilInterrupted(...args: string[]) {
  const said = { out: '', err: '' };
  const ended = new Promise<number>((resolve) => {
    running = start(['--watch', ...args], (error) =>
      resolve(error === null ? 0 : Number(error.code)),
    );
  });
  running?.stdout?.on('data', (text) => (said.out += String(text)));
  running?.stderr?.on('data', (text) => (said.err += String(text)));
  const lines = () => said.out.split('\n').filter((line) => line !== '');
  return {
    lines,
    said: (line: RegExp) =>
      expect.poll(() => said.out + said.err, { timeout: 15_000 }).toMatch(line),
    interrupt: () => {
      running?.kill('SIGINT');
      return ended;
    },
  };
}

describe('npm run ingest', () => {
  it('takes everything in and says so', async () => {
    const { code, out } = await ingest();
    expect(code).toBe(0);
    expect(out).toMatch(
      /^1 revised, 0 unchanged, 0 deleted, 0 failed; 1 passages, 1 embedded, seq 1,/,
    );
  });

  it('ends with 2 when a file failed, and writes no control character of its name', async () => {
    writeFileSync(join(folder, 'corpora/support', HOSTILE), Buffer.from([0xff, 0xc3, 0x28]));
    const plain = await ingest();
    expect(plain.code).toBe(2);
    expect(plain.out).toContain('1 revised, 0 unchanged, 0 deleted, 1 failed');
    expect(plain.out + plain.err).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    const json = await ingest('--json');
    expect(json.code).toBe(2);
    expect(json.out + json.err).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    const report = JSON.parse(json.out) as IngestReport;
    expect(report).toMatchObject({ revised: 0, unchanged: 1, filesTotal: 2 });
    expect(report.failures.map(({ path }) => path)).toEqual([`support/${HOSTILE}`]);
  });

  it('names each file that was not in UTF-8, with the encoding it was read as', async () => {
    const russian = 'Возврат денег производится в течение четырнадцати дней.\n';
    writeFileSync(join(folder, 'corpora/support/old.txt'), iconv.encode(russian, 'koi8-r'));
    const plain = await ingest();
    expect(plain.code).toBe(0);
    expect(plain.out).toContain('\n  support/old.txt: read as koi8-r');
    expect(plain.out).not.toContain('good.md');
    writeFileSync(join(folder, 'corpora/support/old.txt'), iconv.encode(russian, 'cp866'));
    const { encodings } = JSON.parse((await ingest('--json')).out) as IngestReport;
    expect(encodings).toEqual([{ path: 'support/old.txt', encoding: 'ibm866' }]);
  });

  it.each([
    ['a corpus that is not there', ['--corpus', 'no\u001b[2Jwhere'], /INVALID_CORPUS/],
    ['watching one corpus', ['--watch', '--corpus', 'support'], /--watch takes every corpus/],
    ['an option that is not there', ['--what'], /Usage: npm run ingest/],
  ])('ends with 1 for %s', async (_what, args, expected) => {
    const { code, err } = await ingest(...args);
    expect(code).toBe(1);
    expect(err).toMatch(expected);
    expect(err).not.toContain('\u001b');
  });

  it('commits all that changed at once when it is told to', async () => {
    for (let n = 0; n < 5; n++) {
      writeFileSync(join(folder, `corpora/support/${n}.md`), `Document ${n}.`);
    }
    const { seq, revised } = JSON.parse((await ingest('--atomic', '--json')).out) as IngestReport;
    expect([seq, revised]).toEqual([1, 6]);
  });

  it('loses and doubles nothing when it runs twice at the same time', async () => {
    for (let n = 0; n < 30; n++) {
      writeFileSync(join(folder, `corpora/support/${n}.md`), `Document ${n}.`);
    }
    const both = await Promise.all([ingest('--json'), ingest('--json')]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const reports = both.map(({ out }) => JSON.parse(out) as IngestReport);
    expect(reports.reduce((sum, { revised }) => sum + revised, 0)).toBe(31);
    const { out } = await ingest('--json');
    expect(JSON.parse(out)).toMatchObject({ unchanged: 31, revised: 0, deleted: 0, seq: 31 });
  });
});

describe('npm run ingest -- --watch', () => {
  it('says what came in with each save, and ends with 0 when it is interrupted', async () => {
    const watching = watchUntilInterrupted();
    await watching.said(/Watching the corpora folder/);
    expect(watching.lines()).toEqual([expect.stringMatching(/^1 revised, 0 unchanged/)]);
    writeFileSync(join(folder, 'corpora/support/good.md'), '# Good\n\nA better file.\n');
    await watching.said(/1 revised, .* seq 2,/);
    rmSync(join(folder, 'corpora/support/good.md'));
    await watching.said(/1 deleted, .* seq 3,/);
    expect(watching.lines()).toHaveLength(3);
    expect(await watching.interrupt()).toBe(0);
  });

  it('writes a line of JSON for each report, and ends with 2 when a file failed', async () => {
    const watching = watchUntilInterrupted('--json');
    await watching.said(/Watching the corpora folder/);
    writeFileSync(join(folder, 'corpora/support', HOSTILE), 'Text.');
    await watching.said(/INVALID_DOCUMENT_ID/);
    const reports = watching.lines().map((line) => JSON.parse(line) as IngestReport);
    expect(reports.map(({ revised, failures }) => [revised, failures.length])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(watching.lines().join('')).not.toContain('\u001b');
    expect(await watching.interrupt()).toBe(2);
  });
});
