import { FootnoteError, type ErrorCode } from '../../src/core/errors.ts';
import type { PassageDraft } from '../../src/store/types.ts';
import { guardMemory } from './memory-guard.ts';
import type { ParsedDocument } from './parse.ts';
import type { LoadInput } from './types.ts';

/** A passage whose text is null where it is the canonical text of its span: it is not sent twice. */
export type SentPassage = Omit<PassageDraft, 'text'> & { readonly text: string | null };

/** What the process sends: once that it is ready, then for each document its passages and the rest, or why not. */
export type ParserReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'passages'; readonly passages: readonly SentPassage[] }
  | { readonly kind: 'parsed'; readonly document: Omit<ParsedDocument, 'passages'> }
  /** After each document, whatever became of it: the memory that the process still holds. */
  | { readonly kind: 'done'; readonly residentBytes: number }
  | {
      readonly kind: 'failed';
      readonly code: ErrorCode;
      readonly message: string;
      readonly details: Readonly<Record<string, unknown>>;
    };

/** Passages in one message, so that whoever reads them does something else in between. */
const BATCH_PASSAGES = 500;
/**
 * What may grow beside the heap that V8 is held to: its young generation (three times 16 MB), compiled
 * code, and the copies of a file that comes in and of text that goes out.
 */
const SLACK_MB = 96;
const MEBIBYTE = 2 ** 20;

/** The command line of such a process. */
export function parserArgs(memoryMb: number): { args: string[]; nodeOptions: string[] } {
  return { args: [String(memoryMb)], nodeOptions: [`--max-old-space-size=${memoryMb}`] };
}

/** Answers each document that is sent to this process with what `parse` makes of it. */
export function serveParser(parse: (input: LoadInput) => Promise<ParsedDocument>): void {
  const memory = guardMemory((Number(process.argv[2]) + SLACK_MB) * MEBIBYTE);
  process.on('message', (input: LoadInput) => {
    memory.begin();
    void parse(input)
      .then(sendDocument, (error: unknown) => send(failureOf(error)))
      .finally(() => {
        memory.end();
        send({ kind: 'done', residentBytes: process.memoryUsage.rss() });
      });
  });
  // Ctrl-C goes to all of a terminal's processes; when this one ends is for the one that started it to say.
  process.on('SIGINT', () => undefined).on('SIGTERM', () => undefined);
  process.on('disconnect', () => process.exit());
  send({ kind: 'ready' });
}

function send(reply: ParserReply): void {
  process.send?.(reply);
}

function sendDocument({ passages, ...document }: ParsedDocument): void {
  for (let at = 0; at < passages.length; at += BATCH_PASSAGES) {
    const batch = passages.slice(at, at + BATCH_PASSAGES).map((passage): SentPassage => {
      const { start, end } = passage.span;
      const own = passage.text === document.text.slice(start, end);
      return own ? { ...passage, text: null } : passage;
    });
    send({ kind: 'passages', passages: batch });
  }
  send({ kind: 'parsed', document });
}

function failureOf(error: unknown): ParserReply {
  // What a loader did not expect of a file is the file's fault as far as a user can tell.
  const { code, message, details } =
    error instanceof FootnoteError
      ? error
      : new FootnoteError('CORRUPT_DOCUMENT', { cause: String(error) });
  return { kind: 'failed', code, message, details };
}
