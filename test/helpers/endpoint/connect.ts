import { vi } from 'vitest';
import { createEndpoint, type EndpointSettings } from '../../../src/models/openai/endpoint.ts';
import { FootnoteError } from '../../../src/core/errors.ts';

export const KEY = 'sk-hunter2-0123456789';

/** How long a model may be silent in tests: far longer than any of them takes. */
export const TIMEOUT_MS = 20_000;

/** Time stands still, for what is timed by `setTimeout`, until a test lets it pass. */
export function holdTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
}

/** Lets all the time pass that a model has for a whole answer. */
export async function letTimePass(): Promise<void> {
  await vi.advanceTimersByTimeAsync(5 * TIMEOUT_MS);
}

/** Our side of the line to an endpoint, without retries unless they are asked for. */
export function connectTo(
  { baseUrl }: { baseUrl: string },
  settings: Partial<EndpointSettings> = {},
) {
  return createEndpoint({
    baseUrl,
    apiKey: KEY,
    timeoutMs: TIMEOUT_MS,
    maxRetries: 0,
    concurrency: 4,
    ...settings,
  });
}

/** How a promise fails, which it has to, with one of our errors. */
export async function failureOf(promise: Promise<unknown>): Promise<FootnoteError> {
  const error = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof FootnoteError) return error;
  throw error;
}

/** All that a log line of the error could hold. */
export function told(error: FootnoteError): string {
  const { code, details, cause } = error;
  return JSON.stringify([error.message, code, details, error.stack, String(cause)]);
}
