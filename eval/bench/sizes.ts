import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/core/config.ts';
import { fitGrowth } from './growth.ts';
import { measureIngest } from './ingest-rate.ts';
import { measureFirst, measureInProcess, measureOverHttp, type Questions } from './latency.ts';
import { writeMaterial } from './material.ts';
import { say } from './progress.ts';
import type { Bench, EmptyServer, SizeResult, Start } from './result.ts';
import { startServer, type ServerProcess } from './server-process.ts';

const WARM_UP = 50;

/** Each size after the other, every one from an empty data directory that is removed afterwards. */
export async function measureSizes(bench: Bench): Promise<void> {
  const { options, result } = bench;
  for (const size of options.sizes) {
    const folder = join(bench.folder, String(size));
    try {
      say(`${size} passages: writing files`);
      const { questions, ...material } = await writeMaterial(
        join(folder, 'corpora'),
        { passages: size, questions: WARM_UP + options.questions, madeUp: options.madeUp },
        bench.signal,
      );
      const asked = { warmUp: questions.slice(0, WARM_UP), counted: questions.slice(WARM_UP) };
      result.sizes ??= {
        server: options.server,
        empty: await measureEmpty(bench, asked),
        measured: [],
        growth: [],
      };
      const { measured, empty } = result.sizes;
      measured.push({ size, material, ...(await measureSize(bench, folder, material, asked)) });
      result.sizes.growth = fitGrowth(measured, empty);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

async function measureSize(
  { options: { server }, signal }: Bench,
  folder: string,
  material: SizeResult['material'],
  questions: Questions,
): Promise<Omit<SizeResult, 'size' | 'material'>> {
  const dataDir = join(folder, 'data');
  const config = readConfig({ DATA_DIR: dataDir, CORPORA_DIR: join(folder, 'corpora') });
  const start = () => startServer(server, config, signal);
  say('  ingest');
  const ingest = await measureIngest(config, material.bytes, signal);
  const documentBytes = bytesIn(dataDir);
  say('  first start');
  const first = await withServer(start, async (running) => ({
    ...(await measureStart(running, questions, signal)),
    atRestMs: await running.atRestMs(),
  }));
  const indexBytes = bytesIn(dataDir, '.hnsw');
  say('  second start');
  const again = await withServer(start, (running) => measureStart(running, questions, signal));
  say('  in process');
  const inProcess = await measureInProcess(config, questions, signal);
  const disk = { documentBytes, indexBytes };
  return { passages: ingest.passages, ingest, first, again, inProcess, disk };
}

/** What a server takes that holds nothing, started a second time: the first compiles the code. */
async function measureEmpty(
  { folder, options: { server }, signal }: Bench,
  questions: Questions,
): Promise<EmptyServer> {
  const config = { dataDir: join(folder, 'empty-data'), corporaDir: join(folder, 'no-corpora') };
  mkdirSync(config.corporaDir);
  const start = () => startServer(server, config, signal);
  await withServer(start, () => Promise.resolve());
  const { readyMs, readyBytes, askedBytes } = await withServer(start, (running) =>
    measureStart(running, questions, signal),
  );
  return { readyMs, readyBytes, askedBytes };
}

async function measureStart(
  running: ServerProcess,
  questions: Questions,
  signal: AbortSignal,
): Promise<Start> {
  const { address, readyMs, residentBytes } = running;
  const readyBytes = residentBytes();
  const firstQuestionMs = await measureFirst(address, questions, signal);
  const latencies = await measureOverHttp(running, questions, signal);
  return { readyMs, firstQuestionMs, readyBytes, askedBytes: residentBytes(), latencies };
}

async function withServer<T>(
  start: () => Promise<ServerProcess>,
  measure: (running: ServerProcess) => Promise<T>,
): Promise<T> {
  const running = await start();
  try {
    return await measure(running);
  } finally {
    await running.close();
  }
}

/** The size of a folder's files, of those whose names end so. */
function bytesIn(folder: string, ending = ''): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .reduce((sum, { name }) => sum + statSync(join(folder, name)).size, 0);
}
