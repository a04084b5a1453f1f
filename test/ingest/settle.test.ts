import { describe, expect, it } from 'vitest';
import { createSettling, QUIET_MS } from '../../ingest/settle.ts';

/** Touches one file so often, from a time on; the last time. */
function touchOften(
  settling: ReturnType<typeof createSettling>,
  {
    times,
    everyMs,
    from = 0,
    id = 'support/a.md',
  }: { times: number; everyMs: number; from?: number; id?: string },
): number {
  let at = from;
  for (let n = 0; n < times; n++) settling.touch(id, (at = from + n * everyMs));
  return at;
}

describe('what was touched', () => {
  it('comes to rest a moment after a save, and is taken once', () => {
    const settling = createSettling();
    expect(settling.dueAt()).toBeNull();
    // Emptied, written, renamed.
    touchOften(settling, { times: 3, everyMs: 2 });
    expect(settling.dueAt()).toBe(4 + QUIET_MS);
    expect(settling.take(3 + QUIET_MS)).toEqual([]);
    expect(settling.isPending('support/a.md')).toBe(true);
    expect(settling.take(4 + QUIET_MS)).toEqual(['support/a.md']);
    expect(settling.isPending('support/a.md')).toBe(false);
    expect([settling.dueAt(), settling.take(10_000)]).toEqual([null, []]);
  });

  it('is not taken in half while it grows, however long that takes', () => {
    const settling = createSettling();
    for (const { everyMs, times } of [
      { everyMs: 10, times: 1000 },
      { everyMs: 250, times: 40 },
    ]) {
      for (let n = 0; n < times; n++) {
        expect(settling.take(n * everyMs)).toEqual([]);
        settling.touch('support/a.md', n * everyMs);
      }
      expect(settling.take(times * everyMs + 1000)).toEqual(['support/a.md']);
    }
  });

  it('rests longer when it is written in pieces, as over a network, than after a save', () => {
    const settling = createSettling();
    const last = touchOften(settling, { times: 5, everyMs: 200 });
    expect(settling.take(last + 2 * QUIET_MS)).toEqual([]);
    expect(settling.take(last + 1000)).toEqual(['support/a.md']);
  });

  it('is taken together when it was saved together', () => {
    const settling = createSettling();
    for (let n = 0; n < 50; n++) settling.touch(`support/${n}.md`, n * 10);
    const due = settling.dueAt() ?? NaN;
    expect(due).toBe(490 + QUIET_MS);
    expect(settling.take(due)).toHaveLength(50);
  });

  it('does not wait for ever for others that go on', () => {
    const settling = createSettling();
    settling.touch('support/a.md', 0);
    touchOften(settling, { id: 'support/growing.md', times: 100, everyMs: 100 });
    const due = settling.dueAt() ?? NaN;
    expect(due).toBeLessThan(QUIET_MS + 1001);
    expect(settling.take(due)).toEqual(['support/a.md']);
    expect(settling.isPending('support/growing.md')).toBe(true);
  });

  it('becomes everything when it is a great deal', () => {
    const settling = createSettling();
    for (let n = 0; n < 1001; n++) settling.touch(`support/${n}.md`, 0);
    expect(settling.take(QUIET_MS)).toEqual(['']);
  });
});
