/** Hands out a number of places, first come, first served. */
export interface Limit {
  /**
   * Waits for a place; what it gives frees it again, and may be called more than once.
   * @throws the signal's reason when it comes first
   */
  take(signal?: AbortSignal | null): Promise<() => void>;
}

export function createLimit(places: number): Limit {
  let free = places;
  const waiting = new Set<() => void>();

  function release(): void {
    const [next] = waiting;
    if (next === undefined) free++;
    else next();
  }

  function turn(signal?: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => () => {
        waiting.delete(mine);
        signal?.removeEventListener('abort', leave);
        act();
      };
      const mine = settle(resolve);
      const leave = settle(() => reject(signal?.reason as Error));
      waiting.add(mine);
      signal?.addEventListener('abort', leave);
    });
  }

  return {
    async take(signal) {
      signal?.throwIfAborted();
      if (free > 0) free--;
      else await turn(signal);
      let held = true;
      return () => {
        if (held) release();
        held = false;
      };
    },
  };
}
