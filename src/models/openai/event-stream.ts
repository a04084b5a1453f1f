import { modelFailed, nameOf, type NamedModel } from './failures.ts';
import type { Fetch } from './endpoint.ts';
import { RequestFailed } from './request-failed.ts';

/** Bytes of one event: thousands of times what a model writes at once. */
const MAX_LINE_BYTES = 2 ** 20;
const LINE_FEED = 0x0a;

/**
 * A `fetch` for chat completions that were asked for as a stream. Some servers know no streams and answer
 * with JSON, which OpenAI's client takes for a stream in which nothing is said: it is turned into a stream
 * of one piece.
 */
export function asEventStream(model: NamedModel, fetch: Fetch): Fetch {
  return async (url, init) => {
    const response = await fetch(url, init);
    const type = response.headers.get('content-type') ?? '';
    if (!type.includes('json')) return withBoundedLines(response, model);
    const headers = { 'content-type': 'text/event-stream' };
    return new Response(eventsOf(await response.text(), model), { headers });
  };
}

/**
 * The same response, which fails at a line that is too long: OpenAI's client puts a line together piece by
 * piece, in quadratic time, and holds everything up meanwhile.
 */
function withBoundedLines(response: Response, model: NamedModel): Response {
  let lineBytes = 0;
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      const lastEnd = piece.lastIndexOf(LINE_FEED);
      const longest = lastEnd < 0 ? lineBytes + piece.length : lineBytes + piece.indexOf(LINE_FEED);
      if (longest > MAX_LINE_BYTES) throw new RequestFailed(modelFailed(model, lineTooLong(model)));
      lineBytes = lastEnd < 0 ? longest : piece.length - lastEnd - 1;
      controller.enqueue(piece);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body?.pipeThrough(bounded) ?? null, { status, statusText, headers });
}

function lineTooLong(model: NamedModel): string {
  return `The ${nameOf(model)} gave a piece of an answer that is longer than ${MAX_LINE_BYTES} bytes.`;
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
