import type { ChildProcess } from 'node:child_process';
import { FootnoteError } from '../../src/core/errors.ts';
import { endProcess, parseIn, ProcessEnded, startProcess } from './parser-process.ts';
import type { ParsedDocument } from './parse.ts';
import type { LoadInput } from './types.ts';

/**
 * Reads documents in a process of its own, so that no file can hang, exhaust or crash this one. A thread
 * would not do: V8 ends the whole process when an array is too large for what one thread may use.
 */
export interface Parser {
  /**
   * One document at a time; further calls queue.
   * @throws PARSE_TIMEOUT, PARSE_OUT_OF_MEMORY, CORRUPT_DOCUMENT when the process dies of the document,
   *   SHUTTING_DOWN after `close`, and what `loadDocument` throws
   */
  parse(input: LoadInput): Promise<ParsedDocument>;
  /** Ends the process, whatever it is doing. Idempotent. */
  close(): Promise<void>;
}

export interface ParserLimits {
  readonly timeoutMs: number;
  /** Of heap, and of resident memory beyond what was in use when the document came. */
  readonly memoryMb: number;
}

/** What a process takes that has read nothing yet, libraries and all. */
const IDLE_MB = 128;
const MEBIBYTE = 2 ** 20;
const MODULE = new URL('./parse-process.ts', import.meta.url);

/** A parser whose process is kept between documents, and replaced when one kills it or leaves much behind. */
export function createParser({ timeoutMs, memoryMb }: ParserLimits, module: URL = MODULE): Parser {
  let closed = false;
  let running: Promise<ChildProcess> | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const start = (): Promise<ChildProcess> => {
    const own = startProcess(module, memoryMb);
    const forget = (): void => {
      if (running === own) running = null;
    };
    own.then((child) => child.once('exit', forget), forget);
    return own;
  };

  const parseNext = async (input: LoadInput): Promise<ParsedDocument> => {
    if (closed) throw new FootnoteError('SHUTTING_DOWN');
    const child = await (running ??= start());
    if (closed) throw new FootnoteError('SHUTTING_DOWN');
    try {
      const { outcome, residentBytes } = await parseIn(child, input, timeoutMs);
      if (residentBytes > (memoryMb + IDLE_MB) * MEBIBYTE) {
        running = null;
        await endProcess(child);
      }
      if (outcome instanceof FootnoteError) throw outcome;
      return outcome;
    } catch (error) {
      if (!(error instanceof ProcessEnded)) throw error;
      running = null;
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
      const child = await running?.catch(() => null);
      if (child) await endProcess(child);
      await queue;
    },
  };
}
