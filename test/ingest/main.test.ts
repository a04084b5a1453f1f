import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IngestReport } from '../../ingest/types.ts';

const root = new URL('../..', import.meta.url).pathname;
const HOSTILE = 'a\u001b[2J\u009b31m\u202eb.md';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-ingest-'));
  mkdirSync(join(folder, 'corpora/support'), { recursive: true });
  writeFileSync(join(folder, 'corpora/support/good.md'), '# Good\n\nA good file.\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function ingest(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = {
    PATH: process.env['PATH'],
    DATA_DIR: join(folder, 'data'),
    CORPORA_DIR: join(folder, 'corpora'),
  };
  const command = ['--import', 'tsx', 'ingest/main.ts', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
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
    ['an option that is not there', ['--what'], /Usage: npm run ingest/],
  ])('ends with 1 for %s', async (_what, args, expected) => {
    const { code, err } = await ingest(...args);
    expect(code).toBe(1);
    expect(err).toMatch(expected);
    expect(err).not.toContain('\u001b');
  });
});
