import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import {
  asDelta,
  completionOf,
  ending,
  eventOf,
  saying,
  send,
  startStream,
} from './completions.ts';
import { honest } from './honest.ts';
import { promptIn } from './prompt.ts';
import { errorReply, type RequestBody, type Script } from './protocol.ts';

/* An endpoint that fails, in the ways that endpoints do. */

/** @param headers such as a Retry-After */
export function rateLimited(headers: Record<string, string> = { 'retry-after': '0' }): Script {
  const message = 'Rate limit reached for requests per min. Please try again later.';
  return () => errorReply(429, message, { code: 'rate_limit_exceeded', headers });
}

export const outOfQuota: Script = () =>
  errorReply(429, 'You exceeded your current quota, please check your plan.', {
    code: 'insufficient_quota',
    headers: { 'retry-after': '0' },
  });

/** To be tried again at once, so that no test waits for it. */
export const broken: Script = () =>
  errorReply(500, 'The server had an error.', { headers: { 'retry-after': '0' } });

export const keyRefused: Script = ({ authorization }) =>
  errorReply(401, `Incorrect API key provided: ${authorization ?? 'none'}.`, {
    code: 'invalid_api_key',
  });

export const modelUnknown: Script = ({ body }) =>
  errorReply(404, `The model '${body.model}' does not exist.`, { code: 'model_not_found' });

export const contextTooLong: Script = () =>
  errorReply(400, "This model's maximum context length is 4096 tokens.", {
    code: 'context_length_exceeded',
    param: 'messages',
  });

export const hanging: Script = () => null;

export const resetBefore: Script = () => (response) => void response.socket?.resetAndDestroy();

/** A page that somebody put where the API should be. */
export const webPage: Script = () => ({
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Welcome</title>',
});

/** Answers JSON, though a stream is asked for. */
export const withoutStreams: Script = ({ body }) =>
  completionOf(body, honest(promptIn(body.messages)));

/** The first claim of an honest answer, then what `then` does with the response. */
function afterFirstClaim(
  then: (response: ServerResponse, body: RequestBody) => void | Promise<void>,
): Script {
  return ({ body }) =>
    async (response) => {
      const [first = ''] = honest(promptIn(body.messages)).split(/(?<=\n)/);
      startStream(response);
      await send(response, eventOf(body, asDelta(first)), 65_536);
      await then(response, body);
    };
}

/** Half a line of JSON, then silence. */
export const halfALine = afterFirstClaim(async (response, body) => {
  await send(response, eventOf(body, asDelta('{"claim": "The rest of it is')), 65_536);
});

export const resetWithin = afterFirstClaim((response) => void response.socket?.resetAndDestroy());

/** The stream is closed as if it were whole, but is not. */
export const closedEarly = afterFirstClaim((response) => void response.end());

export const errorWithin = afterFirstClaim(async (response) => {
  const error = { message: 'CUDA out of memory', type: 'server_error', code: 500 };
  await send(response, `data: ${JSON.stringify({ error })}\n\n`, 65_536);
  response.end();
});

/** Writes for as long as somebody listens. */
export const endless = afterFirstClaim(async (response, body) => {
  const piece = eventOf(body, asDelta('and so on, '));
  while (!response.destroyed) await send(response, piece, 65_536);
});

const KEEP_ALIVE_MS = 5;
/** Is never silent, but says nothing any more. */
export const keptAlive = afterFirstClaim(async (response) => {
  while (!response.destroyed) {
    await send(response, ': keep-alive\n\n', 65_536);
    await setTimeout(KEEP_ALIVE_MS);
  }
});

/** Refuses a request that has one of these parameters, as `status`. */
export function refusing(parameters: readonly string[], otherwise: Script, status = 400): Script {
  return (asked, count) => {
    const found = parameters.find((name) => name in asked.body);
    if (found === undefined) return otherwise(asked, count);
    return errorReply(status, `Unsupported parameter: '${found}' is not supported.`, {
      code: 'unsupported_parameter',
      param: found,
    });
  };
}

/** Ends well but late: each few bytes in a turn of their own. */
export const slowDrip = saying(honest, { bytes: 40 });

/** Pieces and bytes that are cut through characters and escapes. */
export const cutAnywhere = saying(honest, { pieces: (text) => text.split(''), bytes: 7 });

/** An answer of nothing. */
export const empty: Script =
  ({ body }) =>
  (response) => {
    startStream(response);
    response.end(ending(body, ''));
  };
