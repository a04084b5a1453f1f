import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../typos.ts';
import { violationOf, type Violation } from './freshness-check.ts';
import { connect, type Client } from './freshness-client.ts';
import { buildGraph, subjectAt, writeCorpora, type Subject } from './freshness-corpora.ts';
import type { ReadersPhase, ReadersResult } from './freshness-result.ts';
import { say } from './progress.ts';
import type { Bench } from './result.ts';
import { startServer, type ServerProcess } from './server-process.ts';
import { spreadOf } from './spread.ts';

const ASKERS = 4;
const WARM_UP = 25;
const SEED = 4_44;

/** What all who read and write share: who they talk to, and what is known to be committed. */
interface Scene {
  readonly server: ServerProcess;
  readonly writer: Client;
  /** Each value is that of the last revision whose PUT was answered. */
  readonly subjects: readonly Subject[];
  /** The seq of the last PUT that was answered. */
  seq: number;
  readonly violations: Partial<Record<Violation, number>>;
  readonly signal: AbortSignal;
}

/** Asks about documents at rest, and again while a writer revises them one after the other. */
export async function measureReaders({ options, result, signal, ...bench }: Bench): Promise<void> {
  const folder = join(bench.folder, 'readers');
  try {
    // The value of each document is the number of its revision.
    const corpora = await writeCorpora({ folder, options, signal }, () => 1);
    say('  first start');
    const server = await startServer(options.server, corpora.config, signal, { probed: true });
    const { subjects } = corpora;
    const writer = connect(server.address, signal);
    const scene: Scene = { server, writer, subjects, seq: 0, violations: {}, signal };
    try {
      await buildGraph(server, writer, subjects);
      result.readers = { ...corpora.size, ...(await measurePhases(scene, options.questions)) };
    } finally {
      writer.close();
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measurePhases(
  scene: Scene,
  questions: number,
): Promise<Pick<ReadersResult, 'askers' | 'idle' | 'writing' | 'violations'>> {
  const withWriter = (count: number) => whileWriting(scene, () => askAll(scene, count));
  say('  warming up');
  await withWriter(WARM_UP);
  say('  questions alone');
  const idle = await askAll(scene, questions);
  say('  questions while documents are revised');
  const writing = await withWriter(questions);
  return { askers: ASKERS, idle, writing, violations: scene.violations };
}

/** Every asker asks so many questions, all of them at once. */
async function askAll(scene: Scene, questions: number): Promise<ReadersPhase> {
  const { eventLoop } = scene.server;
  await eventLoop.start();
  const durations = await Promise.all(
    Array.from({ length: ASKERS }, (_, asker) => askOneByOne(scene, asker, questions)),
  );
  return { ask: spreadOf(durations.flat()), eventLoop: await eventLoop.stop() };
}

/** About documents by chance, every other time with `minSeq`. */
async function askOneByOne(scene: Scene, asker: number, questions: number): Promise<number[]> {
  const { server, subjects, violations, signal } = scene;
  const random = createRandom(SEED + asker);
  const client = connect(server.address, signal);
  const durations: number[] = [];
  try {
    while (durations.length < questions) {
      const at = Math.floor(random() * subjects.length);
      const { document, value: oldest } = subjectAt(subjects, at);
      const minSeq = durations.length % 2 === 0 ? scene.seq : null;
      const startedAt = performance.now();
      const answer = await client.ask(document.question, minSeq);
      durations.push(performance.now() - startedAt);
      const violation = violationOf(answer, document, oldest);
      if (violation !== null) violations[violation] = (violations[violation] ?? 0) + 1;
    }
  } finally {
    client.close();
  }
  return durations;
}

/** Revises the documents in turn, one after the other, for as long as `run` takes. */
async function whileWriting(
  scene: Scene,
  run: () => Promise<ReadersPhase>,
): Promise<ReadersResult['writing']> {
  const ended = new AbortController();
  const startedAt = performance.now();
  const [phase, durations] = await Promise.all([
    run().finally(() => ended.abort()),
    writeUntil(scene, ended.signal),
  ]);
  const seconds = (performance.now() - startedAt) / 1000;
  return { ...phase, put: spreadOf(durations), putsPerSecond: durations.length / seconds };
}

async function writeUntil(scene: Scene, ended: AbortSignal): Promise<number[]> {
  const durations: number[] = [];
  for (let at = 0; !ended.aborted; at++) {
    const subject = subjectAt(scene.subjects, at);
    const { document, value } = subject;
    const markdown = document.render(value + 1);
    const startedAt = performance.now();
    const { revision, seq } = await scene.writer.put(document.documentId, markdown);
    durations.push(performance.now() - startedAt);
    if (revision !== value + 1) throw new Error(`${document.documentId} is at ${revision}.`);
    subject.value = revision;
    scene.seq = seq;
  }
  return durations;
}
