/** A save is over when nothing was heard of the file for so long. */
export const QUIET_MS = 300;
/** What is written for longer than a save takes comes in pieces: a download, a copy over a network. */
const SAVE_MS = 100;
/** That is over when nothing was heard for longer than there is between two pieces. */
const PIECES_QUIET_MS = 1000;
/** What is saved together comes in together, unless the first would have to wait for longer than this. */
const TOGETHER_MS = 1000;
/** Beyond, everything is looked at: of so many events the system may have dropped some without a word. */
const MAX_TOUCHED = 1000;

/**
 * What was touched, and when it may be read: no save is taken in half. A file that is written all the time
 * is taken in at its first pause. Times are milliseconds of one clock; an id of '' is everything.
 */
export interface Settling {
  touch(id: string, nowMs: number): void;
  isPending(id: string): boolean;
  /** When something should be taken; null when nothing is pending. */
  dueAt(): number | null;
  /** What has come to rest. It is pending no more. */
  take(nowMs: number): string[];
}

interface Touched {
  readonly firstMs: number;
  readonly lastMs: number;
}

export function createSettling(): Settling {
  const pending = new Map<string, Touched>();
  return {
    touch(id, nowMs) {
      const firstMs = pending.get(id)?.firstMs ?? nowMs;
      pending.set(id, { firstMs, lastMs: nowMs });
      if (pending.size <= MAX_TOUCHED) return;
      pending.clear();
      pending.set('', { firstMs: nowMs, lastMs: nowMs });
    },
    isPending: (id) => pending.has(id),
    dueAt() {
      if (pending.size === 0) return null;
      const rests = [...pending.values()].map(restAt);
      const first = Math.min(...rests);
      return Math.max(...rests.filter((rest) => rest <= first + TOGETHER_MS));
    },
    take(nowMs) {
      const settled = [...pending].filter(([, touched]) => restAt(touched) <= nowMs);
      settled.forEach(([id]) => pending.delete(id));
      return settled.map(([id]) => id);
    },
  };
}

function restAt({ firstMs, lastMs }: Touched): number {
  const quietMs = lastMs - firstMs > SAVE_MS ? PIECES_QUIET_MS : QUIET_MS;
  return lastMs + quietMs;
}
