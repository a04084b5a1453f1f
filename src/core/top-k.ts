/** A numbered thing with its score, higher = better. */
export interface Scored {
  readonly slot: number;
  readonly score: number;
}

/** Keeps the k best of what it is offered, in a heap with the worst on top. Ties: the lower slot wins. */
export function createTopK(k: number): {
  offer(slot: number, score: number): void;
  best(): Scored[];
} {
  const heap: Scored[] = [];

  const worse = (a: Scored, b: Scored): boolean =>
    a.score < b.score || (a.score === b.score && a.slot > b.slot);

  function siftUp(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!worse(heap[at] as Scored, heap[parent] as Scored)) return;
      [heap[at], heap[parent]] = [heap[parent] as Scored, heap[at] as Scored];
      at = parent;
    }
  }

  function siftDown(): void {
    let at = 0;
    for (;;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && worse(heap[child] as Scored, heap[worst] as Scored))
          worst = child;
      }
      if (worst === at) return;
      [heap[at], heap[worst]] = [heap[worst] as Scored, heap[at] as Scored];
      at = worst;
    }
  }

  return {
    offer(slot, score) {
      if (Number.isNaN(score) || k <= 0) return;
      if (heap.length < k) {
        heap.push({ slot, score });
        siftUp(heap.length - 1);
        return;
      }
      const top = heap[0] as Scored;
      if (score < top.score || (score === top.score && slot > top.slot)) return;
      heap[0] = { slot, score };
      siftDown();
    },
    best: () => [...heap].sort((a, b) => b.score - a.score || a.slot - b.slot),
  };
}
