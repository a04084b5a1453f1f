import { setTimeout as delay } from 'node:timers/promises';
import { asFootnoteError, type FootnoteError } from '../src/core/errors.ts';
import type { IngestJob } from '../src/store/types.ts';
import { createSettling, QUIET_MS } from './settle.ts';
import type { Ingester, IngestReport } from './types.ts';
import { watchFolders } from './watch-folders.ts';

/** After a scan that could not be made, and for files that failed for a reason that passes. */
const RETRY_MS = 5_000;
/** Where not every folder can be watched, everything is scanned so often instead. */
const RESCAN_MS = 60_000;
/**
 * A file younger than this may be written still, though nothing was heard of it yet. A little less than the
 * rest after a save, as the clocks of files tick slowly.
 */
const YOUNG_MS = QUIET_MS - 50;
/** Reasons that are not the file's, so that it need not be touched to be tried again. */
const PASSING: ReadonlySet<string> = new Set([
  'STORE_BUSY',
  'MODEL_UNREACHABLE',
  'MODEL_RATE_LIMITED',
  'MODEL_TIMEOUT',
  'MODEL_FAILED',
]);

export interface WatcherOptions {
  readonly ingester: Pick<Ingester, 'scan'>;
  /** What is saved together becomes one commit. */
  readonly atomic?: boolean;
  /** Of the first scan. */
  readonly onProgress?: (progress: IngestJob['progress']) => void;
  /** After each scan, the first included; the next one waits for it. */
  readonly onReport: (report: IngestReport) => void | Promise<void>;
  /** A scan could not be made, or a folder cannot be watched. The watcher goes on and tries again. */
  readonly onError: (error: FootnoteError) => void;
}

export interface Watcher {
  /**
   * Resolves when everything was looked at, and what changes from now on will be. Rejects with what the
   * first scan throws; then nothing is watched.
   */
  readonly ready: Promise<void>;
  /** Ends after the documents at hand. Idempotent. */
  close(): Promise<void>;
}

/**
 * Takes in files of the corpora folder as they are saved: watches, scans everything, and from then on what
 * is touched, once it has come to rest.
 */
export function createWatcher(options: WatcherOptions): Watcher {
  const { ingester, atomic = false, onReport } = options;
  const stop = new AbortController();
  const settling = createSettling();
  let running: Promise<unknown> = Promise.resolve();
  let idle = false;
  let timer: NodeJS.Timeout | undefined;
  let unwatched: FootnoteError | null = null;
  let told: string | null = null;

  const touch = (id: string, afterMs = 0): void => {
    settling.touch(id, performance.now() + afterMs);
    schedule();
  };
  const folders = watchFolders({
    onTouched: (id) => touch(id),
    onUnwatched: (error) => void (unwatched ??= error),
  });
  const atRest = (documentId: string, modifiedAtMs: number | null): boolean => {
    if (settling.isPending(documentId)) return false;
    const isYoung = modifiedAtMs !== null && Math.abs(Date.now() - modifiedAtMs) < YOUNG_MS;
    if (isYoung) touch(documentId);
    return !isYoung;
  };
  /** Not again and again what stays as it is. */
  const tell = (error: FootnoteError | null): void => {
    if (error !== null && error.message !== told) options.onError(error);
    told = error?.message ?? null;
  };

  async function scan(
    touched: readonly string[] | null,
    onProgress?: WatcherOptions['onProgress'],
  ): Promise<void> {
    unwatched = null;
    const report = await ingester.scan({
      corpus: null,
      atomic,
      watched: {
        touched,
        atRest,
        folder: (path, id) => folders.folder(path, id),
        link: (id, target) => folders.link(id, target),
      },
      signal: stop.signal,
      ...(onProgress ? { onProgress } : {}),
    });
    for (const { path, code } of report.failures) if (PASSING.has(code)) touch(path, RETRY_MS);
    if (unwatched !== null && !settling.isPending('')) touch('', RESCAN_MS);
    if (touched === null || unwatched !== null) tell(unwatched);
    await onReport(report);
  }

  /** Milliseconds until something comes to rest. Timers may go off a moment early, by this clock. */
  function restsIn(): number {
    const dueAt = settling.dueAt() ?? Infinity;
    return Math.max(0, Math.ceil(dueAt - performance.now()) + 1);
  }

  /** What came to rest; null = everything. */
  function settled(): readonly string[] | null {
    const ids = settling.take(performance.now());
    return ids.includes('') ? null : ids;
  }

  async function follow(): Promise<void> {
    idle = false;
    try {
      await scan(settled());
    } catch (error) {
      if (stop.signal.aborted) return;
      // What happens until the next attempt is not told of, so that it looks at everything.
      folders.close();
      tell(asFootnoteError(error));
      touch('', RETRY_MS);
    }
    idle = true;
    schedule();
  }

  function schedule(): void {
    clearTimeout(timer);
    if (!idle || stop.signal.aborted || settling.dueAt() === null) return;
    timer = setTimeout(() => void (running = follow()), restsIn());
  }

  async function begin(): Promise<void> {
    try {
      await scan(null, options.onProgress);
      // A file saved just before was too young to be read, and was there at the start all the same.
      const youngMs = restsIn();
      if (youngMs <= QUIET_MS + 1) {
        await delay(youngMs);
        await scan(settled());
      }
      idle = true;
      schedule();
    } catch (error) {
      stop.abort();
      folders.close();
      throw error;
    }
  }

  const ready = begin();
  running = ready.catch(() => undefined);
  return {
    ready,
    async close() {
      stop.abort();
      clearTimeout(timer);
      await running;
      folders.close();
    },
  };
}
