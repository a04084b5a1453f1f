import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

// A new thread does not take over how this one reads TypeScript (tsx, vitest), so it registers tsx
// itself. This is JavaScript in a string because at that point nothing could load a file of TypeScript.
// By `require`, since `import` would start another thread for tsx's hooks, and take thrice as long.
const BOOTSTRAP = `
  const { workerData } = require('node:worker_threads');
  require(workerData.tsxApi).register();
  require(workerData.file);
`;

/**
 * A worker thread that runs `module`, whether this process runs TypeScript (tsx, vitest) or what
 * `npm run build` made. Name the source file, `new URL('./dense-worker.ts', import.meta.url)`: in the
 * build its `.js` is run. The worker finds `payload` as `workerData.payload`. A module that cannot be
 * loaded is an 'error' event of the worker.
 */
export function spawnWorker(
  module: URL,
  options: Omit<WorkerOptions, 'workerData' | 'eval' | 'execArgv'> & { payload?: unknown } = {},
): Worker {
  const { payload = null, ...workerOptions } = options;
  // Flags of this process (a test runner's, tsx's loader) are not for the worker.
  const common = { ...workerOptions, execArgv: [] };
  if (import.meta.url.endsWith('.js')) {
    const built = new URL(module.href.replace(/\.ts$/, '.js'));
    return new Worker(built, { ...common, workerData: { payload } });
  }
  const tsxApi = createRequire(import.meta.url).resolve('tsx/cjs/api');
  const file = fileURLToPath(module);
  return new Worker(BOOTSTRAP, { ...common, eval: true, workerData: { payload, tsxApi, file } });
}
