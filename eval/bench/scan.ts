import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { IngestReport } from '../../ingest/types.ts';
import { composeIngest } from '../../src/compose.ts';
import { readConfig, type Config } from '../../src/core/config.ts';
import { quantile } from '../../src/core/quantile.ts';
import { inventDocuments } from './freshness-documents.ts';
import type { ScanResult } from './freshness-result.ts';
import { say } from './progress.ts';
import type { Bench } from './result.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CORPUS = 'scanned';
const DOCUMENT_BYTES = 2_000;
const SCANS = 5;
const VALUE = 12_345;

/** Takes in a folder, then looks again and again whether anything in it has changed. */
export async function measureScan({ options, result, signal, ...bench }: Bench): Promise<void> {
  const folder = join(bench.folder, 'scan');
  const env = { DATA_DIR: join(folder, 'data'), CORPORA_DIR: join(folder, 'corpora') };
  try {
    say(`${options.files} files: writing them`);
    const bytes = writeFiles(env.CORPORA_DIR, options.files);
    const scans = await measureScans(readConfig(env), signal);
    say('  scan by a process of its own');
    const command = await measureCommand(env, signal);
    result.scan = { files: options.files, bytes, ...scans, command };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeFiles(corporaDir: string, count: number): number {
  let bytes = 0;
  for (const document of inventDocuments({ corpus: CORPUS, count, bytes: DOCUMENT_BYTES })) {
    const path = join(corporaDir, document.documentId);
    const markdown = Buffer.from(document.render(VALUE));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, markdown);
    bytes += markdown.length;
  }
  return bytes;
}

async function measureScans(
  config: Config,
  signal: AbortSignal,
): Promise<Omit<ScanResult, 'files' | 'bytes' | 'command'>> {
  const parts = await composeIngest(config);
  const scan = () => parts.ingester.scan({ corpus: null, signal });
  try {
    say('  ingest');
    const first = await scan();
    const [failure] = first.failures;
    if (failure !== undefined) throw new Error(`${failure.path}: ${failure.message}`);
    say('  scans');
    const again: IngestReport[] = [];
    while (again.length < SCANS) {
      again.push(await scan());
      signal.throwIfAborted();
    }
    const durations = again.map(({ durationMs }) => durationMs);
    return {
      passages: first.passages,
      ingestMs: first.durationMs,
      unchanged: {
        medianMs: quantile(durations, 0.5),
        maxMs: Math.max(...durations),
        scans: SCANS,
      },
      embedded: again.reduce((sum, { embedded }) => sum + embedded, 0),
      revised: again.reduce((sum, { revised }) => sum + revised, 0),
      sameSeq: again.every(({ seq }) => seq === first.seq),
    };
  } finally {
    await parts.close();
  }
}

async function measureCommand(
  env: Record<string, string>,
  signal: AbortSignal,
): Promise<ScanResult['command']> {
  const args = ['--import', 'tsx', 'ingest/main.ts', '--json'];
  const startedAt = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...env },
    signal,
  });
  const wholeMs = performance.now() - startedAt;
  return { scanMs: (JSON.parse(stdout) as IngestReport).durationMs, wholeMs };
}
