import { setTimeout as wait } from 'node:timers/promises';
import { eitherSignal } from '../../core/either-signal.ts';
import { attempt } from './attempt.ts';
import type { NamedModel } from './failures.ts';
import { createLimit } from './limit.ts';
import { isQuota } from './refusals.ts';
import { RequestFailed } from './request-failed.ts';
import { waitBeforeRetry } from './retry.ts';

/*
 * The one way to an OpenAI-compatible endpoint. Retries, the limit of requests at once, timeouts and
 * cancellation are in a `fetch` that is given to LangChain's client, with its own retries off: they know no
 * Retry-After, and its limit and timeout end where a stream begins.
 */

export interface EndpointSettings {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** null = the endpoint wants none. */
  readonly apiKey: string | null;
  /** How long a model may be silent; a whole answer may take five times as long. */
  readonly timeoutMs: number;
  /** Further tries after 408, 409, 429, 5xx and connections that break before the answer's first byte. */
  readonly maxRetries: number;
  /** Requests at once, whatever they ask for; a stream counts until its end. */
  readonly concurrency: number;
}

export type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface Endpoint extends Pick<EndpointSettings, 'baseUrl' | 'apiKey' | 'timeoutMs'> {
  /**
   * A `fetch` for one model's requests, cut off by `signal` as by that of a request.
   * It throws RequestFailed for all that is no success, in the answer's body too.
   */
  fetchFor(model: NamedModel, signal?: AbortSignal): Fetch;
}

export function createEndpoint(settings: EndpointSettings): Endpoint {
  const { baseUrl, apiKey, timeoutMs, maxRetries, concurrency } = settings;
  const limit = createLimit(concurrency);

  async function fetchWithRetries(
    model: NamedModel,
    url: string | URL | Request,
    init: RequestInit,
  ): Promise<Response> {
    for (let tries = 1; ; tries++) {
      const ended = await limit.take(init.signal);
      try {
        return await attempt(url, init, { model, apiKey, timeoutMs, ended });
      } catch (error) {
        const waitMs = tries > maxRetries ? null : waitAfter(error, tries);
        if (waitMs === null) throw error;
        await wait(waitMs, undefined, init.signal ? { signal: init.signal } : {});
      }
    }
  }

  return {
    baseUrl,
    apiKey,
    timeoutMs,
    fetchFor: (model, signal) => (url, init) => {
      const own = init?.signal ?? null;
      const either = signal === undefined ? own : eitherSignal(own, signal);
      return fetchWithRetries(model, url, { ...init, signal: either });
    },
  };
}

/** How long to wait before another try; null = there is no use in one. */
function waitAfter(error: unknown, tries: number): number | null {
  if (!(error instanceof RequestFailed)) return null;
  const { failure, refusal } = error;
  if (refusal === null) {
    return failure.code === 'MODEL_UNREACHABLE' ? waitBeforeRetry(tries, null) : null;
  }
  if (!isPassing(failure.code, refusal.status) || isQuota(refusal)) return null;
  return waitBeforeRetry(tries, refusal.retryAfterMs);
}

/** A text that is too long stays so, though llama.cpp says it with status 500. */
function isPassing(code: string, status: number | null): boolean {
  if (code === 'MODEL_RATE_LIMITED') return true;
  if (code !== 'MODEL_FAILED' || status === null) return false;
  return status === 408 || status === 409 || status >= 500;
}
