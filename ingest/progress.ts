import type { IngestJob } from '../src/store/types.ts';
import type { ReembedProgress } from './reembed.ts';

const TERMINAL_INTERVAL_MS = 100;
const PLAIN_INTERVAL_MS = 2000;
const BAR_CELLS = 20;

/** Shows how far something is: one line that is drawn over on a terminal, else a line now and then. */
export interface ProgressLine<Progress> {
  update(progress: Progress): void;
  /** Ends the line; what is written next begins a new one. */
  done(): void;
}

/** Of an ingest. */
export const createProgress = (stream: NodeJS.WriteStream): ProgressLine<IngestJob['progress']> =>
  createLine(stream, describeProgress, ({ filesDone, filesFailed, filesTotal }) =>
    filesTotal === 0 ? 1 : (filesDone + filesFailed) / filesTotal,
  );

export const createReembedProgress = (stream: NodeJS.WriteStream): ProgressLine<ReembedProgress> =>
  createLine(stream, describeReembedding, ({ passagesDone, passagesTotal }) =>
    passagesTotal === 0 ? 1 : passagesDone / passagesTotal,
  );

/** @param shareOf how much of it is done, 0 to 1 */
function createLine<Progress>(
  stream: NodeJS.WriteStream,
  describe: (progress: Progress) => string,
  shareOf: (progress: Progress) => number,
): ProgressLine<Progress> {
  const intervalMs = stream.isTTY ? TERMINAL_INTERVAL_MS : PLAIN_INTERVAL_MS;
  let shownAt = stream.isTTY ? -Infinity : performance.now();
  let drawn = false;
  const show = (progress: Progress): void => {
    shownAt = performance.now();
    drawn = true;
    if (!stream.isTTY) stream.write(`${describe(progress)}\n`);
    else
      stream.write(
        `\r\x1b[2K${bar(shareOf(progress))} ${describe(progress)}`.slice(0, stream.columns + 4),
      );
  };
  return {
    update(progress) {
      const last = shareOf(progress) >= 1;
      // The last state is always drawn on a terminal, or the bar would stay short of its end.
      if (performance.now() - shownAt >= intervalMs || (last && stream.isTTY)) show(progress);
    },
    done() {
      if (drawn && stream.isTTY) stream.write('\n');
      drawn = false;
    },
  };
}

function bar(share: number): string {
  const full = Math.min(BAR_CELLS, Math.round(share * BAR_CELLS));
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_CELLS - full)}]`;
}

/** `12 of 20 files, 340 passages (1,200/s), about 3 s left`. */
export function describeProgress(progress: IngestJob['progress']): string {
  const { filesDone, filesFailed, filesTotal, passages, passagesPerSecond, remainingMs } = progress;
  const failed = filesFailed > 0 ? `, ${filesFailed} failed` : '';
  const files = `${filesDone + filesFailed} of ${filesTotal} files${failed}`;
  const pace = paceOf(passagesPerSecond, remainingMs);
  return `${files}, ${passages.toLocaleString('en')} passages${pace}`;
}

/** `340 of 2,000 passages (1,200/s), about 3 s left`. */
export function describeReembedding(progress: ReembedProgress): string {
  const { passagesDone, passagesTotal, passagesPerSecond, remainingMs } = progress;
  const passages = `${passagesDone.toLocaleString('en')} of ${passagesTotal.toLocaleString('en')} passages`;
  return `${passages}${paceOf(passagesPerSecond, remainingMs)}`;
}

function paceOf(perSecond: number, remainingMs: number | null): string {
  const rate = perSecond > 0 ? ` (${perSecond.toLocaleString('en')}/s)` : '';
  return remainingMs ? `${rate}, about ${durationOf(remainingMs)} left` : rate;
}

function durationOf(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
