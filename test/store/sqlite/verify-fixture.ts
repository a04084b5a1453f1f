import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import hnswlib from 'hnswlib-node';
import { compose, type Parts } from '../../../src/compose.ts';
import { readConfig } from '../../../src/core/config.ts';
import { saveIndexFile } from '../../../src/store/sqlite/dense-file.ts';
import { SMALL_CORPORA } from '../../helpers/small-corpora.ts';
import { plainQuery } from '../../../src/retrieve/plain-query.ts';

/*
 * A store in which everything has happened: scans, revisions, a deletion, an erasure, a collection, answers,
 * stale ones among them, and a dense index.
 */

export interface VerifyFixture {
  /** The folder of it all. */
  readonly folder: string;
  /** DATA_DIR, closed in good order. */
  readonly directory: string;
  remove(): Promise<void>;
}

export async function makeFixture(): Promise<VerifyFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-verify-'));
  const directory = join(folder, 'data');
  const corporaDir = join(folder, 'corpora');
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(corporaDir, path)), { recursive: true });
    writeFileSync(join(corporaDir, path), text);
  };
  for (const [path, text] of Object.entries(SMALL_CORPORA)) write(path, text);
  const parts = await compose(readConfig({ DATA_DIR: directory, CORPORA_DIR: corporaDir }));
  await parts.ingester.scan({ corpus: null });
  await parts.warmUp();
  await ask(parts, 'How long do refunds take?');
  await ask(parts, 'How much is the late return fee?');
  write('support/refunds.md', SMALL_CORPORA['support/refunds.md']?.replace('14', '30') ?? '');
  write('support/late.md', '# Late\n\nA late courier calls again the next day.\n');
  await parts.ingester.scan({ corpus: null });
  await parts.followCommits();
  await ask(parts, 'How long do refunds take?');
  await ask(parts, 'How long do refunds take?', 5);
  for (const days of ['three', 'four', 'five', 'six']) {
    await put(parts, 'support/prices.md', `# Prices\n\nA lamp is paid within ${days} days.\n`);
  }
  await ask(parts, 'When is a lamp paid?');
  await parts.ingester.remove('support/delivery.md', null);
  await put(parts, 'secret/names.md', 'The cook of the house is called Aurelia Quent.\n');
  await ask(parts, 'What is the cook called?');
  await (
    await parts.jobs.startErasure('secret/names.md', null)
  ).finished;
  await put(parts, 'secret/names.md', 'The gardener of the house is called Basil.\n');
  await (
    await parts.jobs.startErasure('legal/terms.md', null)
  ).finished;
  await runIngestJob(parts);
  await parts.followCommits();
  await parts.store.collect({ revisions: 1, answersSince: null });
  await parts.close();
  await saveIndex(directory);
  return { folder, directory, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function ask({ answerer }: Parts, question: string, asOf: number | null = null) {
  const { status } = await answerer.answer(plainQuery(question, { asOf }));
  if (status !== 'answered') throw new Error(`no answer to "${question}"`);
}

async function put({ ingester }: Parts, documentId: string, text: string): Promise<void> {
  await ingester.put({ documentId, bytes: Buffer.from(text), mediaType: null, ifRevision: null });
}

/** Runs to its end, which closing would interrupt. */
async function runIngestJob({ jobs, store }: Parts): Promise<void> {
  const { id } = await jobs.startIngest({ corpus: null, atomic: false });
  while ((await store.job(id)).status === 'running') {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export interface IndexChanges {
  /** The vector to take in a passage's place; null = none. */
  readonly vectors?: (passage: number, vector: Float32Array) => Float32Array | null;
  /** How many of the last vectors it is not to say that it holds. */
  readonly uncovered?: number;
  readonly coveredSha256?: string;
  readonly erasures?: number;
}

/** Writes the dense index as its thread would, or otherwise: a store this small would have none. */
export async function saveIndex(directory: string, changes: IndexChanges = {}): Promise<void> {
  const database = openRaw(directory);
  const rows = database
    .prepare<[], { id: number; model: string; passage: number; sha256: string; vector: Buffer }>(
      `SELECT e.id, e.model, e.passage, p.sha256, e.vector
         FROM embeddings e JOIN passages p ON p.id = e.passage ORDER BY e.id`,
    )
    .all();
  const last = rows.at(-1 - (changes.uncovered ?? 0));
  if (last === undefined) throw new Error('nothing is embedded');
  const dimensions = last.vector.length / 4;
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
  graph.initIndex(rows.length);
  for (const { passage, vector: blob } of rows) {
    const vector = new Float32Array(new Uint8Array(blob).buffer);
    const changed = changes.vectors === undefined ? vector : changes.vectors(passage, vector);
    if (changed !== null) graph.addPoint([...changed], passage);
  }
  const erasures = database.prepare<[], number>('SELECT erasures FROM removals').pluck().get() ?? 0;
  database.close();
  await saveIndexFile({
    directory,
    model: last.model,
    dimensions,
    graph,
    seq: 1,
    coveredId: last.id,
    coveredSha256: changes.coveredSha256 ?? last.sha256,
    erasures: changes.erasures ?? erasures,
  });
}

/** A connection that checks nothing, so that anything can be broken. */
export function openRaw(directory: string): Database {
  const database = new Sqlite(join(directory, 'footnote.db'));
  database.pragma('foreign_keys = OFF');
  database.pragma('ignore_check_constraints = ON');
  return database;
}
