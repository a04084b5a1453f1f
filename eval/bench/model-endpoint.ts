import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

/*
 * Stands in for a chat model, in a process of its own: it takes its time, and writes one claim about each of the
 * first sources of its prompt, in pieces, as a model does. What it took is told by `GET /spent`, so that it can
 * be told apart from what the pipeline adds.
 */

/** Until the first piece, and between two pieces: a fast model, so that what is added is seen. */
const FIRST_MS = 50;
const PIECE_MS = 2;
const PIECE_CHARACTERS = 24;
const CLAIMS = 3;

/** A source of the prompt; lines in brackets tell where its text belongs. */
const SOURCE = /<(source\S*) number="(\d+)"[^>]*>\n(?:\[.*\]\n)*([\s\S]*?)\n<\/\1>/g;

/** From the last byte of each request to the last byte of its answer, in milliseconds. */
const spentMs: number[] = [];

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET') {
    const models = { object: 'list', data: [{ id: 'bench', object: 'model' }] };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/spent' ? spentMs : models));
    return;
  }
  const { messages } = JSON.parse(await text(request)) as { messages: { content: string }[] };
  const startedAt = performance.now();
  const output = claimsFrom(messages.at(-1)?.content ?? '');
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  await delay(FIRST_MS);
  for (let at = 0; at < output.length; at += PIECE_CHARACTERS) {
    send(response, { content: output.slice(at, at + PIECE_CHARACTERS) }, null);
    await delay(PIECE_MS);
  }
  send(response, {}, 'stop');
  response.end('data: [DONE]\n\n', () => spentMs.push(performance.now() - startedAt));
}

function claimsFrom(prompt: string): string {
  const sources = [...prompt.matchAll(SOURCE)].slice(0, CLAIMS);
  const lines = sources.map(([, , number, passage = '']) => {
    const quote = /[^\n]{40,400}?[.!?](?=\s|$)/.exec(passage)?.[0].trim() ?? passage.slice(0, 200);
    return JSON.stringify({ claim: quote, evidence: [{ source: Number(number), quote }] });
  });
  return `${lines.join('\n')}\n`;
}

function send(response: ServerResponse, delta: object, finish: string | null): void {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  const chunk = {
    id: 'bench',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'bench',
    choices,
  };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
// Ends with the process that started it, whichever way that one ends.
process.stdin.resume().once('end', () => process.exit());
