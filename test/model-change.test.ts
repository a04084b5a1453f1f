import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reembed } from '../ingest/reembed.ts';
import { compose, type Parts } from '../src/compose.ts';
import { readConfig } from '../src/core/config.ts';
import { createEmbeddedEmbedder } from '../src/models/embedded.ts';
import { plainQuery } from '../src/retrieve/plain-query.ts';
import { SMALL_CORPORA } from './helpers/small-corpora.ts';
import { startOpenAiEndpoint, type OpenAiEndpoint } from './helpers/openai-endpoint.ts';

/* A server that answers while another process changes the embedding model under it. */

const QUESTION = 'How many days until refunds are paid?';
const embeddedId = createEmbeddedEmbedder().id;
let folder: string;
let endpoint: OpenAiEndpoint;
const opened: Parts[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-model-'));
  for (const [path, text] of Object.entries(SMALL_CORPORA)) {
    mkdirSync(dirname(join(folder, 'corpora', path)), { recursive: true });
    writeFileSync(join(folder, 'corpora', path), text);
  }
  endpoint = await startOpenAiEndpoint();
});
afterEach(async () => {
  for (const parts of opened.splice(0)) await parts.close();
  await endpoint.close();
  rmSync(folder, { recursive: true });
});

async function open(embedder: 'embedded' | 'openai'): Promise<Parts> {
  const parts = await compose(
    readConfig({
      DATA_DIR: join(folder, 'data'),
      CORPORA_DIR: join(folder, 'corpora'),
      OPENAI_BASE_URL: endpoint.baseUrl,
      EMBEDDER: embedder,
      EMBEDDING_MODEL: 'tiny',
    }),
  );
  opened.push(parts);
  return parts;
}

const ask = ({ retriever }: Parts, asOf: number | null = null) =>
  retriever.retrieve(plainQuery(QUESTION, { asOf }));

describe('a server', () => {
  it('follows a change of the model with its next question, weights and all', async () => {
    const server = await open('embedded');
    const { seq } = await server.ingester.scan({ corpus: null });
    const before = await ask(server);
    expect(before.trace).toMatchObject({ fusion: { embedder: embeddedId, lexical: 1 } });
    const command = await open('openai');
    expect(endpoint.asked).toEqual([]);
    await reembed(command);
    const after = await ask(server);
    expect(after.trace).toMatchObject({ fusion: { embedder: 'tiny-8', lexical: 0.5 } });
    expect(endpoint.asked.at(-1)?.body.input).toEqual([QUESTION]);
    expect(after.seq).toBe(seq + 1);
    expect(after.passages[0]?.hit.documentId).toBe('support/refunds.md');
    // The past by the model of now.
    expect((await ask(server, seq)).trace).toMatchObject({ fusion: { embedder: 'tiny-8' } });
    await server.ingester.put({
      documentId: 'support/new.md',
      bytes: Buffer.from('Entirely new words.'),
      mediaType: null,
      ifRevision: null,
    });
    expect(endpoint.asked.at(-1)?.body.input).toEqual(['Entirely new words.']);
    expect(await server.store.unembeddedCount('tiny-8')).toBe(0);
  });

  it('starts while the endpoint of its model is down, and says so with each question', async () => {
    const first = await open('openai');
    await first.ingester.scan({ corpus: null });
    await endpoint.close();
    const server = await open('openai');
    await expect(ask(server)).rejects.toMatchObject({
      code: expect.stringMatching(/^MODEL_/) as string,
    });
  });

  it('with settings that do not lead to the model in use does not start', async () => {
    const first = await open('openai');
    await first.ingester.scan({ corpus: null });
    const starting = compose(readConfig({ DATA_DIR: join(folder, 'data') }));
    await expect(starting).rejects.toMatchObject({ code: 'EMBEDDER_UNAVAILABLE' });
  });

  it('starts with an empty store and no endpoint, and takes in what it can embed', async () => {
    endpoint.answerWith(() => ({ status: 400, body: { error: { message: 'not now' } } }));
    const server = await open('openai');
    expect((await ask(server)).passages).toEqual([]);
    const { failures } = await server.ingester.scan({ corpus: null });
    expect(failures).toHaveLength(Object.keys(SMALL_CORPORA).length);
    expect(new Set(failures.map(({ code }) => code.slice(0, 6)))).toEqual(new Set(['MODEL_']));
  });
});
