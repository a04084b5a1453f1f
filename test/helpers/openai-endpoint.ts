import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readAll } from 'node:stream/consumers';

/* A scripted OpenAI-compatible endpoint on loopback: it notes what it is asked and answers as told. */

export interface EmbeddingRequest {
  readonly model: string;
  readonly input: string[];
  readonly encoding_format?: string;
}

export interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: EmbeddingRequest;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** What to answer; null = nothing at all, the request stays open. */
export type Script = (asked: Asked, count: number) => Reply | null;

export interface OpenAiEndpoint {
  /** To be set as OPENAI_BASE_URL. */
  readonly baseUrl: string;
  readonly asked: readonly Asked[];
  answerWith(script: Script): void;
  /** Settles when `count` requests have come in. */
  hasBeenAsked(count: number): Promise<void>;
  /** Settles when a client has broken off a request that was left open. */
  readonly brokenOff: Promise<void>;
  close(): Promise<void>;
}

export const DIMENSIONS = 8;

/** A vector that tells its text: how often each of eight classes of letters stands in it. */
export function vectorOf(text: string): number[] {
  const vector = Array.from({ length: DIMENSIONS }, () => 0.01);
  for (const letter of text.toLowerCase()) {
    const at = letter.charCodeAt(0) % DIMENSIONS;
    vector[at] = (vector[at] ?? 0) + 1;
  }
  return vector;
}

export function embeddingsOf(vectors: readonly (readonly number[])[]): Reply {
  const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
  const usage = { prompt_tokens: 1, total_tokens: 1 };
  return { status: 200, body: { object: 'list', model: 'scripted', data, usage } };
}

export const answerWell: Script = ({ body }) => embeddingsOf(body.input.map(vectorOf));

export async function startOpenAiEndpoint(): Promise<OpenAiEndpoint> {
  const asked: Asked[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let script = answerWell;
  let onBrokenOff: () => void = () => {};
  const brokenOff = new Promise<void>((resolve) => (onBrokenOff = resolve));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(await readAll(request)) as EmbeddingRequest;
    const one = { path: request.url ?? '', authorization: request.headers.authorization, body };
    asked.push(one);
    for (const { count, resolve } of waiting) if (asked.length >= count) resolve();
    const reply = script(one, asked.length);
    if (reply === null) {
      response.once('close', onBrokenOff);
      return;
    }
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(reply.body));
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked,
    answerWith: (next) => (script = next),
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
