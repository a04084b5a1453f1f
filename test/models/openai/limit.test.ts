import { describe, expect, it } from 'vitest';
import { createLimit } from '../../../src/models/openai/limit.ts';

/** What has come of promises once everything that was to settle has settled. */
async function settled(promises: readonly Promise<unknown>[]): Promise<boolean[]> {
  const done = promises.map(() => false);
  promises.forEach((promise, i) => void promise.then(() => (done[i] = true)).catch(() => {}));
  await new Promise((resolve) => setImmediate(resolve));
  return done;
}

describe('a limit', () => {
  it('hands out its places in the order in which they were asked for', async () => {
    const limit = createLimit(2);
    const takes = [1, 2, 3, 4].map(() => limit.take());
    expect(await settled(takes)).toEqual([true, true, false, false]);
    (await takes[0]!)();
    expect(await settled(takes)).toEqual([true, true, true, false]);
    (await takes[2]!)();
    expect(await settled(takes)).toEqual([true, true, true, true]);
  });

  it('gets a place back once, however often it is given back', async () => {
    const limit = createLimit(1);
    const free = await limit.take();
    free();
    free();
    const takes = [limit.take(), limit.take()];
    expect(await settled(takes)).toEqual([true, false]);
  });

  it('lets go who no longer waits, with the reason, and gives the place to the next', async () => {
    const limit = createLimit(1);
    const free = await limit.take();
    const controller = new AbortController();
    const gone = limit.take(controller.signal);
    const next = limit.take();
    const reason = new Error('went home');
    controller.abort(reason);
    await expect(gone).rejects.toBe(reason);
    free();
    expect(await settled([next])).toEqual([true]);
  });

  it('gives no place to who had gone before', async () => {
    const limit = createLimit(1);
    const reason = new Error('went home');
    await expect(limit.take(AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(await settled([limit.take()])).toEqual([true]);
  });

  it('keeps nothing of a signal that is aborted after its turn', async () => {
    const limit = createLimit(1);
    const controller = new AbortController();
    const free = await limit.take();
    const mine = limit.take(controller.signal);
    free();
    const give = await mine;
    controller.abort();
    const next = limit.take();
    expect(await settled([next])).toEqual([false]);
    give();
    expect(await settled([next])).toEqual([true]);
  });
});
