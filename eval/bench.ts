import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { measureFormats } from './bench/formats.ts';
import { measureFreshness } from './bench/freshness.ts';
import { measureModel } from './bench/model.ts';
import { readOptions, USAGE } from './bench/options.ts';
import { tablesOf } from './bench/report.ts';
import { measureReaders } from './bench/readers.ts';
import type { Bench, BenchResult } from './bench/result.ts';
import { measureScan } from './bench/scan.ts';
import { measureSizes } from './bench/sizes.ts';
import { toMarkdown, toTerminal } from './bench/table.ts';
import { print } from './report.ts';

/** What can be measured, in the order in which a run without a name does it all. */
const COMMANDS: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  formats: measureFormats,
  scan: measureScan,
  freshness: measureFreshness,
  readers: measureReaders,
  sizes: measureSizes,
  model: measureModel,
};
/** A run that takes longer has hung. */
const MAX_MS = 60 * 60_000;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), Object.keys(COMMANDS));
  if (options.help) {
    print(USAGE);
    return;
  }
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort(new Error('Interrupted.'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const tooLong = AbortSignal.timeout(MAX_MS);
  const signal = AbortSignal.any([interrupted.signal, tooLong]);
  const folder = mkdtempSync(join(tmpdir(), 'footnote-bench-'));
  const result: BenchResult = {
    machine: describeMachine(),
    formats: [],
    scan: null,
    freshness: null,
    readers: null,
    sizes: null,
    model: null,
  };
  try {
    for (const [name, measure] of Object.entries(COMMANDS)) {
      if (options.commands.includes(name)) await measure({ folder, options, signal, result });
    }
  } catch (error) {
    // Whatever an interruption broke first, it is the reason.
    throw signal.aborted ? signal.reason : error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    // Also when a run breaks off: what was measured by then took its time.
    write(result, options);
  }
}

function describeMachine(): BenchResult['machine'] {
  const [processor] = cpus();
  const cpu = processor?.model ?? '?';
  return { cpu, cores: cpus().length, node: process.version, loadBefore: loadavg()[0] ?? NaN };
}

function write(result: BenchResult, { json, markdown }: Bench['options']): void {
  const tables = tablesOf(result);
  print(toTerminal(tables));
  if (json !== null) writeTo(json, `${JSON.stringify(result, null, 2)}\n`);
  if (markdown !== null) writeTo(markdown, toMarkdown(tables));
}

function writeTo(path: string, text: string): void {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  writeFileSync(path, text);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
