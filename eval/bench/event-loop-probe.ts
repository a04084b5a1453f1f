import { monitorEventLoopDelay } from 'node:perf_hooks';

/*
 * Imported before the server by a server process that is measured (`startServer`). It measures in that
 * process how late a timer of a millisecond is, from when its parent says `start` until it says `stop`: such
 * a timer takes enough processor time that the process would never be seen at rest.
 */

/**
 * How late the event loop came round to a timer, over the times it did. A loop that is held up for 50 ms
 * counts once, as 50 ms; while nothing holds it up it counts about every millisecond.
 */
export interface EventLoopDelay {
  readonly samples: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
  readonly maxMs: number;
}

/** Each is answered with an `EventLoopDelay`; that of `stop` is what was measured. */
export type ProbeMessage = 'start' | 'stop';

const RESOLUTION_MS = 1;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

function read(): EventLoopDelay {
  return {
    samples: delay.count,
    p50Ms: late(delay.percentile(50)),
    p99Ms: late(delay.percentile(99)),
    p999Ms: late(delay.percentile(99.9)),
    maxMs: late(delay.max),
  };
}

/** What is recorded is the time from one timer to the next, so the millisecond it was set to is in it. */
function late(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
}

process.on('message', (message: ProbeMessage) => {
  if (message === 'start') {
    delay.reset();
    delay.enable();
  } else delay.disable();
  process.send?.(read());
});
// Being asked is no reason for the process to live on.
process.channel?.unref();
