import { Worker } from 'node:worker_threads';

/** How often the memory is looked at: at a gigabyte a second, so fast is it filled, it is 50 MB over by then. */
const INTERVAL_MS = 50;

/**
 * The thread that looks. It is JavaScript in a string so that it starts at once, with nothing loaded, and
 * it is a thread because the one that parses does nothing else while it does.
 */
const GUARD = `
  const { workerData: { start, parent, maxGrowthBytes } } = require('node:worker_threads');
  setInterval(() => {
    const orphaned = process.ppid !== parent;
    const grown = start[0] > 0 ? process.memoryUsage.rss() - start[0] : 0;
    if (orphaned || grown > maxGrowthBytes) process.kill(process.pid, 'SIGKILL');
  }, ${INTERVAL_MS});
`;

export interface MemoryGuard {
  /** What grows from here on counts. */
  begin(): void;
  end(): void;
}

/**
 * Kills this process when its resident memory has grown by more than a limit since `begin`: limits of V8
 * know nothing of buffers, which is where archives and compressed streams unpack to. It kills it also when
 * the process that started it is gone.
 */
export function guardMemory(maxGrowthBytes: number): MemoryGuard {
  const start = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  const workerData = { start, parent: process.ppid, maxGrowthBytes };
  new Worker(GUARD, { eval: true, execArgv: [], workerData }).unref();
  return {
    begin() {
      start[0] = process.memoryUsage.rss();
    },
    end() {
      start[0] = 0;
    },
  };
}
