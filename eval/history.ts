import { openReplayStore } from './history/open-store.ts';
import { readHistories } from './history/read-histories.ts';
import { replay } from './history/replay.ts';
import { toReport, type HistoryReport } from './history/report.ts';
import type { HistoryResult } from './history/result.ts';
import { describeRun } from './run.ts';

/**
 * Replays every history of a folder, one after the other, in one store: what one has embedded, none after
 * it may embed again.
 * @param progress is told of each history when it is done
 * @throws when the folder holds none
 */
export async function evaluateHistories(
  folder: string,
  progress: (done: HistoryResult) => void,
): Promise<HistoryReport> {
  const startedAt = performance.now();
  const histories = readHistories(folder);
  const store = await openReplayStore();
  try {
    const results: HistoryResult[] = [];
    for (const history of histories) {
      const done = await replay(store, history);
      progress(done);
      results.push(done);
    }
    return toReport(describeRun(performance.now() - startedAt), results);
  } finally {
    await store.close();
  }
}
