import { modelFailed, modelUnreachable, sayable, type NamedModel } from './failures.ts';
import { modelRefused } from './refusals.ts';
import { RequestFailed } from './request-failed.ts';
import { readRetryAfter } from './retry.ts';
import { startWatch, type Watch } from './watch.ts';

/** Bytes of an answer: several times what 64 long vectors or the longest answer take. */
const MAX_ANSWER_BYTES = 64 * 2 ** 20;
/** Bytes of an error's body that are looked at. */
const MAX_ERROR_BYTES = 16 * 2 ** 10;

export interface AttemptOptions {
  readonly model: NamedModel;
  readonly apiKey: string | null;
  /** How long the endpoint may be silent, before the answer's first byte and between its pieces. */
  readonly timeoutMs: number;
  /** Called once, when nothing more goes to or comes from the endpoint. */
  readonly ended: () => void;
}

/**
 * One try at a request. The body of what it gives is watched to its end: it fails when the endpoint is
 * silent for too long, does not come to an end, or breaks off.
 * @throws RequestFailed for all that is no success, or the reason of the request's signal
 */
export async function attempt(
  url: string | URL | Request,
  init: RequestInit | undefined,
  options: AttemptOptions,
): Promise<Response> {
  const { model, apiKey, timeoutMs, ended } = options;
  const watch = startWatch(model, timeoutMs, init?.signal, ended);
  try {
    const response = await watch.hear(fetch(url, { ...init, signal: watch.signal }));
    const watched = watchBody(response, watch, options);
    if (response.ok) return watched;
    const retryAfterMs = readRetryAfter(response.headers);
    const refusal = { status: response.status, text: await beginningOf(watched), retryAfterMs };
    throw new RequestFailed(modelRefused(model, refusal, apiKey), refusal);
  } catch (error) {
    watch.stop();
    init?.signal?.throwIfAborted();
    throw brokenOff(error, options);
  }
}

function watchBody(response: Response, watch: Watch, options: AttemptOptions): Response {
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (reader === undefined) {
    watch.stop();
    return response;
  }
  let bytes = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await watch.hear(reader.read());
        bytes += value?.byteLength ?? 0;
        if (bytes > MAX_ANSWER_BYTES) throw new RequestFailed(modelFailed(options.model, TOO_MUCH));
        if (!done) return controller.enqueue(value);
        watch.stop();
        controller.close();
      } catch (error) {
        watch.stop();
        controller.error(brokenOff(error, options));
      }
    },
    cancel: () => watch.stop(),
  });
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}

const TOO_MUCH = `The endpoint's answer is longer than ${MAX_ANSWER_BYTES} bytes.`;

/** An error on the way as the failure that it is, unless it is one already or the caller's own wish. */
function brokenOff(error: unknown, { model, apiKey }: AttemptOptions): unknown {
  if (error instanceof RequestFailed || isAbort(error)) return error;
  return new RequestFailed(modelUnreachable(model, sayable(reasonOf(error), apiKey)));
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** The system's code, such as ECONNREFUSED, somewhere down the causes, else what the last of them says. */
function reasonOf(error: unknown): string {
  let reason = String(error);
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    reason = at.message;
  }
  return reason;
}

async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const piece of (response.body as ReadableStream<Uint8Array> | null) ?? []) {
      text += decoder.decode(piece, { stream: true });
      if (text.length > MAX_ERROR_BYTES) break;
    }
  } catch {
    // The status says enough; what came of the body is better than nothing.
  }
  return text;
}
