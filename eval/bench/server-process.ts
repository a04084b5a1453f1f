import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../../src/core/config.ts';
import { meterOf, PROBE, type EventLoopMeter } from './event-loop-meter.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const POLL_MS = 10;
/** A server that is told to close writes its index; after this it is ended. */
const CLOSE_MS = 60_000;
/** A process that uses less than `cpuMs` of processor time in `forMs` is at rest. */
const REST = { forMs: 2_000, cpuMs: 50 };

/** The real server, in a process of its own. */
export interface ServerProcess {
  readonly address: string;
  /** From the start of the process until /readyz answers 200. */
  readonly readyMs: number;
  /** Memory that is in use now, in bytes; NaN where `ps` cannot tell. */
  readonly residentBytes: () => number;
  /** Processor time it has used, of all its threads; NaN where that cannot be told. */
  readonly cpuMs: () => number;
  /**
   * Resolves when the process has used next to no processor time for a while, and so has built whatever it
   * builds in the background: with how long after its start that was. NaN, at once, where that cannot be told.
   */
  readonly atRestMs: () => Promise<number>;
  readonly eventLoop: EventLoopMeter;
  /** Ends it in good order, or by force when that takes too long. */
  readonly close: () => Promise<void>;
}

interface StartOptions {
  /** Whether the delay of its event loop can be measured in it. */
  readonly probed?: boolean;
  /** Environment variables beside the folders. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Starts the server and waits until it is ready.
 * @param entry the file that is run, relative to the project: a .ts by tsx, or what `npm run build` made
 */
export async function startServer(
  entry: string,
  config: Pick<Config, 'dataDir' | 'corporaDir'>,
  signal: AbortSignal,
  { probed = false, settings = {} }: StartOptions = {},
): Promise<ServerProcess> {
  const port = await freePort();
  const startedAt = performance.now();
  const loader = probed || entry.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const probe = probed ? ['--import', PROBE] : [];
  const child = spawn(process.execPath, [...loader, ...probe, entry], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      LOG_LEVEL: 'error',
      DATA_DIR: config.dataDir,
      CORPORA_DIR: config.corporaDir,
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'pipe', ...(probed ? (['ipc'] as const) : [])],
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
    await end(child, 'SIGKILL');
    throw error;
  }
  return {
    address,
    readyMs: performance.now() - startedAt,
    // `ps` tells kibibytes.
    residentBytes: () => Number(ask(child, 'rss')) * 1024,
    cpuMs: () => cpuMs(child),
    atRestMs: async () => (await atRestSince(child, signal)) - startedAt,
    eventLoop: meterOf(child, signal),
    close: () => end(child, 'SIGTERM'),
  };
}

/** Ends the process and waits until it is gone. */
async function end(child: ChildProcess, by: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(by);
  const tooLate = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
  await exit;
  clearTimeout(tooLate);
}

/** Waits until the process does nothing: since when, by `performance.now()`; NaN where that cannot be told. */
async function atRestSince(child: ChildProcess, signal: AbortSignal): Promise<number> {
  let before = cpuMs(child);
  while (!Number.isNaN(before)) {
    const since = performance.now();
    await delay(REST.forMs, undefined, { signal });
    const now = cpuMs(child);
    if (now - before < REST.cpuMs) return since;
    before = now;
  }
  return Number.NaN;
}

/** Linux tells hundredths of a second in /proc, others in `ps`. */
function cpuMs(child: ChildProcess): number {
  try {
    const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
    // After the name in brackets: utime and stime are the 14th and 15th field of all.
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return 10 * (Number(user) + Number(system));
  } catch {
    const parts = ask(child, 'time').split(':').map(Number);
    return 1000 * parts.reduce((sum, part) => sum * 60 + part, 0);
  }
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

/** What `ps` says of the process; "NaN" where it cannot tell. */
function ask(child: ChildProcess, what: 'rss' | 'time'): string {
  try {
    return execFileSync('ps', ['-o', `${what}=`, '-p', String(child.pid)], { encoding: 'utf8' });
  } catch {
    return 'NaN';
  }
}
