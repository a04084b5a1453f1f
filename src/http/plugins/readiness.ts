import type { FastifyInstance } from 'fastify';
import { FootnoteError } from '../../core/errors.ts';

/** Whether questions can be answered, and if not, why: still starting, or closing. */
export type Readiness =
  | { readonly ready: true }
  | {
      readonly ready: false;
      readonly code: 'NOT_READY' | 'SHUTTING_DOWN';
      readonly reason: string;
    };

/** @throws NOT_READY, SHUTTING_DOWN */
export function assertReady(readiness: Readiness): void {
  if (readiness.ready) return;
  throw new FootnoteError(readiness.code, {}, { detail: readiness.reason });
}

/** Nothing of this plugin's routes is served before the server is ready, nor once it closes. */
export function serveWhenReady(app: FastifyInstance, readiness: () => Readiness): void {
  app.addHook('onRequest', async () => {
    assertReady(readiness());
  });
}
