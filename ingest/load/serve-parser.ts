import { parentPort } from 'node:worker_threads';
import { FootnoteError, type ErrorCode } from '../../src/core/errors.ts';
import type { ParsedDocument } from './parse.ts';
import type { LoadInput } from './types.ts';

/** What the thread sends: once that it is ready, then one answer a document. */
export type ParserReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'parsed'; readonly document: ParsedDocument }
  | {
      readonly kind: 'failed';
      readonly code: ErrorCode;
      readonly message: string;
      readonly details: Readonly<Record<string, unknown>>;
    };

/** Answers each document that is posted to this thread with what `parse` makes of it. */
export function serveParser(parse: (input: LoadInput) => Promise<ParsedDocument>): void {
  const send = (reply: ParserReply): void => parentPort?.postMessage(reply);
  parentPort?.on('message', (input: LoadInput) => {
    parse(input).then(
      (document) => send({ kind: 'parsed', document }),
      (error: unknown) => send(failureOf(error)),
    );
  });
  send({ kind: 'ready' });
}

function failureOf(error: unknown): ParserReply {
  // What a loader did not expect of a file is the file's fault as far as a user can tell.
  const { code, message, details } =
    error instanceof FootnoteError
      ? error
      : new FootnoteError('CORRUPT_DOCUMENT', { cause: String(error) });
  return { kind: 'failed', code, message, details };
}
