import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../../src/core/config.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const POLL_MS = 10;
/** A server that is told to close writes its index; after this it is ended. */
const CLOSE_MS = 30_000;

/** The real server, in a process of its own. */
export interface ServerProcess {
  readonly address: string;
  /** From the start of the process until /readyz answers 200. */
  readonly readyMs: number;
  /** Memory that is in use now, in bytes; NaN where `ps` cannot tell. */
  residentBytes(): number;
  close(): Promise<void>;
}

/**
 * Starts the server and waits until it is ready.
 * @param entry the file that is run, relative to the project: a .ts by tsx, or what `npm run build` made
 */
export async function startServer(
  entry: string,
  config: Pick<Config, 'dataDir' | 'corporaDir'>,
  signal: AbortSignal,
): Promise<ServerProcess> {
  const port = await freePort();
  const startedAt = performance.now();
  const loader = entry.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child = spawn(process.execPath, [...loader, entry], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      LOG_LEVEL: 'error',
      DATA_DIR: config.dataDir,
      CORPORA_DIR: config.corporaDir,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  const address = `http://127.0.0.1:${port}`;
  try {
    while (!(await isReady(address))) {
      if (child.exitCode !== null) throw new Error(`The server ended: ${said}`);
      await delay(POLL_MS, undefined, { signal });
    }
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return {
    address,
    readyMs: performance.now() - startedAt,
    residentBytes: () => residentBytesOf(child),
    close: () => close(child),
  };
}

async function close(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const tooLate = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
  await exit;
  clearTimeout(tooLate);
}

async function isReady(address: string): Promise<boolean> {
  return fetch(`${address}/readyz`).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status === 200;
    },
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function residentBytesOf(child: ChildProcess): number {
  try {
    const kibibytes = execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], {
      encoding: 'utf8',
    });
    return Number(kibibytes) * 1024;
  } catch {
    return Number.NaN;
  }
}
