import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endpointOf } from '../../src/compose-models.ts';
import { readConfig } from '../../src/core/config.ts';
import type { EmbeddingModel } from '../../src/core/embedding-model.ts';
import { createEmbeddedEmbedder } from '../../src/models/embedded.ts';
import { createEmbedders } from '../../src/models/embedders.ts';
import {
  answerWell,
  DIMENSIONS,
  startOpenAiEndpoint,
  type OpenAiEndpoint,
} from '../helpers/openai-endpoint.ts';

let endpoint: OpenAiEndpoint;
let said: string[];

beforeEach(async () => {
  endpoint = await startOpenAiEndpoint();
  said = [];
});
afterEach(() => endpoint.close());

const TINY: EmbeddingModel = {
  id: `tiny-${DIMENSIONS}`,
  driver: 'openai',
  name: 'tiny',
  dimensions: DIMENSIONS,
};
const { id: embeddedId, dimensions } = createEmbeddedEmbedder();
const EMBEDDED: EmbeddingModel = {
  id: embeddedId,
  driver: 'embedded',
  name: embeddedId,
  dimensions,
};

function embeddersOf(env: Record<string, string> = {}) {
  const config = readConfig(env);
  return createEmbedders(config, endpointOf(config), (sentence) => said.push(sentence));
}

const atEndpoint = (model: string) => ({
  EMBEDDER: 'openai',
  EMBEDDING_MODEL: model,
  OPENAI_BASE_URL: endpoint.baseUrl,
});

describe('the embedders', () => {
  it('are those of the settings while nothing is in use', async () => {
    expect(await embeddersOf().of(null)).toMatchObject(EMBEDDED);
    const embedder = await embeddersOf(atEndpoint('tiny')).of(null);
    expect(embedder).toMatchObject(TINY);
    expect(said).toEqual([]);
  });

  it('are made of what is on record without asking the endpoint', async () => {
    const embedder = await embeddersOf(atEndpoint('tiny')).of(TINY);
    expect(embedder).toMatchObject(TINY);
    expect(endpoint.asked).toEqual([]);
    expect((await embedder.embed(['a']))[0]).toHaveLength(DIMENSIONS);
    expect(said).toEqual([]);
  });

  it('go on with the model in use when the settings say another, and say so once', async () => {
    const embedders = embeddersOf(atEndpoint('large'));
    const embedder = await embedders.of(TINY);
    await embedders.of(TINY);
    await embedder.embed(['a']);
    expect(endpoint.asked.at(-1)?.body).toMatchObject({ model: 'tiny', input: ['a'] });
    expect(said).toEqual([
      'The vectors are of tiny-8; EMBEDDING_MODEL says large. ' +
        'Questions go on with tiny-8 until npm run ingest -- --reembed.',
    ]);
    await embedders.of(EMBEDDED);
    await embeddersOf({ OPENAI_BASE_URL: endpoint.baseUrl }).of(TINY);
    expect(said[1]).toMatch(`of ${embeddedId}; EMBEDDING_MODEL says large.`);
    expect(said[2]).toMatch('of tiny-8; EMBEDDER says embedded.');
    expect((await embedders.configured()).id).toBe('large-8');
  });

  it('tell a model by its dimensions, too', async () => {
    const embedders = embeddersOf({ ...atEndpoint('tiny'), EMBEDDING_DIMENSIONS: '16' });
    await embedders.of(TINY);
    expect(said).toMatchObject([expect.stringContaining('EMBEDDING_MODEL says tiny-16.')]);
  });

  it.each([
    [
      'an endpoint without a key',
      { ...TINY },
      {},
      /no OPENAI_API_KEY for https:\/\/api.openai.com/,
    ],
    ['an analyser of another version', { ...EMBEDDED, id: 'embedded-8-x' }, {}, /this version has/],
  ])('that need %s are refused, with what to do', async (_what, model, env, reason) => {
    const making = embeddersOf(env).of(model);
    await expect(making).rejects.toMatchObject({ code: 'EMBEDDER_UNAVAILABLE' });
    await expect(making).rejects.toThrow(reason);
    await expect(making).rejects.toThrow(/npm run ingest -- --reembed/);
  });

  it('take no vectors of another length from a model of the same name', async () => {
    const embedder = await embeddersOf(atEndpoint('tiny')).of({ ...TINY, dimensions: 9 });
    await expect(embedder.embed(['a'])).rejects.toMatchObject({ code: 'INVALID_VECTOR' });
  });

  it('ask an endpoint that was down again', async () => {
    endpoint.answerWith(() => ({ status: 401, body: { error: { message: 'no' } } }));
    const embedders = embeddersOf({ ...atEndpoint('tiny'), OPENAI_API_KEY: 'sk-a' });
    await expect(embedders.configured()).rejects.toThrow(/key/);
    const embedder = await embedders.of(TINY);
    await expect(embedder.embed(['a'])).rejects.toThrow(/key/);
    endpoint.answerWith(answerWell);
    expect(await embedders.configured()).toMatchObject(TINY);
    expect(await embedder.embed(['a'])).toHaveLength(1);
  });
});
