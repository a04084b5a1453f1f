import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { EventLoopDelay, ProbeMessage } from './event-loop-probe.ts';

/** What a process has to import for its event loop to be measured; it needs an IPC channel, too. */
export const PROBE = new URL('./event-loop-probe.ts', import.meta.url).href;

/** How late the event loop of another process is, from `start` to `stop`. They reject where it has no probe. */
export interface EventLoopMeter {
  start(): Promise<void>;
  stop(): Promise<EventLoopDelay>;
}

export function meterOf(child: ChildProcess, signal: AbortSignal): EventLoopMeter {
  const tell = async (message: ProbeMessage): Promise<EventLoopDelay> => {
    if (!child.connected) throw new Error('The process was started without a probe, or has ended.');
    const reply = once(child, 'message', { signal });
    child.send(message);
    const [delay] = (await reply) as [EventLoopDelay];
    return delay;
  };
  return {
    start: async () => void (await tell('start')),
    stop: () => tell('stop'),
  };
}
