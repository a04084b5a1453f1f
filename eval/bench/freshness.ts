import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../src/core/config.ts';
import { createRandom } from '../typos.ts';
import { faultOf } from './freshness-check.ts';
import { connect, type Client } from './freshness-client.ts';
import {
  buildGraph,
  subjectAt,
  writeCorpora,
  writeSubjects,
  type EditedCorpora,
  type Subject,
} from './freshness-corpora.ts';
import { rebuildHnswlib } from './freshness-hnswlib.ts';
import type { EditSeries, FreshnessResult } from './freshness-result.ts';
import { say } from './progress.ts';
import type { Bench } from './result.ts';
import { startServer } from './server-process.ts';
import { spreadOf } from './spread.ts';

const WARM_UP = 20;
const SEED = 7_41;

/** What one edit took and led to. */
interface Edit {
  readonly putMs: number;
  readonly wholeMs: number;
  readonly embedded: number;
  readonly fault: string | null;
}

/** Edits documents of a running server and asks about each edit at once; then builds it all anew. */
export async function measureFreshness({
  options,
  result,
  signal,
  ...bench
}: Bench): Promise<void> {
  const folder = join(bench.folder, 'freshness');
  try {
    const nextValue = drawValues();
    const corpora = await writeCorpora({ folder, options, signal }, nextValue);
    const edits = await measureEdits({ options, signal }, corpora, nextValue);
    writeSubjects(corpora.config, corpora.subjects);
    say('  a full rebuild');
    const { corporaDir, dataDir } = corpora.config;
    const anew = { corporaDir, dataDir: join(folder, 'rebuilt') };
    const rebuild = await measureRebuild({ options, signal }, anew, corpora.subjects);
    say('  a rebuild of HNSWLib');
    const hnswlib = await rebuildHnswlib(dataDir, join(folder, 'hnswlib'));
    result.freshness = { ...corpora.size, ...edits, rebuild, hnswlib };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureEdits(
  { options, signal }: Pick<Bench, 'options' | 'signal'>,
  corpora: EditedCorpora,
  nextValue: () => number,
): Promise<Pick<FreshnessResult, 'withMinSeq' | 'withoutMinSeq'>> {
  say('  first start');
  const server = await startServer(options.server, corpora.config, signal);
  const client = connect(server.address, signal);
  const series = (edits: number, withMinSeq: boolean): Promise<EditSeries> =>
    measureSeries(edits, (at) => {
      const subject = subjectAt(corpora.subjects, at);
      return editAndAsk(client, subject, nextValue(), withMinSeq);
    });
  try {
    await buildGraph(server, client, corpora.subjects);
    say('  edits');
    await series(WARM_UP, true);
    return {
      withMinSeq: await series(options.questions, true),
      withoutMinSeq: await series(options.questions, false),
    };
  } finally {
    client.close();
    await server.close();
  }
}

async function measureSeries(
  count: number,
  edit: (at: number) => Promise<Edit>,
): Promise<EditSeries> {
  const edits: Edit[] = [];
  const faults: Record<string, number> = {};
  for (let at = 0; at < count; at++) {
    const made = await edit(at);
    edits.push(made);
    if (made.fault !== null) faults[made.fault] = (faults[made.fault] ?? 0) + 1;
  }
  const embedded = edits.map((edit) => edit.embedded);
  return {
    whole: spreadOf(edits.map(({ wholeMs }) => wholeMs)),
    put: spreadOf(edits.map(({ putMs }) => putMs)),
    ask: spreadOf(edits.map(({ wholeMs, putMs }) => wholeMs - putMs)),
    embedded: {
      mean: embedded.reduce((sum, some) => sum + some, 0) / count,
      max: Math.max(...embedded),
    },
    faults,
  };
}

async function editAndAsk(
  client: Client,
  subject: Subject,
  value: number,
  withMinSeq: boolean,
): Promise<Edit> {
  const { document, value: before } = subject;
  const markdown = document.render(value);
  const startedAt = performance.now();
  const { revision, seq, embedded } = await client.put(document.documentId, markdown);
  const putMs = performance.now() - startedAt;
  const answer = await client.ask(document.question, withMinSeq ? seq : null);
  const wholeMs = performance.now() - startedAt;
  subject.value = value;
  const fault = faultOf(answer, { document, revision, value, before });
  return { putMs, wholeMs, embedded, fault };
}

async function measureRebuild(
  { options, signal }: Pick<Bench, 'options' | 'signal'>,
  config: Pick<Config, 'corporaDir' | 'dataDir'>,
  subjects: readonly Subject[],
): Promise<FreshnessResult['rebuild']> {
  const server = await startServer(options.server, config, signal);
  const client = connect(server.address, signal);
  try {
    return { readyMs: server.readyMs, graphMs: await buildGraph(server, client, subjects) };
  } finally {
    client.close();
    await server.close();
  }
}

/** Numbers of five digits by chance, none of them twice. */
function drawValues(): () => number {
  const random = createRandom(SEED);
  const drawn = new Set<number>();
  return () => {
    let value: number;
    do value = 10_000 + Math.floor(random() * 90_000);
    while (drawn.has(value));
    drawn.add(value);
    return value;
  };
}
