import type { FootnoteError } from '../../core/errors.ts';
import { modelEndless, modelSilent, type NamedModel } from './failures.ts';
import { RequestFailed } from './request-failed.ts';

/** A whole answer may take this many times as long as the endpoint may be silent. */
const WHOLE_ANSWER = 5;

/** Holds the line to an endpoint, and cuts it when the endpoint takes too long or nobody wants it any more. */
export interface Watch {
  /** To be given to `fetch`. */
  readonly signal: AbortSignal;
  /** What the endpoint says next; the line is cut when it is silent for too long. */
  hear<T>(next: Promise<T>): Promise<T>;
  /** Cuts the line, if it is not at its end anyway. */
  stop(): void;
}

/**
 * @param timeoutMs how long the endpoint may be silent
 * @param outer the signal of who asks
 * @param stopped called once, when nothing more goes to or comes from the endpoint
 */
export function startWatch(
  model: NamedModel,
  timeoutMs: number,
  outer: AbortSignal | null | undefined,
  stopped: () => void,
): Watch {
  const line = new AbortController();
  const wholeMs = timeoutMs * WHOLE_ANSWER;
  const leave = (): void => line.abort(outer?.reason);
  const whole = cutAfter(wholeMs, () => modelEndless(model, wholeMs));

  function cutAfter(ms: number, failure: () => FootnoteError): NodeJS.Timeout {
    return setTimeout(() => line.abort(new RequestFailed(failure())), ms);
  }

  line.signal.addEventListener('abort', () => {
    clearTimeout(whole);
    outer?.removeEventListener('abort', leave);
    stopped();
  });
  outer?.addEventListener('abort', leave);
  if (outer?.aborted) leave();

  return {
    signal: line.signal,
    async hear(next) {
      // Only while it is waited for: the endpoint is not silent when it is we who do not listen.
      const silence = cutAfter(timeoutMs, () => modelSilent(model, timeoutMs));
      try {
        return await next;
      } catch (error) {
        throw line.signal.aborted ? line.signal.reason : error;
      } finally {
        clearTimeout(silence);
      }
    },
    stop: () => line.abort(),
  };
}
