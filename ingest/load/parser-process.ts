import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { FootnoteError } from '../../src/core/errors.ts';
import { spawnProcess } from '../../src/core/spawn-process.ts';
import type { PassageDraft } from '../../src/store/types.ts';
import type { ParsedDocument } from './parse.ts';
import { parserArgs, type ParserReply, type SentPassage } from './serve-parser.ts';
import type { LoadInput } from './types.ts';

/** The process is no more; `reason` is what the caller is told. */
export class ProcessEnded extends Error {
  readonly reason: FootnoteError;

  constructor(reason: FootnoteError) {
    super(reason.message);
    this.reason = reason;
  }
}

/** Of what a process wrote last, which tells why it died. */
const LAST_WORDS_CHARACTERS = 2000;

/** Resolves when the process is ready, so that a document's time does not count its start. */
export async function startProcess(module: URL, memoryMb: number): Promise<ChildProcess> {
  const child = spawnProcess(module, parserArgs(memoryMb));
  let lastWords = '';
  child.stderr?.on('data', (written: Buffer) => {
    lastWords = (lastWords + written.toString()).slice(-LAST_WORDS_CHARACTERS);
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', () => reject(new Error(`The parsing process did not start: ${lastWords}`)));
    // It stays, since an error that nobody hears ends this process.
    child.on('error', reject);
  });
  setReferenced(child, false);
  return child;
}

/** Without work it must not keep this process alive, nor must its pipes. */
function setReferenced(child: ChildProcess, referenced: boolean): void {
  // What reads standard error is a socket, which the types leave open.
  for (const handle of [child, child.channel, child.stderr as Socket | null]) {
    if (referenced) handle?.ref();
    else handle?.unref();
  }
}

/** What a process made of a document. */
export interface ParseOutcome {
  /** The document, or what `loadDocument` threw. */
  readonly outcome: ParsedDocument | FootnoteError;
  /** What the process still holds of memory. */
  readonly residentBytes: number;
}

/** @throws ProcessEnded */
export async function parseIn(
  child: ChildProcess,
  input: LoadInput,
  timeoutMs: number,
): Promise<ParseOutcome> {
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, timeoutMs);
  setReferenced(child, true);
  const listening = new AbortController();
  try {
    return await new Promise<ParseOutcome>((resolve, reject) => {
      const onExit = (code: number | null, signal: NodeJS.Signals | null): void => {
        const reason = timedOut
          ? new FootnoteError('PARSE_TIMEOUT', { timeoutMs })
          : deathOf(code, signal);
        reject(new ProcessEnded(reason));
      };
      const onMessage = collectReplies(resolve);
      child.on('message', onMessage).on('exit', onExit);
      listening.signal.addEventListener('abort', () =>
        child.off('message', onMessage).off('exit', onExit),
      );
      // That it cannot be sent means that the process is gone, which 'exit' tells.
      child.send(input, () => undefined);
    });
  } finally {
    clearTimeout(timer);
    listening.abort();
    setReferenced(child, false);
  }
}

function collectReplies(resolve: (parsed: ParseOutcome) => void): (reply: ParserReply) => void {
  const sent: SentPassage[] = [];
  let outcome: ParsedDocument | FootnoteError = new FootnoteError('CORRUPT_DOCUMENT');
  return (reply) => {
    switch (reply.kind) {
      case 'ready':
        return;
      case 'passages':
        sent.push(...reply.passages);
        return;
      case 'parsed':
        outcome = { ...reply.document, passages: sent.map((passage) => whole(passage, reply)) };
        return;
      case 'failed':
        outcome = new FootnoteError(reply.code, reply.details, { detail: reply.message });
        return;
      case 'done':
        resolve({ outcome, residentBytes: reply.residentBytes });
    }
  };
}

function whole(
  { text, ...passage }: SentPassage,
  { document }: ParserReply & { readonly kind: 'parsed' },
): PassageDraft {
  return { ...passage, text: text ?? document.text.slice(passage.span.start, passage.span.end) };
}

/** V8 aborts when its heap is full, and the memory guard kills, as does a system that has no memory left. */
function deathOf(code: number | null, signal: NodeJS.Signals | null): FootnoteError {
  const outOfMemory = signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134;
  return new FootnoteError(outOfMemory ? 'PARSE_OUT_OF_MEMORY' : 'CORRUPT_DOCUMENT');
}

export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.ref();
  child.kill('SIGKILL');
  await ended;
}
