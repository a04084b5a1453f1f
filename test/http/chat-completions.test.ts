import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import { answer, answererOf, configOf, fakeApp, type Seen } from '../helpers/fake-parts.ts';

type Body = Record<string, unknown>;

const question = answer.question;
const asked = { role: 'user', content: question };

async function post(body: Body | string, parts: Parameters<typeof fakeApp>[0] = {}) {
  const { app, seen } = await fakeApp(parts);
  const response = await app.inject({
    method: 'POST',
    url: '/v1/chat/completions',
    headers: { 'content-type': 'application/json' },
    payload: typeof body === 'string' ? body : { model: 'footnote', messages: [asked], ...body },
  });
  return { response, seen };
}

/** The query that a body becomes. */
async function queryOf(body: Body): Promise<Seen['asked'][number]> {
  const { response, seen } = await post(body);
  expect(response.statusCode).toBe(200);
  return seen.asked[0]!;
}

/** An answerer that fails at once. */
const failingWith = (error: Error) => ({
  // eslint-disable-next-line require-yield -- it fails before it tells anything
  answerer: answererOf(async function* () {
    throw error;
  }),
});

describe('POST /v1/chat/completions', () => {
  it('answers with a message, its footnotes and where they lead', async () => {
    const { response } = await post({});
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    expect(response.json()).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-./) as string,
      object: 'chat.completion',
      model: 'footnote',
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: expect.stringContaining('Refunds take 14 days. [1]\n\nSources:') as string,
            refusal: null,
            annotations: [
              {
                type: 'url_citation',
                url_citation: {
                  start_index: 22,
                  end_index: 25,
                  url: `http://localhost${answer.citations[0]!.href}`,
                },
                footnote: { quote: 'Refunds take 14 days.' },
              },
            ],
          },
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
      footnote: {
        answerId: answer.id,
        status: 'answered',
        abstention: null,
        incomplete: false,
        snapshot: { seq: 42, asOf: null },
        offsetUnit: 'utf16',
      },
    });
  });

  it('tells of an answer that the model did not finish, and of the tokens it took', async () => {
    const { response } = await post(
      {},
      {
        answerer: answererOf(async function* () {
          const usage = { promptTokens: 70, completionTokens: 8 };
          yield { type: 'answer', answer: { ...answer, incomplete: true, usage } };
        }),
      },
    );
    expect(response.json()).toMatchObject({
      choices: [{ finish_reason: 'length' }],
      usage: { prompt_tokens: 70, completion_tokens: 8, total_tokens: 78 },
      footnote: { incomplete: true },
    });
  });

  it('lets pass what it does not know, and a client’s own parameters in the address', async () => {
    const { app } = await fakeApp();
    const response = await app.inject({
      method: 'POST',
      url: '/v1/chat/completions?api-version=2024-10-21',
      headers: { authorization: 'Bearer nobody-looks-at-this' },
      payload: {
        model: 'footnote',
        messages: [{ ...asked, name: 'ann' }],
        temperature: 0.2,
        tools: [{ type: 'function', function: { name: 'f' } }],
        n: 1,
        stream: null,
        stream_options: null,
      },
    });
    expect(response.statusCode).toBe(200);
  });
});

describe('a conversation', () => {
  it('is the question that came last, and what was said before', async () => {
    const messages = [
      { role: 'system', content: 'Answer as a pirate.' },
      { role: 'user', content: 'Do you repair bikes?' },
      {
        role: 'assistant',
        content: 'We do. [1]\n\nSources:\n- [1] Repairs, revision 1: http://a/b',
      },
      { role: 'assistant', content: null, tool_calls: [] },
      { role: 'tool', content: '{}', tool_call_id: 'a' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'How long do ' },
          { type: 'text', text: 'refunds take?' },
        ],
      },
      { role: 'assistant', content: 'Let me' },
    ];
    expect(await queryOf({ messages })).toMatchObject({
      question: 'How long do refunds take?',
      history: [
        { role: 'user', content: 'Do you repair bikes?' },
        { role: 'assistant', content: 'We do. [1]' },
      ],
    });
  });

  it('keeps the last twenty turns, and the beginning of long ones', async () => {
    const turns = Array.from({ length: 30 }, (_, i) => ({
      role: i % 2 === 0 ? 'user' : 'assistant',
      content: `${i} ${'x'.repeat(9000)}`,
    }));
    const { history } = await queryOf({ messages: [...turns, asked] });
    expect(history.map(({ content }) => content.slice(0, 3))).toEqual(
      turns.slice(10).map(({ content }) => content.slice(0, 3)),
    );
    expect(new Set(history.map(({ content }) => content.length))).toEqual(new Set([8000]));
  });

  it('leaves out a picture that was sent before', async () => {
    const image = { type: 'image_url', image_url: { url: 'data:,' } };
    const earlier = { role: 'user', content: [{ type: 'text', text: 'Look.' }, image] };
    const { history } = await queryOf({ messages: [earlier, asked] });
    expect(history).toEqual([{ role: 'user', content: 'Look.' }]);
  });

  it('may be longer than the bodies of other requests', async () => {
    const long = { role: 'user', content: 'x'.repeat(2_000_000) };
    expect((await queryOf({ messages: [long, asked] })).question).toBe(question);
  });

  it('is asked of the corpus that the model names, with the fields of our own API', async () => {
    const own = { topK: 3, filter: { plan: 'a' }, asOf: '2026-03-01', minSeq: 7 };
    expect(await queryOf({ model: 'footnote:legal', ...own })).toMatchObject({
      corpora: ['legal'],
      topK: 3,
      filter: { plan: 'a' },
      asOf: '2026-03-01T00:00:00.000Z',
      minSeq: 7,
    });
    expect((await queryOf({ corpora: ['media'] })).corpora).toEqual(['media']);
    expect((await queryOf({})).corpora).toBeNull();
  });
});

describe('what is wrong', () => {
  const image = { type: 'image_url', image_url: { url: 'data:,' } };

  it.each<[string, Body, string, RegExp]>([
    ['no messages', { messages: [] }, 'messages', /messages/],
    ['no user message', { messages: [{ role: 'system', content: 'a' }] }, 'messages', /question/],
    [
      'a blank question',
      { messages: [{ ...asked, content: ' ' }] },
      'messages[0].content',
      /blank/,
    ],
    ['no content', { messages: [{ role: 'user' }] }, 'messages[0].content', /blank/],
    [
      'a long question',
      { messages: [{ ...asked, content: 'x'.repeat(2001) }] },
      'messages[0].content',
      /more than 2000/,
    ],
    [
      'a picture',
      { messages: [asked, { role: 'user', content: [image] }] },
      'messages[1].content',
      /image_url cannot be read/,
    ],
    ['a role', { messages: [{ role: 'boss', content: 'a' }] }, 'messages[0].role', /role/],
    ['two answers', { n: 2 }, 'n', /\/n must be 1/],
    ['a model of no name', { model: undefined }, 'model', /model is missing/],
    ['our own field', { topK: 0 }, 'topK', /topK/],
    ['a time', { asOf: 'soon' }, 'asOf', /ISO 8601/],
    ['two scopes', { model: 'footnote:legal', corpora: ['media'] }, 'corpora', /one corpus/],
  ])('is told as OpenAI does: %s', async (_what, body, param, message) => {
    const { response, seen } = await post(body);
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    expect(response.json()).toEqual({
      error: {
        message: expect.stringMatching(message) as string,
        type: 'invalid_request_error',
        param,
        code: 'INVALID_REQUEST',
      },
    });
    expect(seen.asked).toEqual([]);
  });

  it.each(['gpt-4o', 'footnotes', 'Footnote', 'foot:note'])('is a model %j', async (model) => {
    const { response } = await post({ model });
    expect([response.statusCode, response.json()]).toMatchObject([
      404,
      { error: { code: 'model_not_found', param: 'model', type: 'invalid_request_error' } },
    ]);
  });

  it.each([false, true])('is a corpus that is not there, streamed: %j', async (stream) => {
    const parts = failingWith(new FootnoteError('INVALID_CORPUS', { corpus: 'nowhere' }));
    const named = await post({ model: 'footnote:nowhere', stream }, parts);
    expect([named.response.statusCode, named.response.json()]).toMatchObject([
      404,
      { error: { code: 'model_not_found' } },
    ]);
    const sent = await post({ corpora: ['nowhere'], stream }, parts);
    expect([sent.response.statusCode, sent.response.json()]).toMatchObject([
      400,
      { error: { code: 'INVALID_CORPUS', param: null } },
    ]);
  });

  it.each([false, true])('is the language model, streamed: %j', async (stream) => {
    const parts = failingWith(new FootnoteError('MODEL_UNREACHABLE'));
    const { response } = await post({ stream }, parts);
    expect([response.statusCode, response.json()]).toMatchObject([
      502,
      { error: { code: 'MODEL_UNREACHABLE', type: 'server_error', param: null } },
    ]);
  });

  it('is told without its cause when nobody foresaw it', async () => {
    const { response } = await post({}, failingWith(new Error('secret')));
    expect([response.statusCode, response.json()]).toMatchObject([
      500,
      { error: { code: 'INTERNAL', type: 'server_error' } },
    ]);
    expect(response.body).not.toContain('secret');
  });

  it('is a body that is no JSON, too large, or of another type', async () => {
    const broken = await post('{"model":');
    expect([broken.response.statusCode, broken.response.json()]).toMatchObject([
      400,
      { error: { code: 'MALFORMED_JSON' } },
    ]);
    const large = await post({ messages: [{ role: 'user', content: 'x'.repeat(5_000_000) }] });
    expect([large.response.statusCode, large.response.json()]).toMatchObject([
      413,
      { error: { code: 'PAYLOAD_TOO_LARGE' } },
    ]);
    const { app } = await fakeApp();
    const plain = await app.inject({
      method: 'POST',
      url: '/v1/chat/completions',
      headers: { 'content-type': 'text/plain' },
      payload: 'Hi?',
    });
    expect([plain.statusCode, plain.json()]).toMatchObject([
      415,
      { error: { code: 'UNSUPPORTED_MEDIA_TYPE' } },
    ]);
  });

  it('is a server that is not ready, or asked too often, or by another name', async () => {
    const starting = { ready: false, code: 'NOT_READY', reason: 'Reading.' } as const;
    const early = (await post({}, { readiness: () => starting })).response;
    expect([early.statusCode, early.headers['retry-after'], early.json()]).toMatchObject([
      503,
      '1',
      { error: { code: 'NOT_READY', message: 'Reading.', type: 'server_error' } },
    ]);

    const { app } = await fakeApp({ config: configOf({ RATE_LIMIT_PER_MINUTE: '1' }) });
    const request = {
      method: 'POST',
      url: '/v1/chat/completions',
      payload: { model: 'footnote', messages: [asked] },
    } as const;
    await app.inject(request);
    const limited = await app.inject(request);
    expect([limited.statusCode, limited.json()]).toMatchObject([
      429,
      { error: { code: 'TOO_MANY_REQUESTS', type: 'rate_limit_error' } },
    ]);

    const misdirected = await app.inject({ ...request, headers: { host: 'evil.example' } });
    expect([misdirected.statusCode, misdirected.json()]).toMatchObject([
      421,
      { error: { code: 'MISDIRECTED_HOST' } },
    ]);
  });
});
