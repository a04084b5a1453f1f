import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { spawnWorker } from '../../src/core/spawn-worker.ts';

/** A folder of its own, of ES modules as this project's are. */
async function writeModule(source: string): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-worker-'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'worker.ts'), source);
  return pathToFileURL(join(folder, 'worker.ts'));
}

describe('spawnWorker', () => {
  it('runs a module of TypeScript, imports included, and hands it the payload', async () => {
    const ids = new URL('../../src/core/ids.ts', import.meta.url).href;
    const module = await writeModule(`
      import { parentPort, workerData } from 'node:worker_threads';
      import { isCorpusName } from '${ids}';
      const names: string[] = workerData.payload;
      parentPort?.postMessage(names.map((name) => isCorpusName(name)));
    `);
    const worker = spawnWorker(module, { payload: ['support', '../x'] });
    expect(await once(worker, 'message')).toEqual([[true, false]]);
    await worker.terminate();
  });

  it('reports a module that cannot be loaded as an error event', async () => {
    const module = await writeModule(`import './is-not-there.ts';`);
    await expect(once(spawnWorker(module), 'message')).rejects.toThrow(/is-not-there/);
  });
});
