import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/*
 * What lets that process read TypeScript, as JavaScript in a string because nothing could load a file of
 * TypeScript yet. tsx would do, but it works through every library as well: pdf.js then takes 450 MB and
 * two seconds more than it does by itself.
 */
const HOOKS = `
  import { readFile } from 'node:fs/promises';
  import { createRequire } from 'node:module';
  let esbuild;
  export function initialize(path) {
    esbuild = createRequire(path)(path);
  }
  export async function load(url, context, nextLoad) {
    if (!url.endsWith('.ts')) return nextLoad(url, context);
    const source = await readFile(new URL(url), 'utf8');
    const { code } = await esbuild.transform(source, { loader: 'ts', target: 'es2023' });
    return { format: 'module', source: code, shortCircuit: true };
  }
`;

/**
 * A process that runs `module` and talks through `send` and 'message', in structured clones as between
 * threads; whether this process runs TypeScript (tsx, vitest) or what `npm run build` made. Name the source
 * file, `new URL('./parse-process.ts', import.meta.url)`: in the build its `.js` is run.
 *
 * It is given no environment, and so no keys. What it writes to standard error can be read from `stderr`.
 */
export function spawnProcess(
  module: URL,
  { args, nodeOptions }: { args: readonly string[]; nodeOptions: readonly string[] },
): ChildProcess {
  const built = import.meta.url.endsWith('.js');
  const path = fileURLToPath(built ? module.href.replace(/\.ts$/, '.js') : module);
  return fork(path, args, {
    // Flags of this process (a test runner's, tsx's loader) are not for that one.
    execArgv: [...(built ? [] : ['--import', hooksUrl()]), ...nodeOptions],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function hooksUrl(): string {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  // tsx brings it along.
  const esbuild = createRequire(tsx).resolve('esbuild');
  const hooks = moduleUrl(HOOKS);
  return moduleUrl(
    `import { register } from 'node:module';
     register(${JSON.stringify(hooks)}, { data: ${JSON.stringify(esbuild)} });`,
  );
}

function moduleUrl(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
