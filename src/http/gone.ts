import type { FastifyReply } from 'fastify';

/**
 * Aborts when the caller goes away before the reply is sent. `request.signal` does not tell: it aborts as soon
 * as the body of the request has been read.
 */
export function signalOfGone({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
