import type { Worker } from 'node:worker_threads';
import { FootnoteError, type ErrorCode } from '../../core/errors.ts';
import { spawnWorker } from '../../core/spawn-worker.ts';
import type { WriteOperations, WriterPayload } from './write-operations.ts';

/*
 * This side of the thread that owns the one connection that writes. A commit of a large document, another
 * process's lock or a VACUUM takes as long as it takes, and no question waits for it.
 */

export interface WriteRequest {
  readonly id: number;
  /** null = close. */
  readonly operation: keyof WriteOperations | null;
  readonly parameters: readonly unknown[];
}

export type WriteResponse =
  | { readonly id: number; readonly result: unknown }
  | {
      readonly id: number;
      readonly error: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly details: Readonly<Record<string, unknown>>;
        readonly cause: string | null;
      };
    };

export interface Writer {
  /** Operations run one after the other, in the order of the calls. @throws what the operation throws */
  run<Name extends keyof WriteOperations>(
    operation: Name,
    ...parameters: Parameters<WriteOperations[Name]>
  ): Promise<ReturnType<WriteOperations[Name]>>;
  /** Ends the thread after the operations that were asked for. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: FootnoteError) => void;
}

export function createWriter(payload: WriterPayload): Writer {
  const worker: Worker = spawnWorker(new URL('./writer-worker.ts', import.meta.url), { payload });
  const waiting = new Map<number, Waiting>();
  let nextId = 0;
  /** Why nothing more is taken: the thread ended, or was told to. */
  let failure: FootnoteError | null = null;

  function fail(cause: unknown): void {
    if (failure?.code === 'SHUTTING_DOWN') return;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const detail = `The thread that writes to the store in ${payload.directory} ended: ${reason}.`;
    failure = new FootnoteError('STORE_UNUSABLE', {}, { detail, cause });
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  }

  function receive(response: WriteResponse): void {
    const asked = waiting.get(response.id);
    waiting.delete(response.id);
    // An idle thread must not keep the process from ending; one that is being waited for must.
    if (waiting.size === 0) worker.unref();
    if ('result' in response) return asked?.resolve(response.result);
    const { code, message, details, cause } = response.error;
    asked?.reject(
      new FootnoteError(code, details, {
        detail: message,
        ...(cause === null ? {} : { cause: new Error(cause) }),
      }),
    );
  }

  worker.on('message', receive);
  worker.on('error', fail);
  worker.on('exit', (code) => fail(`exit code ${code}`));
  worker.unref();

  function send(operation: WriteRequest['operation'], parameters: readonly unknown[]) {
    if (failure !== null) return Promise.reject(failure);
    return new Promise<unknown>((resolve, reject) => {
      const id = nextId++;
      waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, operation, parameters } satisfies WriteRequest);
    });
  }

  return {
    run: (operation, ...parameters) =>
      send(operation, parameters) as Promise<ReturnType<WriteOperations[typeof operation]>>,
    async close() {
      if (failure !== null) return;
      const finished = send(null, []);
      failure = new FootnoteError('SHUTTING_DOWN');
      await finished;
      await worker.terminate();
    },
  };
}
