import type { Endpoint, Fetch } from './endpoint.ts';

/** More than any wait of ours: the client's own timeout would count waits for a retry or for a place. */
const NEVER_MS = 2 ** 31 - 1;

/** What LangChain's classes are made with, such that only we decide what is sent, where, and how often. */
export function clientFields({ baseUrl, apiKey }: Endpoint, fetch: Fetch) {
  return {
    // The client wants a key even where the endpoint wants none.
    apiKey: apiKey ?? 'none',
    maxRetries: 0,
    maxConcurrency: Infinity,
    timeout: NEVER_MS,
    configuration: {
      baseURL: baseUrl,
      fetch,
      // Else the client takes them from the environment: an account's names, and a log with texts in it.
      organization: null,
      project: null,
      logLevel: 'off' as const,
    },
  };
}
