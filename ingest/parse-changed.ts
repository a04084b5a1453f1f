import { asFootnoteError } from '../src/core/errors.ts';
import type { ScannedDraft } from './commit-each.ts';
import type { Parser } from './load/parser.ts';
import type { Reading } from './read-ahead.ts';
import type { Tally } from './tally.ts';
import type { WatchedScan } from './types.ts';

/**
 * Parses the files that changed, one by one, in their order; what becomes of the others is tallied.
 * @param again gets the files that were there a moment ago and are not now
 */
export async function* parseChanged(
  scan: {
    readonly parser: Parser;
    readonly tally: Tally;
    readonly watched: WatchedScan | null;
    readonly signal: AbortSignal | undefined;
  },
  readings: AsyncIterable<Reading>,
  again: Map<string, unknown>,
): AsyncGenerator<ScannedDraft> {
  const { parser, tally, watched, signal } = scan;
  const failed = (documentId: string, error: unknown): void => {
    if (asFootnoteError(error).details['code'] === 'ENOENT') {
      tally.left(documentId);
      again.set(documentId, error);
    } else tally.failedWith(documentId, error);
  };
  const isLeft = (reading: Reading): boolean => {
    const modifiedAtMs = reading.kind === 'changed' ? reading.modifiedAtMs : null;
    return watched?.atRest(reading.file.documentId, modifiedAtMs) === false;
  };
  for await (const reading of readings) {
    if (signal?.aborted) return;
    const { documentId, before } = reading.file;
    if (reading.kind === 'unchanged') tally.unchanged(documentId);
    else if (isLeft(reading)) tally.left(documentId);
    else if (reading.kind === 'failed') failed(documentId, reading.error);
    else {
      const { bytes, sourceSha256 } = reading;
      const parsed = await parser
        .parse({ bytes, path: documentId, mediaType: null })
        .catch((error: unknown) => failed(documentId, error));
      if (parsed) yield { ...parsed, documentId, sourceSha256, before };
    }
  }
}

/** The same, with the next one always begun while the last one is used. */
export async function* oneAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next();
  try {
    for (;;) {
      const result = await next;
      if (result.done) return;
      next = source.next();
      yield result.value;
    }
  } finally {
    // Who stops early does not leave work behind.
    await next;
  }
}
