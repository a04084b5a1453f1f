/*
 * The replies that several questions wait for may come together, and what each does then takes milliseconds
 * of the one thread: without a pause between them the event loop is held up by all of them at once.
 */

const waiting: (() => void)[] = [];

/** Resolves in a later turn of the event loop, in a turn of its own. */
export function ownTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(letOneGo);
  });
}

function letOneGo(): void {
  // An immediate that is set within one comes in the next turn, after timers and what has arrived.
  if (waiting.length > 1) setImmediate(letOneGo);
  waiting.shift()?.();
}
