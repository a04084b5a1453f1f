import type { Parts } from './compose.ts';

/** How soon after a commit, of whatever process, it is told which answers it made stale. */
const FOLLOW_INTERVAL_MS = 100;
const COLLECT_INTERVAL_MS = 600_000;
const DAY_MS = 86_400_000;

/**
 * What a server does beside answering: tells which answers the commits make stale, and takes away what is
 * not to be kept. What fails is told to `onError` and tried again.
 * @returns stops it, and resolves when nothing of it runs
 */
export function startUpkeep(
  { followCommits, store, config }: Pick<Parts, 'followCommits' | 'store' | 'config'>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  const collect = async (): Promise<void> => {
    const { retainRevisions, answerRetentionDays } = config;
    if (retainRevisions === null && answerRetentionDays === null) return;
    const answersSince =
      answerRetentionDays === null
        ? null
        : new Date(Date.now() - answerRetentionDays * DAY_MS).toISOString();
    await store.collect({ revisions: retainRevisions, answersSince });
  };
  const stops = [
    repeat(followCommits, FOLLOW_INTERVAL_MS, onError),
    repeat(collect, COLLECT_INTERVAL_MS, onError),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

/** Runs the work at once, and again so long after its end. */
function repeat(
  work: () => Promise<void>,
  intervalMs: number,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = work()
      .catch(onError)
      .finally(() => {
        if (!stopped) timer = setTimeout(run, intervalMs);
      });
  };
  run();
  return () => {
    stopped = true;
    clearTimeout(timer);
    return running;
  };
}
