import { AIMessage, HumanMessage, type UsageMetadata } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import { NotFoundError, type APIError } from 'openai';
import { describe, expect, it } from 'vitest';
import { answer } from '../helpers/fake-parts.ts';
import { messages, rejectionOf, request, serveAnswers, tellTwo } from './openai/served.ts';

/* The endpoint as OpenAI's own client and LangChain's see it. */

const { question } = answer;

describe("OpenAI's client", () => {
  it('gets an answer with its citations', async () => {
    const { client, baseURL } = await serveAnswers();
    const { choices, usage } = await client.chat.completions.create(request);
    const { content, annotations } = choices[0]!.message;
    const { start_index, end_index, url, title } = annotations![0]!.url_citation;
    expect(content!.slice(start_index, end_index)).toBe('[1]');
    expect(url).toBe(new URL(answer.citations[0]!.href, baseURL).href);
    expect([title, choices[0]!.finish_reason, usage!.total_tokens]).toEqual(['Refunds', 'stop', 0]);
  });

  it('sends the conversation, and what only we know beside it', async () => {
    const { client, seen } = await serveAnswers();
    const turns = [
      { role: 'developer' as const, content: 'Be brief.' },
      { role: 'user' as const, content: 'Do you take cash?' },
      { role: 'assistant' as const, content: 'Yes. [1]' },
    ];
    const body = { model: 'footnote:support', messages: [...turns, ...messages], temperature: 0 };
    await client.chat.completions.create({ ...body, topK: 3, filter: { plan: 'a' } } as never);
    expect(seen.asked).toMatchObject([
      { question, corpora: ['support'], topK: 3, filter: { plan: 'a' }, history: turns.slice(1) },
    ]);
  });

  it('finds the models', async () => {
    const { client } = await serveAnswers();
    const { data } = await client.models.list();
    expect(data.map(({ id }) => id)).toEqual(['footnote', 'footnote:support']);
    expect(await client.models.retrieve('footnote:support')).toEqual(data[1]);
    const error = await rejectionOf(client.models.retrieve('gpt-4o'));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ status: 404, code: 'model_not_found', param: 'model' });
  });

  it('is told what was wrong', async () => {
    const { client } = await serveAnswers();
    const error = await rejectionOf(client.chat.completions.create({ ...request, n: 3 }));
    expect(error).toMatchObject({
      status: 400,
      code: 'INVALID_REQUEST',
      param: 'n',
      type: 'invalid_request_error',
    });
    expect(String(error)).toContain('a question has one answer');
    expect((error as APIError).requestID).toBeTruthy();
  });
});

describe("LangChain's ChatOpenAI", () => {
  const langChainOf = (baseURL: string) =>
    new ChatOpenAI({
      model: 'footnote',
      apiKey: 'none',
      maxRetries: 0,
      configuration: { baseURL },
    });

  it('is answered as by any model', async () => {
    const { baseURL, seen } = await serveAnswers();
    const reply = await langChainOf(baseURL).invoke([
      new HumanMessage('Do you take cash?'),
      new AIMessage('Yes.'),
      new HumanMessage(question),
    ]);
    expect(reply.text).toMatch(/^Refunds take 14 days\. \[1\]\n\n/);
    expect(seen.asked[0]).toMatchObject({
      question,
      history: [{ content: 'Do you take cash?' }, { content: 'Yes.' }],
    });
  });

  it('streams', async () => {
    const { baseURL } = await serveAnswers(tellTwo);
    const model = langChainOf(baseURL);
    let text = '';
    let tokens = 0;
    for await (const chunk of await model.stream(question)) {
      text += chunk.text;
      tokens += (chunk.usage_metadata as UsageMetadata | undefined)?.total_tokens ?? 0;
    }
    expect(text).toBe((await model.invoke(question)).text);
    expect(tokens).toBe(78);
  });

  it('is told what was wrong', async () => {
    const { baseURL } = await serveAnswers();
    const error = await rejectionOf(langChainOf(baseURL).invoke('x'.repeat(3000)));
    expect(String(error)).toContain('must not have more than 2000 characters');
  });
});
