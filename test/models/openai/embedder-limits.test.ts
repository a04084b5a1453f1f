import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOpenAiEmbedder } from '../../../src/models/openai/embedder.ts';
import { connectTo, failureOf } from '../../helpers/endpoint/connect.ts';
import { contextTooLong } from '../../helpers/endpoint/faults.ts';
import {
  answerWell,
  DIMENSIONS,
  embeddingsOf,
  startOpenAiEndpoint,
  vectorOf,
  type OpenAiEndpoint,
  type Script,
} from '../../helpers/openai-endpoint.ts';

/* What an embedder makes of models that shorten vectors and of texts that do not fit. */

let endpoint: OpenAiEndpoint;

beforeEach(async () => {
  endpoint = await startOpenAiEndpoint();
});
afterEach(async () => {
  await endpoint.close();
});

function connect(
  { dimensions = null }: { dimensions?: number | null } = {},
  known?: { dimensions: number },
) {
  const line = connectTo(endpoint);
  return createOpenAiEmbedder({ endpoint: line, model: 'tiny', dimensions }, known);
}

describe('the dimensions', () => {
  const lengths = (): (number | undefined)[] => endpoint.asked.map(({ body }) => body.dimensions);
  /** A model whose vectors can be shortened. */
  const shortening: Script = ({ body }) =>
    embeddingsOf(body.input.map((text) => vectorOf(text).slice(0, body.dimensions)));

  it('are not asked for when they are set, but are sent with each request', async () => {
    endpoint.answerWith(shortening);
    const embedder = await connect({ dimensions: 4 });
    expect(endpoint.asked).toEqual([]);
    expect(embedder).toMatchObject({ id: 'tiny-4', dimensions: 4 });
    expect((await embedder.embed(['a']))[0]).toHaveLength(4);
    expect(lengths()).toEqual([4]);
  });

  it('are not asked for when they are known, nor sent where that is what the model gives', async () => {
    const embedder = await connect({}, { dimensions: DIMENSIONS });
    expect(endpoint.asked).toEqual([]);
    expect(embedder).toMatchObject({ id: `tiny-${DIMENSIONS}`, dimensions: DIMENSIONS });
    expect((await embedder.embed(['a']))[0]).toHaveLength(DIMENSIONS);
    expect(lengths()).toEqual([undefined]);
  });

  it('are sent when known vectors turn out to be shortened ones, whatever is set by now', async () => {
    endpoint.answerWith(shortening);
    const embedder = await connect({ dimensions: 6 }, { dimensions: 4 });
    expect((await embedder.embed(['a']))[0]).toHaveLength(4);
    expect((await embedder.embed(['b']))[0]).toHaveLength(4);
    expect(lengths()).toEqual([undefined, 4, 4]);
  });

  it('let nothing start that cannot be asked, unless they are known', async () => {
    await endpoint.close();
    await expect(connect({}, { dimensions: 4 })).resolves.toMatchObject({ id: 'tiny-4' });
    expect((await failureOf(connect())).code).toBe('MODEL_UNREACHABLE');
  });
});

describe('texts that are too long', () => {
  /** Takes `limit` characters in a request. */
  const taking =
    (limit: number): Script =>
    (asked, count) =>
      asked.body.input.join('').length <= limit ? answerWell(asked) : contextTooLong(asked, count);

  it('go out in smaller batches until the endpoint takes them, in their order', async () => {
    const embedder = await connect({}, { dimensions: DIMENSIONS });
    endpoint.answerWith(taking(250));
    const texts = Array.from({ length: 9 }, (_, i) => String.fromCharCode(97 + i).repeat(100));
    const vectors = await embedder.embed(texts);
    expect(vectors.map((vector) => vector.indexOf(Math.max(...vector)))).toEqual(
      texts.map((text) => text.charCodeAt(0) % DIMENSIONS),
    );
    const taken = endpoint.asked.map(({ body }) => body.input.length).filter((n) => n <= 2);
    expect(taken.reduce((sum, n) => sum + n)).toBe(9);
  });

  it('are cut when one alone is longer than the model takes', async () => {
    const embedder = await connect({}, { dimensions: DIMENSIONS });
    endpoint.answerWith(taking(300));
    const [vector] = await embedder.embed(['a'.repeat(300) + 'b'.repeat(700)]);
    expect(endpoint.asked.map(({ body }) => body.input[0]?.length)).toEqual([1000, 500, 250]);
    expect(vector?.indexOf(Math.max(...vector))).toBe('a'.charCodeAt(0) % DIMENSIONS);
  });

  it('are given up when not even a few words are taken', async () => {
    const embedder = await connect({}, { dimensions: DIMENSIONS });
    endpoint.answerWith(contextTooLong);
    const error = await failureOf(embedder.embed(['x'.repeat(1000)]));
    expect(error.code).toBe('MODEL_CONTEXT_EXCEEDED');
    expect(endpoint.asked.length).toBeLessThan(6);
  });

  it('share no request when together they are more than OpenAI takes', async () => {
    const embedder = await connect({}, { dimensions: DIMENSIONS });
    await embedder.embed(['a'.repeat(200_000), 'b'.repeat(200_000), 'c', '€'.repeat(80_000)]);
    const sizes = endpoint.asked.map(({ body }) => Buffer.byteLength(body.input.join('')));
    expect(sizes.sort()).toEqual([200_000, 200_001, 240_000]);
  });
});
