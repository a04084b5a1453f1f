import { describe, expect, it } from 'vitest';
import { answer, answererOf, fakeApp, type Seen } from '../helpers/fake-parts.ts';
import { asked, post, type Body } from './openai/post.ts';

const { question } = answer;

/** The query that a body becomes. */
async function queryOf(body: Body): Promise<Seen['asked'][number]> {
  const { response, seen } = await post(body);
  expect(response.statusCode).toBe(200);
  return seen.asked[0]!;
}

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
