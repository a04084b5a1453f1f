import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoreReport } from '../../../src/store/sqlite/verify/verify.ts';
import { makeFixture, openRaw, type VerifyFixture } from './verify-fixture.ts';

const root = new URL('../../..', import.meta.url).pathname;

let fixture: VerifyFixture;
beforeAll(async () => {
  fixture = await makeFixture();
});
afterAll(() => fixture.remove());

function verifyStore(
  directory: string,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const env = { PATH: process.env['PATH'], DATA_DIR: directory };
  const command = ['--import', 'tsx', 'src/verify-store.ts', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

describe('npm run verify-store', () => {
  it('ends with 0 when nothing is broken, and says what was looked at', async () => {
    const { code, out } = await verifyStore(fixture.directory);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Looked at 15 commits, 6 documents, .* 10 indexed in \d+\.\d s\.\nNothing is broken\.\n$/,
    );
  });

  it('ends with 2 when something is, and names it', async () => {
    const database = openRaw(fixture.directory);
    database.exec(`UPDATE revisions SET characters = 3 WHERE id = 6`);
    database.close();
    const plain = await verifyStore(fixture.directory);
    expect(plain.code).toBe(2);
    expect(plain.out).toMatch(/^BROKEN revision-text: .*\n {2}revision row 6 has \d+ characters/);
    const json = await verifyStore(fixture.directory, '--json');
    expect(json.code).toBe(2);
    expect((JSON.parse(json.out) as StoreReport).findings).toMatchObject([
      { check: 'revision-text' },
    ]);
  });

  it('ends with 1 when there is nothing to look at', async () => {
    const none = await verifyStore(join(fixture.folder, 'none'));
    expect(none).toMatchObject({ code: 1, out: '' });
    expect(none.err).toMatch(/^There is no store in .*none\.\n$/);
    expect(await verifyStore(fixture.directory, '--fast')).toMatchObject({ code: 1 });
  });
});
