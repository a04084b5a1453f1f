import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
let folder = '';
const running: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-server-'));
  mkdirSync(join(folder, 'corpora', 'support'), { recursive: true });
  writeFileSync(
    join(folder, 'corpora', 'support', 'refunds.md'),
    '# Refunds\n\nRefunds are paid within 14 days of the return.\n',
  );
});

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  /** All that was written to standard error, once it holds what is looked for. */
  readonly said: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly ended: Promise<{ code: number | null; said: string }>;
}

function start(env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATA_DIR: join(folder, 'data'),
      CORPORA_DIR: join(folder, 'corpora'),
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.push(child);
  let written = '';
  child.stderr.on('data', (chunk: Buffer) => (written += chunk.toString()));
  const ended = new Promise<{ code: number | null; said: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, said: written }));
  });
  const said = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(written);
        if (match) resolve(match);
      };
      child.stderr.on('data', look);
      void ended.then(() => reject(new Error(`it ended without ${pattern}: ${written}`)));
      look();
    });
  return { child, said, ended };
}

const READY = /Footnote is ready at (http:\/\/127\.0\.0\.1:\d+) with 1 documents?, 1 passages?/;

describe('the server', () => {
  it('takes in the corpora, answers, and closes in order when told to', async () => {
    const { child, said, ended } = start();
    const [, address] = await said(READY);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    const response = await fetch(`${address}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'How many days until refunds are paid?' }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'answered', offsetUnit: 'utf16' });
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
  });

  it('serves what it holds after a restart, with the same seq', async () => {
    const first = start();
    await first.said(READY);
    first.child.kill('SIGINT');
    expect(await first.ended).toMatchObject({ code: 0 });
    const second = start();
    const [, address] = await second.said(READY);
    const response = await fetch(`${address}/v1/documents/support%2Frefunds.md`);
    expect(await response.json()).toMatchObject({ revision: 1, revisions: [{ fromSeq: 1 }] });
  });

  it('names a file that it could not take in, and serves the others', async () => {
    writeFileSync(
      join(folder, 'corpora', 'support', 'bad.md'),
      Buffer.from([0x23, 0x20, 0xff, 0xc3, 0x28]),
    );
    const { said } = start();
    await said(/Not taken in: support\/bad\.md: .+ \([A-Z_]+\)/);
    await said(READY);
  });

  it('says in one line that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, said } = await start({ PORT: String(port) }).ended;
    other.close();
    expect(code).toBe(1);
    expect(said.trim().split('\n')).toEqual([
      expect.stringMatching(new RegExp(`^Cannot listen at 127\\.0\\.0\\.1, port ${port}: .*PORT`)),
    ]);
  });

  it.each([
    [{ PORT: 'x' }, /^PORT must be .* \(INVALID_CONFIG\)$/],
    [{ HOST: '0.0.0.0' }, /^HOST is 0\.0\.0\.0.*ALLOW_ANONYMOUS=true.* \(INVALID_CONFIG\)$/],
    [{ DATA_DIR: '/dev/null/data' }, /\/dev\/null/],
  ])('says in one line what is wrong with %j', async (env, line) => {
    const { code, said } = await start(env).ended;
    expect(code).toBe(1);
    expect(said.trim().split('\n')).toEqual([expect.stringMatching(line)]);
  });
});
