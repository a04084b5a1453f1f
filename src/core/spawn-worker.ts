import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

// A new thread does not take over how this one reads TypeScript (tsx, vitest), so it registers tsx
// itself. This is JavaScript in a string because at that point nothing could load a file of TypeScript.
const BOOTSTRAP = `
  const { workerData } = require('node:worker_threads');
  import(workerData.tsxApi).then(({ register }) => {
    register();
    return import(workerData.module);
  });
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
  return new Worker(BOOTSTRAP, {
    ...common,
    eval: true,
    workerData: { payload, tsxApi: tsxApiUrl(), module: module.href },
  });
}

function tsxApiUrl(): string {
  const commonJs = createRequire(import.meta.url).resolve('tsx/esm/api');
  // `require` resolves to its CommonJS form, whose register() looks for its hooks in the wrong folder.
  return pathToFileURL(commonJs.replace(/\.cjs$/, '.mjs')).href;
}
