import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Parts } from '../../../src/compose.ts';
import type { Answer } from '../../../src/core/model.ts';
import { createOpenAiEmbedder } from '../../../src/models/openai/embedder.ts';
import type { EndpointSettings } from '../../../src/models/openai/endpoint.ts';
import { plainQuery } from '../../../src/retrieve/plain-query.ts';
import {
  connectTo,
  failureOf,
  holdTime,
  KEY,
  letTimePass,
  told,
} from '../../helpers/endpoint/connect.ts';
import {
  answerWell,
  DIMENSIONS,
  embeddingsOf,
  startOpenAiEndpoint,
  vectorOf,
  type OpenAiEndpoint,
} from '../../helpers/openai-endpoint.ts';
import { openSmallCorpora, SMALL_CORPORA } from '../../helpers/small-corpora.ts';

let endpoint: OpenAiEndpoint;

beforeEach(async () => {
  endpoint = await startOpenAiEndpoint();
});
afterEach(async () => {
  vi.useRealTimers();
  await endpoint.close();
});

function connect(
  { dimensions = null }: { dimensions?: number | null } = {},
  settings: Partial<EndpointSettings> = {},
  known?: { dimensions: number },
) {
  const line = connectTo(endpoint, settings);
  return createOpenAiEmbedder({ endpoint: line, model: 'tiny', dimensions }, known);
}

function unit(text: string): number[] {
  const vector = vectorOf(text);
  return vector.map((value) => value / Math.hypot(...vector));
}

describe('the OpenAI-compatible embedder', () => {
  it('learns the dimensions from the endpoint and names model and dimensions in its id', async () => {
    const embedder = await connect();
    expect(embedder).toMatchObject({ id: `tiny-${DIMENSIONS}`, dimensions: DIMENSIONS });
    expect(endpoint.asked).toHaveLength(1);
    expect(endpoint.asked[0]).toMatchObject({
      path: '/v1/embeddings',
      authorization: `Bearer ${KEY}`,
      body: { model: 'tiny', encoding_format: 'float' },
    });
  });

  it('gives unit vectors in the order of the texts, also when the answer is in another', async () => {
    const embedder = await connect();
    endpoint.answerWith((asked, count) => {
      const { status, body } = answerWell(asked, count);
      return { status, body: { ...(body as object), data: (body as { data: [] }).data.reverse() } };
    });
    const texts = ['aaa', 'bbbb', 'c d'];
    const vectors = await embedder.embed(texts);
    vectors.forEach((vector, i) => {
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      unit(texts[i]!).forEach((value, at) => expect(vector[at]).toBeCloseTo(value, 5));
    });
  });

  it('sends texts as they are, line ends included, 64 in a request at most', async () => {
    const embedder = await connect();
    const texts = Array.from({ length: 130 }, (_, i) => `text ${i}\nsecond line`);
    const vectors = await embedder.embed(texts);
    expect(vectors).toHaveLength(130);
    const batches = endpoint.asked.slice(1).map(({ body }) => body.input);
    expect(batches.map(({ length }) => length).sort()).toEqual([2, 64, 64]);
    expect(batches.flat().sort()).toEqual([...texts].sort());
    vectors.forEach((vector, i) => expect(vector[0]).toBeCloseTo(unit(texts[i]!)[0]!, 5));
  });

  it('asks nothing for no texts', async () => {
    const embedder = await connect();
    expect(await embedder.embed([])).toEqual([]);
    expect(endpoint.asked).toHaveLength(1);
  });

  it('does without a key where the endpoint wants none', async () => {
    await connect({}, { apiKey: null });
    expect(endpoint.asked[0]?.authorization).not.toContain('sk-');
  });
});

describe('an endpoint that does not answer', () => {
  it('is told apart: a key that is refused, at once and without repeating the key', async () => {
    endpoint.answerWith(() => ({
      status: 401,
      body: { error: { message: `Incorrect API key provided: ${KEY}` } },
    }));
    const error = await failureOf(connect({}, { maxRetries: 3 }));
    expect(error.code).toBe('MODEL_KEY_REFUSED');
    expect(error.message).toBe(
      'The endpoint refuses the key for the embedding model tiny (401). Check OPENAI_API_KEY.',
    );
    expect(told(error)).not.toContain(KEY);
    expect(endpoint.asked).toHaveLength(1);
  });

  it('is told apart: a model that it does not have', async () => {
    endpoint.answerWith(() => ({ status: 404, body: { error: { message: 'no such model' } } }));
    const error = await failureOf(connect());
    expect(error.code).toBe('MODEL_NOT_FOUND');
    expect(error.message).toBe(
      'The endpoint has no embedding model tiny (404). Check EMBEDDING_MODEL and OPENAI_BASE_URL. It says: no such model',
    );
  });

  it('is told apart: a fault of its own, with what it says on one line and the key left out', async () => {
    const message = `out of memory\nAuthorization: Bearer ${KEY}\u001b[2J`;
    endpoint.answerWith(() => ({ status: 500, body: { error: { message } } }));
    const error = await failureOf(connect());
    expect(error).toMatchObject({ code: 'MODEL_FAILED', details: { status: 500 } });
    expect(error.message).toMatch(
      /answered with an error \(500\)\. It says: out of memory Authorization: Bearer \[key\]$/,
    );
    expect(told(error)).not.toContain(KEY);
  });

  it('is told apart: nothing listens there', async () => {
    await endpoint.close();
    const error = await failureOf(connect());
    expect(error.code).toBe('MODEL_UNREACHABLE');
    expect(error.message).toMatch(/cannot be reached \(ECONNREFUSED\)\. Check OPENAI_BASE_URL\.$/);
    expect(told(error)).not.toContain(KEY);
  });

  it('is told apart: no answer in time', async () => {
    endpoint.answerWith(() => null);
    holdTime();
    const failing = failureOf(connect());
    await endpoint.hasBeenAsked(1);
    await letTimePass();
    expect((await failing).code).toBe('MODEL_TIMEOUT');
    await endpoint.brokenOff;
  });

  it.each([{ hello: 'world' }, 'a page of HTML', null, { data: 'none' }])(
    'is told apart: %j',
    async (body) => {
      endpoint.answerWith(() => ({ status: 200, body }));
      const error = await failureOf(connect());
      expect(error.code).toBe('MODEL_FAILED');
      expect(error.message).toContain('holds no embeddings');
    },
  );

  it('breaks the request off when the caller goes away', async () => {
    const embedder = await connect();
    endpoint.answerWith(() => null);
    const controller = new AbortController();
    const embedding = embedder.embed(['text'], controller.signal);
    await endpoint.hasBeenAsked(2);
    controller.abort();
    await expect(embedding).rejects.toThrow(/abort/i);
    await endpoint.brokenOff;
    await expect(embedder.embed(['text'], controller.signal)).rejects.toThrow(/abort/i);
    expect(endpoint.asked).toHaveLength(2);
  });

  it('breaks the other requests off when one of them fails', async () => {
    const embedder = await connect({}, {}, { dimensions: DIMENSIONS });
    endpoint.answerWith((_asked, count) => (count < 3 ? null : { status: 400, body: {} }));
    const texts = Array<string>(130).fill('text');
    expect((await failureOf(embedder.embed(texts))).code).toBe('MODEL_FAILED');
    await endpoint.brokenOff;
  });
});

describe('a vector that is none', () => {
  it.each([
    ['one of another length', [Array<number>(DIMENSIONS + 1).fill(1), vectorOf('b')]],
    ['one too few', [vectorOf('a')]],
    ['an empty one', [vectorOf('a'), []]],
    ['none at all', [null, vectorOf('b')]],
    ['one that is not all numbers', [vectorOf('a'), Array<string>(DIMENSIONS).fill('x')]],
    ['base64 that nobody asked for', [vectorOf('a'), 'AACAPwAAgD8AAIA/']],
  ])('is refused: %s', async (_what, vectors) => {
    const embedder = await connect();
    endpoint.answerWith(() => embeddingsOf(vectors as number[][]));
    const error = await failureOf(embedder.embed(['a', 'b']));
    expect(error.code).toBe('INVALID_VECTOR');
  });

  it('says which length was expected', async () => {
    const embedder = await connect();
    endpoint.answerWith(() => embeddingsOf([[1, 2, 3]]));
    const error = await failureOf(embedder.embed(['a']));
    expect(error.message).toBe('The embedding model gave a vector of 3 numbers, not of 8.');
  });
});

describe('EMBEDDER=openai', () => {
  it('ingests and answers a question end to end', async () => {
    const small = await openSmallCorpora({
      EMBEDDER: 'openai',
      EMBEDDING_MODEL: 'tiny',
      OPENAI_BASE_URL: endpoint.baseUrl,
      OPENAI_API_KEY: KEY,
    });
    try {
      const report = await small.parts.ingester.scan({ corpus: null });
      expect(report).toMatchObject({ failures: [], revised: 4, embedded: report.passages });
      const question = 'How many days until refunds are paid?';
      const answer = await ask(small.parts, question);
      expect(answer).toMatchObject({
        status: 'answered',
        models: { embedder: `tiny-${DIMENSIONS}` },
        citations: [
          {
            documentId: 'support/refunds.md',
            retrieval: { dense: { rank: expect.any(Number) as number } },
          },
        ],
      });
      const { span, quote } = answer.citations[0]!;
      expect(SMALL_CORPORA['support/refunds.md']!.slice(span.start, span.end)).toBe(quote);
      expect(endpoint.asked.at(-1)?.body.input).toEqual([question]);
    } finally {
      await small.close();
    }
  });
});

async function ask({ answerer }: Parts, question: string): Promise<Answer> {
  return answerer.answer(plainQuery(question, { topK: 3 }));
}
