import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { readConfig } from '../../src/core/config.ts';
import type { Answer } from '../../src/core/model.ts';
import { quantile } from '../../src/core/quantile.ts';
import { measureIngest } from './ingest-rate.ts';
import { writeMaterial } from './material.ts';
import { say } from './progress.ts';
import type { Bench, ModelResult } from './result.ts';
import { startServer } from './server-process.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const WARM_UP = 30;

/** Asks a server whose chat model takes a known time, and tells what everything else takes. */
export async function measureModel({ options, result, signal, ...bench }: Bench): Promise<void> {
  const folder = join(bench.folder, 'model');
  const model = await startModel();
  try {
    say(`a chat model beside ${options.passages} passages: writing files`);
    const { questions, ...material } = await writeMaterial(
      join(folder, 'corpora'),
      {
        passages: options.passages,
        questions: WARM_UP + options.questions,
        madeUp: options.madeUp,
      },
      signal,
    );
    const config = readConfig({
      DATA_DIR: join(folder, 'data'),
      CORPORA_DIR: join(folder, 'corpora'),
    });
    say('  ingest');
    const { passages } = await measureIngest(config, material.bytes, signal);
    const running = await startServer(options.server, config, signal, {
      settings: { GENERATOR: 'chat', CHAT_MODEL: 'bench', OPENAI_BASE_URL: `${model.address}/v1` },
    });
    try {
      await running.atRestMs();
      say('  asking');
      const asked = await askAll(running.address, questions, signal);
      result.model = { passages, ...summarise(asked, await model.spentMs()) };
    } finally {
      await running.close();
    }
  } finally {
    await model.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface AskedModel {
  readonly totalMs: number;
  readonly answer: Answer;
}

async function askAll(
  address: string,
  questions: readonly string[],
  signal: AbortSignal,
): Promise<AskedModel[]> {
  const asked: AskedModel[] = [];
  for (const question of questions) {
    const startedAt = performance.now();
    const response = await fetch(`${address}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question }),
      signal,
    });
    const answer = (await response.json()) as Answer;
    if (!response.ok) throw new Error(`The server answered ${response.status} to ${question}`);
    asked.push({ totalMs: performance.now() - startedAt, answer });
  }
  return asked;
}

function summarise(
  asked: readonly AskedModel[],
  spentMs: readonly number[],
): Omit<ModelResult, 'passages'> {
  if (spentMs.length !== asked.length) {
    throw new Error(`The model was asked ${spentMs.length} times for ${asked.length} questions.`);
  }
  const counted = asked.slice(WARM_UP);
  const spent = spentMs.slice(WARM_UP);
  const added = counted.map(({ totalMs }, i) => totalMs - (spent[i] ?? NaN));
  const claims = counted.flatMap(({ answer }) => answer.claims);
  return {
    questions: counted.length,
    claims: claims.length / counted.length,
    modelMs: quantile(spent, 0.5),
    added: { p50Ms: quantile(added, 0.5), p99Ms: quantile(added, 0.99) },
    retrieveMs: quantile(
      counted.map(({ answer }) => answer.timings.retrieveMs),
      0.5,
    ),
    verifyMs: quantile(
      counted.map(({ answer }) => answer.timings.verifyMs),
      0.5,
    ),
  };
}

interface RunningModel {
  readonly address: string;
  readonly spentMs: () => Promise<number[]>;
  readonly close: () => Promise<void>;
}

/** The stand-in for a model, in a process of its own so that it takes no time of the server's. */
async function startModel(): Promise<RunningModel> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', 'eval/bench/model-endpoint.ts'],
    { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  if (child.stdout === null) throw new Error('The model has no output.');
  const lines = createInterface({ input: child.stdout });
  const [port] = (await once(lines, 'line')) as [string];
  const address = `http://127.0.0.1:${port}`;
  return {
    address,
    spentMs: async () => (await (await fetch(`${address}/spent`)).json()) as number[],
    async close() {
      if (child.exitCode !== null) return;
      child.stdin?.end();
      await once(child, 'exit');
    },
  };
}
