import { asFootnoteError } from '../src/core/errors.ts';
import type { IngestJob } from '../src/store/types.ts';
import type { IngestFailure, IngestReport } from './types.ts';

/** Counts what becomes of each file of a scan, and says how far it is. */
export interface Tally {
  /** The files that will each be revised, unchanged or failed. */
  plan(files: readonly { readonly documentId: string; readonly bytes: number }[]): void;
  revised(documentId: string): void;
  unchanged(documentId: string): void;
  /** A planned file that this scan leaves, or plans again. */
  left(documentId: string): void;
  /** What a document was read as; UTF-8 is not worth telling. */
  read(documentId: string, encoding: string | null): void;
  deleted(): void;
  failed(failure: IngestFailure): void;
  failedWith(path: string, error: unknown): void;
  passages(count: number): void;
  embedded(count: number): void;
  report(seq: number): IngestReport;
}

/** Share of the bytes that must be done before a time left is given. */
const MIN_SHARE_DONE = 0.05;

export function createTally(
  onProgress: ((progress: IngestJob['progress']) => void) | undefined,
): Tally {
  const started = performance.now();
  const failures: IngestFailure[] = [];
  const encodings: { path: string; encoding: string }[] = [];
  const sizes = new Map<string, number>();
  const counts = { filesTotal: 0, revised: 0, unchanged: 0, deleted: 0, passages: 0, embedded: 0 };
  let bytesLeft = 0;
  let bytesTotal = 0;

  const progress = (): void => {
    const elapsedMs = performance.now() - started;
    const bytesDone = bytesTotal - bytesLeft;
    onProgress?.({
      filesTotal: counts.filesTotal,
      filesDone: counts.revised + counts.unchanged,
      filesFailed: failures.length,
      passages: counts.passages,
      embedded: counts.embedded,
      passagesPerSecond: Math.round((counts.passages / Math.max(1, elapsedMs)) * 1000),
      // Files differ in size far more than bytes differ in work; the first few bytes tell nothing.
      remainingMs:
        bytesDone <= bytesTotal * MIN_SHARE_DONE
          ? null
          : Math.round((elapsedMs / bytesDone) * bytesLeft),
    });
  };
  const finish = (documentId: string): void => {
    bytesLeft -= sizes.get(documentId) ?? 0;
    sizes.delete(documentId);
    progress();
  };
  const failed = (failure: IngestFailure): void => {
    // What failed before it was planned is a file too.
    if (!sizes.has(failure.path)) counts.filesTotal++;
    failures.push(failure);
    finish(failure.path);
  };

  return {
    plan(files) {
      for (const { documentId, bytes } of files) sizes.set(documentId, bytes);
      counts.filesTotal += files.length;
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      bytesTotal += bytes;
      bytesLeft += bytes;
      progress();
    },
    revised(documentId) {
      counts.revised++;
      finish(documentId);
    },
    unchanged(documentId) {
      counts.unchanged++;
      finish(documentId);
    },
    left(documentId) {
      counts.filesTotal--;
      bytesTotal -= sizes.get(documentId) ?? 0;
      bytesLeft -= sizes.get(documentId) ?? 0;
      sizes.delete(documentId);
    },
    read(documentId, encoding) {
      if (encoding !== null && encoding !== 'utf-8') encodings.push({ path: documentId, encoding });
    },
    deleted: () => void counts.deleted++,
    failed,
    failedWith(path, error) {
      const { code, message } = asFootnoteError(error);
      failed({ path, code, message });
    },
    passages: (count) => void (counts.passages += count),
    embedded: (count) => void (counts.embedded += count),
    report: (seq) => ({
      ...counts,
      failures,
      encodings,
      seq,
      durationMs: performance.now() - started,
    }),
  };
}
