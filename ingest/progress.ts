import type { IngestJob } from '../src/store/types.ts';

const TERMINAL_INTERVAL_MS = 100;
const PLAIN_INTERVAL_MS = 2000;
const BAR_CELLS = 20;

/** Shows how far an ingest is: one line that is drawn over on a terminal, else a line now and then. */
export interface ProgressLine {
  update(progress: IngestJob['progress']): void;
  /** Ends the line; what is written next begins a new one. */
  done(): void;
}

export function createProgress(stream: NodeJS.WriteStream): ProgressLine {
  const intervalMs = stream.isTTY ? TERMINAL_INTERVAL_MS : PLAIN_INTERVAL_MS;
  let shownAt = stream.isTTY ? -Infinity : performance.now();
  let drawn = false;
  const show = (progress: IngestJob['progress']): void => {
    shownAt = performance.now();
    drawn = true;
    if (!stream.isTTY) stream.write(`${describeProgress(progress)}\n`);
    else
      stream.write(
        `\r\x1b[2K${bar(progress)} ${describeProgress(progress)}`.slice(0, stream.columns + 4),
      );
  };
  return {
    update(progress) {
      const last = progress.filesDone + progress.filesFailed >= progress.filesTotal;
      // The last state is always drawn on a terminal, or the bar would stay short of its end.
      if (performance.now() - shownAt >= intervalMs || (last && stream.isTTY)) show(progress);
    },
    done() {
      if (drawn && stream.isTTY) stream.write('\n');
      drawn = false;
    },
  };
}

function bar({ filesDone, filesFailed, filesTotal }: IngestJob['progress']): string {
  const share = filesTotal === 0 ? 1 : (filesDone + filesFailed) / filesTotal;
  const full = Math.min(BAR_CELLS, Math.round(share * BAR_CELLS));
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_CELLS - full)}]`;
}

/** `12 of 20 files, 340 passages (1,200/s), about 3 s left`. */
export function describeProgress(progress: IngestJob['progress']): string {
  const { filesDone, filesFailed, filesTotal, passages, passagesPerSecond, remainingMs } = progress;
  const failed = filesFailed > 0 ? `, ${filesFailed} failed` : '';
  const rate = passagesPerSecond > 0 ? ` (${passagesPerSecond.toLocaleString('en')}/s)` : '';
  const left = remainingMs ? `, about ${durationOf(remainingMs)} left` : '';
  const files = `${filesDone + filesFailed} of ${filesTotal} files${failed}`;
  return `${files}, ${passages.toLocaleString('en')} passages${rate}${left}`;
}

function durationOf(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
