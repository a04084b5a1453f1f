import { modelFailed, type NamedModel } from './failures.ts';
import type { Fetch } from './endpoint.ts';
import { RequestFailed } from './request-failed.ts';

/**
 * A `fetch` for chat completions that were asked for as a stream. Some servers know no streams and answer
 * with JSON, which OpenAI's client takes for a stream in which nothing is said: it is turned into a stream
 * of one piece.
 */
export function asEventStream(model: NamedModel, fetch: Fetch): Fetch {
  return async (url, init) => {
    const response = await fetch(url, init);
    const type = response.headers.get('content-type') ?? '';
    if (!type.includes('json')) return response;
    const headers = { 'content-type': 'text/event-stream' };
    return new Response(eventsOf(await response.text(), model), { headers });
  };
}

interface Completion {
  readonly choices?: readonly ({ readonly message?: unknown } | null)[];
}

function eventsOf(text: string, model: NamedModel): string {
  let completion: Completion | null;
  try {
    completion = JSON.parse(text) as Completion | null;
  } catch {
    throw new RequestFailed(modelFailed(model, 'The endpoint gave JSON that is not valid.'));
  }
  const choices = completion?.choices?.map((choice) => ({ ...choice, delta: choice?.message }));
  const chunk = { ...completion, ...(choices === undefined ? {} : { choices }) };
  return `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`;
}
