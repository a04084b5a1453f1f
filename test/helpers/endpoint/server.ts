import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import { saying } from './completions.ts';
import { answerWell } from './embeddings.ts';
import { honest } from './honest.ts';
import { listing } from './models.ts';
import { errorReply, type Asked, type Reply, type RequestBody, type Script } from './protocol.ts';

/* A scripted OpenAI-compatible endpoint on loopback: it notes what it is asked and answers as told. */

export interface OpenAiEndpoint {
  /** To be set as OPENAI_BASE_URL. */
  readonly baseUrl: string;
  readonly asked: readonly Asked[];
  /** Answers everything with this from now on. */
  answerWith(script: Script): void;
  /** Answers chats with this from now on, and everything else well. */
  chatWith(script: Script): void;
  /** Settles when `count` requests have come in. */
  hasBeenAsked(count: number): Promise<void>;
  /** Settles when a client has broken off a request before it was answered to the end. */
  readonly brokenOff: Promise<void>;
  close(): Promise<void>;
}

/** The names of the models that the endpoint lists until it is told otherwise. */
export const MODELS = { chat: 'tiny-chat', embedding: 'tiny' } as const;

function wellWith(chat: Script): Script {
  const list = listing(...Object.values(MODELS));
  return (asked, count) => {
    if (asked.path === '/v1/models') return list(asked, count);
    if (asked.path === '/v1/embeddings') return answerWell(asked);
    if (asked.path === '/v1/chat/completions') return chat(asked, count);
    return errorReply(404, 'There is nothing at this address.');
  };
}

export async function startOpenAiEndpoint(): Promise<OpenAiEndpoint> {
  const asked: Asked[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let script = wellWith(saying(honest));
  let onBrokenOff: () => void = () => {};
  const brokenOff = new Promise<void>((resolve) => (onBrokenOff = resolve));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const one = askedIn(request, await readAll(request));
    asked.push(one);
    for (const { count, resolve } of waiting) if (asked.length >= count) resolve();
    response.once('close', () => {
      if (!response.writableFinished) onBrokenOff();
    });
    // Who broke off does not hear what is still written.
    response.on('error', () => {});
    const reply = script(one, asked.length);
    if (reply !== null) await write(reply, response);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked,
    answerWith: (next) => (script = next),
    chatWith: (next) => (script = wellWith(next)),
    hasBeenAsked: (count) =>
      new Promise((resolve) => {
        if (asked.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    brokenOff,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function askedIn({ url, headers }: IncomingMessage, text: string): Asked {
  const body = JSON.parse(text === '' ? '{}' : text) as RequestBody;
  return { path: url ?? '', authorization: headers.authorization, headers, body };
}

async function write(reply: Reply, response: ServerResponse): Promise<void> {
  if (typeof reply === 'function') return reply(response);
  const { status, headers, body } = reply;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(headers?.['content-type'] === undefined ? JSON.stringify(body) : body);
}
