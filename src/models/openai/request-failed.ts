import { FootnoteError } from '../../core/errors.ts';
import { modelFailed, sayable, type NamedModel } from './failures.ts';
import { modelRefused, type Refusal } from './refusals.ts';

/**
 * How a request failed, on its way up through the clients of OpenAI and LangChain. They wrap what `fetch`
 * throws, and by its words (a "timed out" in an endpoint's message), so that its own message says nothing.
 */
export class RequestFailed extends Error {
  readonly failure: FootnoteError;
  /** null = there was no answer. */
  readonly refusal: Refusal | null;

  constructor(failure: FootnoteError, refusal: Refusal | null = null) {
    super('The request failed.');
    this.name = 'RequestFailed';
    this.failure = failure;
    this.refusal = refusal;
  }
}

/** The failed request that an error of a client goes back to. */
export function requestFailedIn(error: unknown): RequestFailed | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof RequestFailed) return at;
  }
  return null;
}

/** What an error that leaves a client is to us. */
export function asModelFailure(
  error: unknown,
  model: NamedModel,
  apiKey: string | null,
): FootnoteError {
  if (error instanceof FootnoteError) return error;
  const request = requestFailedIn(error);
  if (request !== null) return request.failure;
  // OpenAI's client throws so when an error comes in the midst of a stream.
  const told = error instanceof Error && 'error' in error ? error.error : undefined;
  if (told !== undefined) {
    const text = JSON.stringify({ error: told });
    return modelRefused(model, { status: null, text, retryAfterMs: null }, apiKey);
  }
  const message = sayable(error instanceof Error ? error.message : String(error), apiKey);
  return modelFailed(model, `The endpoint gave something that is no answer: ${message}`);
}
