import type { Worker } from 'node:worker_threads';
import { FootnoteError } from '../../src/core/errors.ts';
import { spawnWorker } from '../../src/core/spawn-worker.ts';
import type { ParsedDocument } from './parse.ts';
import type { ParserReply } from './serve-parser.ts';
import type { LoadInput } from './types.ts';

/** Reads documents in a thread of its own, so that no file can hang or exhaust the process. */
export interface Parser {
  /**
   * One document at a time; further calls queue.
   * @throws PARSE_TIMEOUT, PARSE_OUT_OF_MEMORY, CORRUPT_DOCUMENT when the thread dies of the document,
   *   SHUTTING_DOWN after `close`, and what `loadDocument` throws
   */
  parse(input: LoadInput): Promise<ParsedDocument>;
  /** Ends the thread, whatever it is doing. Idempotent. */
  close(): Promise<void>;
}

export interface ParserLimits {
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

const WORKER = new URL('./parse-worker.ts', import.meta.url);

/** A parser whose thread is kept between documents and replaced when one kills it. */
export function createParser({ timeoutMs, memoryMb }: ParserLimits, module: URL = WORKER): Parser {
  let closed = false;
  let thread: Promise<Worker> | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const start = async (): Promise<Worker> => {
    const worker = await startThread(module, memoryMb);
    worker.once('exit', () => {
      thread = null;
    });
    return worker;
  };

  const parseNext = async (input: LoadInput): Promise<ParsedDocument> => {
    if (closed) throw new FootnoteError('SHUTTING_DOWN');
    thread ??= start();
    const worker = await thread.catch((error: unknown) => {
      thread = null;
      throw error;
    });
    if (closed) throw new FootnoteError('SHUTTING_DOWN');
    try {
      return await parseIn(worker, input, timeoutMs);
    } catch (error) {
      if (!(error instanceof DeadThread)) throw error;
      await worker.terminate();
      thread = null;
      throw closed ? new FootnoteError('SHUTTING_DOWN') : error.reason;
    }
  };

  return {
    parse(input) {
      const parsed = queue.then(() => parseNext(input));
      queue = parsed.catch(() => undefined);
      return parsed;
    },
    async close() {
      closed = true;
      const worker = await thread?.catch(() => null);
      await worker?.terminate();
      await queue;
    },
  };
}

/** The thread cannot be used any more; `reason` is what the caller is told. */
class DeadThread extends Error {
  readonly reason: FootnoteError;

  constructor(reason: FootnoteError) {
    super(reason.message);
    this.reason = reason;
  }
}

/** Resolves when the thread is ready, so that a document's time does not count its start. */
async function startThread(module: URL, memoryMb: number): Promise<Worker> {
  const worker = spawnWorker(module, { resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    // It stays, so that a thread that dies while nobody waits for it does not take the process along.
    worker.on('error', reject);
  });
  // Without work it must not keep the process alive.
  worker.unref();
  return worker;
}

async function parseIn(
  worker: Worker,
  input: LoadInput,
  timeoutMs: number,
): Promise<ParsedDocument> {
  worker.ref();
  const listening = new AbortController();
  try {
    return await new Promise<ParsedDocument>((resolve, reject) => {
      const die = (reason: FootnoteError): void => reject(new DeadThread(reason));
      const timer = setTimeout(
        () => die(new FootnoteError('PARSE_TIMEOUT', { timeoutMs })),
        timeoutMs,
      );
      listening.signal.addEventListener('abort', () => clearTimeout(timer));
      const onMessage = (reply: ParserReply): void => {
        if (reply.kind === 'parsed') resolve(reply.document);
        if (reply.kind === 'failed') reject(asError(reply));
      };
      const onError = (error: Error): void => die(causeOfDeath(error));
      const onExit = (): void => die(new FootnoteError('CORRUPT_DOCUMENT'));
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      listening.signal.addEventListener('abort', () =>
        worker.off('message', onMessage).off('error', onError).off('exit', onExit),
      );
      worker.postMessage(input);
    });
  } finally {
    listening.abort();
    worker.unref();
  }
}

function asError(reply: ParserReply & { kind: 'failed' }): FootnoteError {
  return new FootnoteError(reply.code, reply.details, { detail: reply.message });
}

function causeOfDeath(error: Error): FootnoteError {
  const code = 'code' in error ? error.code : null;
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new FootnoteError('PARSE_OUT_OF_MEMORY', {}, { cause: error })
    : new FootnoteError('CORRUPT_DOCUMENT', {}, { cause: error });
}
