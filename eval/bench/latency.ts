import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { compose } from '../../src/compose.ts';
import type { Config } from '../../src/core/config.ts';
import { quantile } from '../../src/core/quantile.ts';
import type { ServerProcess } from './server-process.ts';
import { plainQuery } from '../../src/retrieve/plain-query.ts';

export interface Latency {
  readonly questions: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /**
   * Mean processor time that the answering process used for a question, with whatever else it did
   * meanwhile. Other work on the machine hardly changes it.
   */
  readonly cpuMs: number;
}

export interface Latencies {
  readonly search: Latency;
  readonly ask: Latency;
}

export interface Questions {
  /** Asked first and not counted. */
  readonly warmUp: readonly string[];
  readonly counted: readonly string[];
}

/** One question after the other over one connection, from sending it to the last byte of the reply. */
export async function measureOverHttp(
  { address, cpuMs }: ServerProcess,
  questions: Questions,
  signal: AbortSignal,
): Promise<Latencies> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const over = (path: string) => (question: string) =>
    post(agent, `${address}${path}`, JSON.stringify({ question }), signal);
  try {
    return {
      search: await measure(over('/v1/search'), cpuMs, questions, signal),
      ask: await measure(over('/v1/ask'), cpuMs, questions, signal),
    };
  } finally {
    agent.destroy();
  }
}

/** How long the very first question takes: what is loaded or worked out on demand is part of it. */
export async function measureFirst(
  address: string,
  { warmUp }: Questions,
  signal: AbortSignal,
): Promise<number> {
  const agent = new Agent();
  const startedAt = performance.now();
  await post(agent, `${address}/v1/search`, JSON.stringify({ question: warmUp[0] }), signal);
  agent.destroy();
  return performance.now() - startedAt;
}

/** The same without HTTP, in this process. */
export async function measureInProcess(
  config: Config,
  questions: Questions,
  signal: AbortSignal,
): Promise<Latencies> {
  const parts = await compose(config);
  const cpuMs = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  try {
    const search = (question: string) => parts.retriever.retrieve(plainQuery(question));
    return {
      search: await measure(search, cpuMs, questions, signal),
      ask: await measure(
        (question) => parts.answerer.answer(plainQuery(question)),
        cpuMs,
        questions,
        signal,
      ),
    };
  } finally {
    await parts.close();
  }
}

async function measure(
  run: (question: string) => Promise<unknown>,
  cpuMs: () => number,
  { warmUp, counted }: Questions,
  signal: AbortSignal,
): Promise<Latency> {
  for (const question of warmUp) {
    await setImmediate();
    await run(question);
  }
  const durations: number[] = [];
  const cpuBefore = cpuMs();
  for (const question of counted) {
    signal.throwIfAborted();
    // In process a question need not wait for anything: what other threads send would never be read.
    await setImmediate();
    const startedAt = performance.now();
    await run(question);
    durations.push(performance.now() - startedAt);
  }
  return {
    questions: durations.length,
    p50Ms: quantile(durations, 0.5),
    p99Ms: quantile(durations, 0.99),
    maxMs: Math.max(...durations),
    cpuMs: (cpuMs() - cpuBefore) / durations.length,
  };
}

function post(agent: Agent, url: string, body: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const sent = request(url, { method: 'POST', agent, headers, signal }, (response) => {
      text(response).then((reply) => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url} answered ${response.statusCode} to ${body}: ${reply}`));
      }, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
