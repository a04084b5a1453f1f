import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ownTurn } from '../../src/retrieve/take-turns.ts';

it('gives each that waits a turn of the event loop of its own, in the order in which they came', async () => {
  const order: string[] = [];
  const turns = ['a', 'b', 'c'].map(async (name) => {
    await ownTurn();
    order.push(name);
  });
  // What is set for every turn gets in between.
  const between = (async () => {
    for (let turn = 1; turn <= 3; turn++) {
      await setImmediate();
      order.push(String(turn));
    }
  })();
  await Promise.all([...turns, between]);
  expect(order).toEqual(['a', '1', 'b', '2', 'c', '3']);
  await ownTurn();
});
