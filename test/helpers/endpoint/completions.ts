import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { JsonReply, RequestBody, Script } from './protocol.ts';
import { promptIn, type AskedPrompt } from './prompt.ts';

/** What a scripted model writes when it is asked. */
export type Writer = (prompt: AskedPrompt) => string;

export interface Delivery {
  /** The pieces that the text comes in; joined they are the text. */
  readonly pieces: (text: string) => string[];
  /** Bytes of the stream that are written at once; the next go out in another turn of the event loop. */
  readonly bytes: number;
}

const PIECE_CHARACTERS = 16;
const COMMON: Delivery = { pieces: (text) => cut(text, PIECE_CHARACTERS), bytes: 65_536 };

/** Answers a chat with what `write` makes of its prompt: streamed when a stream is asked for, else whole. */
export function saying(write: Writer, delivery: Partial<Delivery> = {}): Script {
  const { pieces, bytes } = { ...COMMON, ...delivery };
  return ({ body }) => {
    const text = write(promptIn(body.messages));
    if (body.stream !== true) return completionOf(body, text);
    return async (response) => {
      startStream(response);
      const chunks = [{ role: 'assistant', content: '' }, ...pieces(text).map(asDelta)];
      await send(response, chunks.map((delta) => eventOf(body, delta)).join(''), bytes);
      await send(response, ending(body, text), bytes);
      response.end();
    };
  };
}

/** A whole completion, as an answer to a request for no stream. */
export function completionOf(body: RequestBody, text: string): JsonReply {
  const message = { role: 'assistant', content: text };
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  const usage = usageOf(body, text);
  return { status: 200, body: { ...headOf(body, 'chat.completion'), choices, usage } };
}

export function startStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
}

export function asDelta(content: string): object {
  return { content };
}

/** One chunk of a stream, as a server-sent event. */
export function eventOf(body: RequestBody, delta: object, finish: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  return `data: ${JSON.stringify({ ...headOf(body, 'chat.completion.chunk'), choices })}\n\n`;
}

/** All that comes behind the last piece: the reason, the usage where it is asked for, the end. */
export function ending(body: RequestBody, text: string): string {
  const usage = {
    ...headOf(body, 'chat.completion.chunk'),
    choices: [],
    usage: usageOf(body, text),
  };
  const asked = body.stream_options?.include_usage === true;
  return [
    eventOf(body, {}, 'stop'),
    asked ? `data: ${JSON.stringify(usage)}\n\n` : '',
    'data: [DONE]\n\n',
  ].join('');
}

export function cut(text: string, length: number): string[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, i) =>
    text.slice(i * length, (i + 1) * length),
  );
}

/** Writes text in slices of bytes, whatever they cut through; stops when the client is gone. */
export async function send(response: ServerResponse, text: string, bytes: number): Promise<void> {
  const all = Buffer.from(text);
  for (let from = 0; from < all.length && !response.destroyed; from += bytes) {
    const flows = response.write(all.subarray(from, from + bytes));
    if (flows) await setImmediate();
    else await drained(response);
  }
}

/** Settles when the client has taken what was written, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      response.off('drain', settle).off('close', settle);
      resolve();
    };
    response.on('drain', settle).on('close', settle);
  });
}

function headOf({ model }: RequestBody, object: string): object {
  return { id: 'chatcmpl-scripted', object, created: 0, model };
}

/** Four characters a token: what is told need not be true, but be told in the right place. */
function usageOf({ messages }: RequestBody, text: string): object {
  const prompt = Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / 4);
  const completion = Math.ceil(text.length / 4);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  };
}
