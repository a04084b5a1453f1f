import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/core/config.ts';
import { measureIngest } from './bench/ingest-rate.ts';
import { measureFirst, measureInProcess, measureOverHttp } from './bench/latency.ts';
import { writeMaterial } from './bench/material.ts';
import { printBench, type BenchResult } from './bench/report.ts';
import { startServer } from './bench/server-process.ts';

const USAGE = `Usage: npm run bench -- [--passages N] [--questions N] [--made-up] [--server FILE]
                         [--json FILE]

Ingest rate, start-up, latency of search and ask, and memory, with the embedded drivers, on Markdown
files made from ../shared/data/retrieval/squad where that is there, else made up from a fixed seed.

  --passages N    paragraphs to ingest (20000)
  --questions N   questions to ask, after 50 to warm up (500)
  --made-up       made-up files in any case
  --server FILE   what is started as the server (src/server.ts, by tsx); dist/src/server.js after a build
  --json FILE     write the numbers there, too`;

const WARM_UP = 50;
/** A run that takes longer has hung. */
const MAX_MS = 15 * 60_000;

interface Options {
  readonly passages: number;
  readonly questions: number;
  readonly madeUp: boolean;
  readonly server: string;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      passages: { type: 'string', default: '20000' },
      questions: { type: 'string', default: '500' },
      server: { type: 'string', default: 'src/server.ts' },
      'made-up': { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const options = {
    passages: wholeNumber('passages', values.passages),
    questions: wholeNumber('questions', values.questions),
    madeUp: values['made-up'],
    server: values.server,
  };
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort()).once('SIGTERM', () => interrupted.abort());
  const signal = AbortSignal.any([interrupted.signal, AbortSignal.timeout(MAX_MS)]);
  const folder = mkdtempSync(join(tmpdir(), 'footnote-bench-'));
  try {
    const result = await run(folder, options, signal);
    printBench(result);
    if (values.json !== undefined) {
      writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function wholeNumber(name: string, text: string): number {
  const value = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (value < 1) throw new Error(`--${name} must be a whole number from 1.\n\n${USAGE}`);
  return value;
}

async function run(folder: string, options: Options, signal: AbortSignal): Promise<BenchResult> {
  const { passages: paragraphs, madeUp, server } = options;
  const corporaDir = join(folder, 'corpora');
  const { questions, ...material } = writeMaterial(corporaDir, {
    paragraphs,
    madeUp,
    questions: options.questions + WARM_UP,
  });
  const asked = { warmUp: questions.slice(0, WARM_UP), counted: questions.slice(WARM_UP) };
  const config = readConfig({ DATA_DIR: join(folder, 'data'), CORPORA_DIR: corporaDir });

  const ingest = await measureIngest(config, material.bytes);
  const emptyBytes = await residentWhenEmpty(folder, server, signal);
  const first = await startAndAsk(server, config, asked, signal);
  const second = await startAndAsk(server, config, asked, signal);
  const inProcess = await measureInProcess(config, asked, signal);
  return {
    machine: { cpu: cpus()[0]?.model ?? '?', cores: cpus().length, node: process.version },
    material,
    ingest,
    start: { server, first: startOf(first), again: startOf(second) },
    memory: {
      emptyBytes,
      readyBytes: second.readyBytes,
      askedBytes: second.askedBytes,
      bytesPerPassage: (second.askedBytes - emptyBytes) / ingest.passages,
    },
    latency: { firstStart: first.latencies, http: second.latencies, inProcess },
  };
}

function startOf({ readyMs, firstQuestionMs }: BenchResult['start']['first']) {
  return { readyMs, firstQuestionMs };
}

async function residentWhenEmpty(
  folder: string,
  server: string,
  signal: AbortSignal,
): Promise<number> {
  const config = { dataDir: join(folder, 'empty-data'), corporaDir: join(folder, 'no-corpora') };
  mkdirSync(config.corporaDir);
  const running = await startServer(server, config, signal);
  const bytes = running.residentBytes();
  await running.close();
  return bytes;
}

async function startAndAsk(
  server: string,
  config: { dataDir: string; corporaDir: string },
  questions: Parameters<typeof measureOverHttp>[1],
  signal: AbortSignal,
) {
  const running = await startServer(server, config, signal);
  try {
    const readyBytes = running.residentBytes();
    const firstQuestionMs = await measureFirst(running.address, questions, signal);
    const latencies = await measureOverHttp(running.address, questions, signal);
    const { readyMs } = running;
    return { readyMs, readyBytes, firstQuestionMs, latencies, askedBytes: running.residentBytes() };
  } finally {
    await running.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
