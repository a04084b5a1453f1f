import { EVERYTHING } from '../core/everything.ts';
import type { OvertakenAnswers, Store } from '../store/types.ts';
import type { createStaleAnswers } from './stale-answers.ts';

/**
 * Puts into the log of events which answers each commit made stale, after the commit and whichever process
 * made it. What one process began and did not finish, the next that looks finishes.
 */
export function createCommitFollower(deps: {
  store: Pick<Store, 'unfollowedCommit' | 'recordOvertaken'>;
  staleAnswers: ReturnType<typeof createStaleAnswers>;
}) {
  const { store, staleAnswers } = deps;
  let running: Promise<void> | null = null;

  async function followAll(): Promise<void> {
    for (;;) {
      const commit = await store.unfollowedCommit();
      if (commit === null) return;
      const overtaken: OvertakenAnswers[] = [];
      for (const change of commit.changes) {
        const { documentId, after: revision } = change;
        const answers = await staleAnswers(change, EVERYTHING);
        overtaken.push({ documentId, revision, answers });
      }
      await store.recordOvertaken(commit.seq, overtaken);
    }
  }

  /** Follows all commits that are there; calls that come meanwhile wait for the same. */
  return function followCommits(): Promise<void> {
    running ??= followAll().finally(() => {
      running = null;
    });
    return running;
  };
}
