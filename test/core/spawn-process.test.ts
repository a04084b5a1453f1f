import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { spawnProcess } from '../../src/core/spawn-process.ts';

async function writeModule(source: string): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-process-'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'process.ts'), source);
  return pathToFileURL(join(folder, 'process.ts'));
}

describe('spawnProcess', () => {
  it('runs a module of TypeScript, imports included, and exchanges values with it', async () => {
    const ids = new URL('../../src/core/ids.ts', import.meta.url).href;
    const module = await writeModule(`
      import { isCorpusName } from '${ids}';
      process.on('message', (names: Map<string, Uint8Array>) => {
        process.send?.([...names.keys()].map((name) => isCorpusName(name)));
      });
    `);
    const child = spawnProcess(module, { args: [], nodeOptions: [] });
    child.send(
      new Map([
        ['support', Buffer.alloc(3)],
        ['../x', Buffer.alloc(0)],
      ]),
    );
    expect(await once(child, 'message')).toEqual([[true, false], undefined]);
    child.kill();
  });

  it('passes on arguments and flags, but no environment', async () => {
    const module = await writeModule(`
      process.send?.([process.argv.slice(2), process.execArgv.at(-1), Object.keys(process.env)]);
    `);
    const child = spawnProcess(module, { args: ['a b'], nodeOptions: ['--stack-size=900'] });
    const [[args, flag, names]] = (await once(child, 'message')) as [[string[], string, string[]]];
    child.kill();
    expect([args, flag]).toEqual([['a b'], '--stack-size=900']);
    expect(names.filter((name) => !name.startsWith('NODE_CHANNEL'))).toEqual([]);
  });

  it('ends, and says why, when the module cannot be loaded', async () => {
    const module = await writeModule(`import './is-not-there.ts';`);
    const child = spawnProcess(module, { args: [], nodeOptions: [] });
    let said = '';
    child.stderr?.on('data', (written: Buffer) => (said += written.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(said).toContain('is-not-there');
  });
});
