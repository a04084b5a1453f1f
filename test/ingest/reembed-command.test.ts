import { execFile, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reembed, type ReembedReport } from '../../ingest/reembed.ts';
import { composeEmbedding, composeIngest } from '../../src/compose.ts';
import { readConfig } from '../../src/core/config.ts';
import { createEmbeddedEmbedder } from '../../src/models/embedded.ts';
import { verifyStore } from '../../src/store/sqlite/verify/verify.ts';
import {
  answerWell,
  startOpenAiEndpoint,
  type OpenAiEndpoint,
} from '../helpers/openai-endpoint.ts';

const root = new URL('../..', import.meta.url).pathname;
const embeddedId = createEmbeddedEmbedder().id;
/** Records, each of which is a passage; more than are embedded between two looks at the signal. */
const ROWS = 600;
let folder: string;
let endpoint: OpenAiEndpoint;
let running: ChildProcess | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-reembed-'));
  mkdirSync(join(folder, 'corpora/support'), { recursive: true });
  const rows = Array.from({ length: ROWS }, (_, n) => `Item ${n},${n} EUR`);
  writeFileSync(join(folder, 'corpora/support/prices.csv'), `item,price\n${rows.join('\n')}\n`);
  endpoint = await startOpenAiEndpoint();
  const parts = await composeIngest(readConfig(baseEnv()));
  await parts.ingester.scan({ corpus: null });
  await parts.close();
});
afterEach(async () => {
  // One that a failed test left running.
  running?.kill('SIGKILL');
  await endpoint.close();
  rmSync(folder, { recursive: true, force: true });
});

const baseEnv = () => ({
  DATA_DIR: join(folder, 'data'),
  CORPORA_DIR: join(folder, 'corpora'),
});
const atEndpoint = () => ({
  EMBEDDER: 'openai',
  EMBEDDING_MODEL: 'tiny',
  OPENAI_BASE_URL: endpoint.baseUrl,
});

interface Ended {
  readonly code: number | string;
  readonly out: string;
  readonly err: string;
}

function ingest(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const base = { PATH: process.env['PATH'], ...baseEnv() };
  const command = ['--import', 'tsx', 'ingest/main.ts', ...args];
  return new Promise((resolve) => {
    const options = { cwd: root, env: { ...base, ...env } };
    running = execFile(process.execPath, command, options, (error, out, err) => {
      resolve({ code: error === null ? 0 : (error.signal ?? Number(error.code)), out, err });
    });
  });
}

const reportOf = ({ out }: Ended) => JSON.parse(out) as ReembedReport;

/** The first requests are answered; the one after them never is. */
function hangAfter(requests: number): Promise<void> {
  endpoint.answerWith((asked, count) => (count <= requests ? answerWell(asked, count) : null));
  return endpoint.hasBeenAsked(requests + 1);
}

describe('ingest --reembed', () => {
  it('changes to the model of an endpoint, for which an ingest before only said what it does', async () => {
    const before = await ingest([], atEndpoint());
    expect(before.err).toContain(
      `The vectors are of ${embeddedId}; EMBEDDING_MODEL says tiny. ` +
        `Questions go on with ${embeddedId} until npm run ingest -- --reembed.`,
    );
    expect(endpoint.asked).toEqual([]);
    const changed = await ingest(['--reembed'], atEndpoint());
    expect(changed).toMatchObject({ code: 0 });
    expect(changed.out).toMatch(
      `Questions now go to tiny-8 (before: ${embeddedId}), since seq 2; 0.6 MB of other models' ` +
        `vectors are kept. ${ROWS} passages embedded, `,
    );
  });

  it('does nothing for a model that is in use, and comes back to one for nothing', async () => {
    const again = await ingest(['--reembed']);
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toMatch(`${embeddedId} is in use already, and has every passage. 0 passages`);
    const { store, embedders } = composeEmbedding(readConfig({ ...baseEnv(), ...atEndpoint() }));
    await reembed({ store, embedders });
    await store.close();
    const back = await ingest(['--reembed', '--json']);
    expect(reportOf(back)).toMatchObject({ model: embeddedId, inUse: true, embedded: 0, seq: 3 });
  });

  it.each(['SIGINT', 'SIGKILL'] as const)('goes on after a %s where it was', async (signal) => {
    const hangs = hangAfter(6);
    const ended = ingest(['--reembed'], atEndpoint());
    await hangs;
    running?.kill(signal);
    expect((await ended).code).toBe(signal === 'SIGINT' ? 130 : 'SIGKILL');
    if (signal === 'SIGINT') expect((await ended).out).toMatch(`go on with ${embeddedId}; run it`);
    expect((await verifyStore(join(folder, 'data')))?.findings).toEqual([]);
    endpoint.answerWith(answerWell);
    const report = reportOf(await ingest(['--reembed', '--json'], atEndpoint()));
    expect(report).toMatchObject({ inUse: true, missing: 0, seq: 2 });
    // What was stored before was not embedded again.
    expect(report.embedded).toBe(ROWS - 256);
    expect((await verifyStore(join(folder, 'data')))?.findings).toEqual([]);
  });

  it('ends with 1 when the endpoint refuses, and with 1 and the usage for what it does not take', async () => {
    endpoint.answerWith(() => ({ status: 401, body: { error: { message: 'no' } } }));
    const refused = await ingest(['--reembed'], atEndpoint());
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toMatch(/^MODEL_\w+: .*key/);
    const unusual = await ingest(['--reembed', '--watch']);
    expect(unusual).toMatchObject({ code: 1 });
    expect(unusual.err).toMatch(/--reembed takes every passage.*Usage: npm run ingest/s);
  });
});
