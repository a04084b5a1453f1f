/** The wait before the second try; it doubles with each, up to a limit. */
const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 8_000;
/** An endpoint that wants to be left alone for longer than this is not waited for. */
const MAX_RETRY_AFTER_MS = 60_000;

/**
 * Milliseconds to wait before a request is tried again; null = it is not worth waiting for.
 * What the endpoint asks for goes before the back-off, which is jittered so that many clients that
 * failed together do not come back together.
 * @param tries how often it has been tried, from 1
 */
export function waitBeforeRetry(tries: number, retryAfterMs: number | null): number | null {
  if (retryAfterMs !== null) return retryAfterMs <= MAX_RETRY_AFTER_MS ? retryAfterMs : null;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), MAX_WAIT_MS);
  return wait * (0.5 + Math.random() / 2);
}

/** What an answer's `Retry-After` (seconds or a date) or `retry-after-ms` asks for; null = neither. */
export function readRetryAfter(headers: Headers): number | null {
  const ms = asNumber(headers.get('retry-after-ms'));
  if (ms !== null) return ms;
  const text = headers.get('retry-after');
  const seconds = asNumber(text);
  if (seconds !== null) return seconds * 1_000;
  // Dates of HTTP begin with a day's name; without it a date is read out of nearly anything.
  const date = /^\s*[a-z]{3}/i.test(text ?? '') ? Date.parse(text ?? '') : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}

function asNumber(text: string | null): number | null {
  return text !== null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : null;
}
