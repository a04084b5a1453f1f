import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { PutResult } from '../../ingest/types.ts';
import type { Answer } from '../../src/core/model.ts';

export type PutReply = Pick<PutResult, 'revision' | 'seq' | 'embedded'>;

/** Someone who writes and asks over a connection of their own, one thing after the other. */
export interface Client {
  put(documentId: string, markdown: string): Promise<PutReply>;
  /** @param minSeq the write that must be seen; null = whatever is there */
  ask(question: string, minSeq: number | null): Promise<Answer>;
  close(): void;
}

/** Every reply other than 200 or 201 is an error. */
export function connect(address: string, signal: AbortSignal): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = async (method: string, path: string, type: string, body: string) => {
    const reply = await exchange(
      { agent, signal, url: address + path },
      { method, type, body: Buffer.from(body) },
    );
    return JSON.parse(reply) as unknown;
  };
  return {
    put: async (documentId, markdown) => {
      const path = `/v1/documents/${encodeURIComponent(documentId)}`;
      return (await send('PUT', path, 'text/markdown', markdown)) as PutReply;
    },
    ask: async (question, minSeq) => {
      const body = JSON.stringify({ question, ...(minSeq === null ? {} : { minSeq }) });
      return (await send('POST', '/v1/ask', 'application/json', body)) as Answer;
    },
    close: () => agent.destroy(),
  };
}

/** From sending the request to the last byte of the reply. */
function exchange(
  { agent, signal, url }: { agent: Agent; signal: AbortSignal; url: string },
  { method, type, body }: { method: string; type: string; body: Buffer },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': type, 'content-length': body.length };
    const sent = request(url, { method, agent, headers, signal }, (response) => {
      text(response).then((reply) => {
        if (response.statusCode === 200 || response.statusCode === 201) resolve(reply);
        else reject(new Error(`${method} ${url} was answered ${response.statusCode}: ${reply}`));
      }, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
