import { AIMessageChunk } from '@langchain/core/messages';
import { FakeListChatModel, FakeStreamingChatModel } from '@langchain/core/utils/testing';
import { ChatGenerationChunk } from '@langchain/core/outputs';
import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/core/errors.ts';
import { createChatGenerator } from '../../src/generate/chat.ts';
import { buildPrompt } from '../../src/generate/prompt.ts';
import type { GenerateRequest, GenerationEvent } from '../../src/generate/types.ts';
import { requestOf, type SourceSpec } from '../helpers/sources.ts';

const count = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;
const FIRST: SourceSpec = { units: [['sentence', 'Refunds are paid within 14 days.']] };
const request = requestOf('How long do refunds take?', FIRST, {
  units: [['sentence', 'Mallow bikes run 90 km.']],
});
const CLAIM =
  '{"claim": "It takes 14 days.", "evidence": [{"source": 1, "quote": "within 14 days"}]}';

type Model = Parameters<typeof createChatGenerator>[0]['model'];

const generatorOf = (model: Model) =>
  createChatGenerator({ model, name: 'tiny', maxPromptTokens: 5000, count });

async function eventsOf(
  model: Model,
  asked: GenerateRequest = request,
  signal?: AbortSignal,
): Promise<GenerationEvent[]> {
  const events: GenerationEvent[] = [];
  for await (const event of generatorOf(model).generate(asked, signal)) events.push(event);
  return events;
}

const saying = (...responses: string[]) => new FakeListChatModel({ responses });

/** Chunks as a server sends them, without end if need be; tells when it is told to stop. */
class EndlessModel extends FakeStreamingChatModel {
  cancelled = false;
  private readonly piece: string;
  private readonly failure: Error | null;

  constructor(piece: string, failure: Error | null = null) {
    super({});
    this.piece = piece;
    this.failure = failure;
  }

  override async *_streamResponseChunks(
    _messages: unknown,
    options: { signal?: AbortSignal },
  ): AsyncGenerator<ChatGenerationChunk> {
    options.signal?.addEventListener('abort', () => (this.cancelled = true));
    for (let i = 0; ; i++) {
      yield chunkOf(this.piece.replace('#', String(i)));
      if (this.failure !== null) throw this.failure;
    }
  }
}

/** The last chunks of a server that tells what it has read and written so far. */
class CountingModel extends FakeStreamingChatModel {
  override async *_streamResponseChunks(): AsyncGenerator<ChatGenerationChunk> {
    for (const written of [3, 9]) {
      const usage_metadata = { input_tokens: 70, output_tokens: written, total_tokens: 70 };
      yield chunkOf(written === 3 ? CLAIM : '', { usage_metadata });
    }
  }
}

/** Stops within its second line, and says why. */
class CutOffModel extends FakeStreamingChatModel {
  override async *_streamResponseChunks(): AsyncGenerator<ChatGenerationChunk> {
    yield chunkOf(`${CLAIM}\n{"claim": "It`, { response_metadata: { finish_reason: 'length' } });
  }
}

function chunkOf(content: string, more: object = {}): ChatGenerationChunk {
  return new ChatGenerationChunk({
    text: content,
    message: new AIMessageChunk({ content, ...more }),
  });
}

describe('createChatGenerator', () => {
  it('names the model and the version of the prompt', () => {
    expect(generatorOf(saying('')).id).toBe('chat:tiny:prompt-1');
  });

  it('tells the prompt, each piece of output, each claim as it is complete, and the usage', async () => {
    const events = await eventsOf(saying(`${CLAIM}\nBye.`));
    const types = events.map(({ type }) => type);
    expect(events[0]).toMatchObject({ type: 'prompt', sources: 2 });
    // A character a piece: the claim comes with its last brace.
    expect(types.indexOf('claim')).toBe(1 + CLAIM.length);
    expect(types.slice(-2)).toEqual(['malformed', 'usage']);
    const output = events.flatMap((event) => (event.type === 'output' ? [event.text] : []));
    expect(output.join('')).toBe(`${CLAIM}\nBye.`);
  });

  it('sends the messages that the prompt event tells', async () => {
    let sent: unknown;
    class Listening extends FakeListChatModel {
      override async *_streamResponseChunks(
        ...args: Parameters<FakeListChatModel['_streamResponseChunks']>
      ) {
        sent = args[0].map((message) => [message.type, message.content]);
        yield* super._streamResponseChunks(...args);
      }
    }
    const [prompt] = await eventsOf(new Listening({ responses: [CLAIM] }));
    if (prompt?.type !== 'prompt') throw new Error('no prompt');
    const [system, user] = prompt.messages;
    expect(sent).toEqual([
      ['system', system?.content],
      ['human', user?.content],
    ]);
  });

  it('counts the tokens itself when the server does not tell', async () => {
    const events = await eventsOf(saying(CLAIM));
    const [prompt] = events;
    const promptTokens = prompt?.type === 'prompt' ? prompt.tokens : NaN;
    expect(events.at(-1)).toEqual({ type: 'usage', promptTokens, completionTokens: count(CLAIM) });
  });

  it('takes what the server counted, told once or with each piece', async () => {
    const events = await eventsOf(new CountingModel({}));
    expect(events.at(-1)).toEqual({ type: 'usage', promptTokens: 70, completionTokens: 9 });
  });

  it('abstains when the model does', async () => {
    const events = await eventsOf(saying('{"abstain": "Nothing is said of boats."}'));
    expect(events.slice(-2)).toMatchObject([
      { type: 'abstain', reason: 'Nothing is said of boats.' },
      { type: 'usage' },
    ]);
  });

  it('takes no claim from a source that the prompt did not hold', async () => {
    const model = saying(CLAIM.replace('"source": 1', '"source": 2'));
    const room = buildPrompt(requestOf('How long?', FIRST), { maxTokens: 5000, count }).tokens + 50;
    const generator = createChatGenerator({ model, name: 'tiny', maxPromptTokens: room, count });
    const long = requestOf('How long?', FIRST, {
      units: [['sentence', 'within 14 days '.repeat(400)]],
    });
    const events: GenerationEvent[] = [];
    for await (const event of generator.generate(long)) events.push(event);
    expect(events[0]).toMatchObject({ type: 'prompt', sources: 1 });
    expect(events.filter(({ type }) => type === 'claim')).toEqual([]);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'malformed', reason: 'no source of that number' }),
    );
  });

  it('asks nothing when there is no source', async () => {
    expect(await eventsOf(saying(CLAIM), requestOf('q?'))).toEqual([]);
  });

  it.each([
    ['without end', 'word '.repeat(100)],
    ['claim after claim', CLAIM.replace('14', '#')],
    ['thought after thought', '<think>'.repeat(100)],
  ])('cancels a model that writes %s, and says that it did not answer', async (_, piece) => {
    const model = new EndlessModel(piece);
    const events: GenerationEvent[] = [];
    const reading = (async () => {
      for await (const event of generatorOf(model).generate(request)) events.push(event);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'MODEL_FAILED' });
    expect(model.cancelled).toBe(true);
    expect(events.filter(({ type }) => type === 'claim').length).toBeLessThanOrEqual(30);
  });

  it('says that a model was cut off by its limit of tokens, after the claims that are whole', async () => {
    const model = new CutOffModel({});
    const events: GenerationEvent[] = [];
    const reading = (async () => {
      for await (const event of generatorOf(model).generate(request)) events.push(event);
    })();
    await expect(reading).rejects.toThrow(/CHAT_MAX_TOKENS/);
    expect(events.map(({ type }) => type)).toEqual([
      'prompt',
      'output',
      'claim',
      'malformed',
      'usage',
    ]);
  });

  it('cancels the model when the reader stops', async () => {
    const model = new EndlessModel('word ');
    for await (const event of generatorOf(model).generate(request)) {
      if (event.type === 'output') break;
    }
    expect(model.cancelled).toBe(true);
  });

  it('cancels the model when the request is aborted, and says so', async () => {
    const model = new EndlessModel('word ');
    const client = new AbortController();
    const reading = (async () => {
      for await (const event of generatorOf(model).generate(request, client.signal)) {
        if (event.type === 'output') client.abort(new Error('gone'));
      }
    })();
    await expect(reading).rejects.toThrow();
    expect(model.cancelled).toBe(true);
  });

  it('is aborted also where the model ends silently', async () => {
    const client = new AbortController();
    const reading = (async () => {
      for await (const event of generatorOf(saying(CLAIM)).generate(request, client.signal)) {
        if (event.type === 'output') client.abort(new Error('gone'));
      }
    })();
    await expect(reading).rejects.toThrow();
  });

  it('passes an error of the model on, after the claims that came before it', async () => {
    const failure = new FootnoteError('MODEL_TIMEOUT');
    const events: GenerationEvent[] = [];
    const reading = (async () => {
      const model = new EndlessModel(CLAIM, failure);
      for await (const event of generatorOf(model).generate(request)) events.push(event);
    })();
    await expect(reading).rejects.toBe(failure);
    expect(events.map(({ type }) => type)).toEqual(['prompt', 'output', 'claim']);
  });
});

describe('a chat answer about recommended titles', () => {
  it('quotes a record as the prompt shows it, each claim on a line of its own', async () => {
    const record = '{"title":"Two Lamps","genres":["comedy"],"running_time_min":84}';
    const { sources, ...rest } = requestOf('A short comedy?', {
      units: [['record', record]],
      record: { title: 'Two Lamps', genres: ['comedy'], running_time_min: 84 },
      title: 'Films',
    });
    const titles = sources.map((source) => ({ ...source, reasons: ['title', 'genres'] }));
    const quotes = ['"title":"Two Lamps","genres":["comedy"]', '"running_time_min":84'];
    const claim = JSON.stringify({
      claim: 'Two Lamps is a comedy with a running time of 84 min.',
      evidence: quotes.map((quote) => ({ source: 1, quote })),
    });
    const events = await eventsOf(saying(claim), { ...rest, sources: titles });
    const [prompt] = events;
    if (prompt?.type !== 'prompt') throw new Error('no prompt');
    for (const quote of quotes) expect(prompt.messages[1]?.content).toContain(quote);
    expect(events.filter(({ type }) => type === 'claim')).toMatchObject([
      { ownLine: true, evidence: quotes.map((quote) => ({ source: 1, quote })) },
    ]);
  });
});
