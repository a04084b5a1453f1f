import { statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DATABASE_FILE } from '../../src/store/sqlite/connection.ts';
import type { Random } from '../helpers/mutations.ts';
import { readJournal } from './journal.ts';
import type { Aim, Kind, Place } from './messages.ts';
import { below } from './texts.ts';

/*
 * When to kill. What is over in milliseconds is aimed at by the child itself, whose main thread has nothing to
 * do while another one writes: between two processes a signal may take longer than that.
 */

/** Whatever the child does by then. */
const LONGEST_DELAY_MS = 600;
/** After something that it has noted: as long as most of what it does takes. */
const LONGEST_STEP_MS = 150;
const MOST_ENTRIES = 10;
/** A commit writes each page by itself, so that most of these are in the middle of one. */
const MOST_WRITES = 120;
/** An event that does not come is not waited for any longer. */
const EVENT_PATIENCE_MS = 20_000;
const POLL_MS = 2;

export function aimAt(kind: Kind, random: Random): Aim {
  const chance = random();
  if (chance < 0.2) return { event: 'none', times: 0, delayMs: random() * LONGEST_DELAY_MS };
  // These are over in tens of milliseconds: some kills come at once.
  const soon = random() < 0.4 ? 0 : random();
  if (kind === 'save') return { event: 'index-file', times: 1, delayMs: soon * 30 };
  if (kind === 'vacuum') return { event: 'vacuum', times: 1, delayMs: soon * 250 };
  if (chance < 0.6) return { event: 'log', times: 1 + below(random, MOST_WRITES), delayMs: 0 };
  const times = below(random, MOST_ENTRIES);
  return { event: 'journal', times, delayMs: random() * LONGEST_STEP_MS };
}

/** Whether the child is to kill itself. */
export function isOwnAim({ event }: Aim): boolean {
  return event === 'log' || event === 'index-file' || event === 'vacuum';
}

/** Resolves when it is time to kill. */
export async function takeAim(
  { event, times, delayMs }: Aim,
  { dataDir, journal }: Place,
): Promise<void> {
  switch (event) {
    case 'journal':
      await untilEntries(journal, readJournal(journal).length + times);
      break;
    case 'log':
      await untilWritten(dataDir, (name) => name === `${DATABASE_FILE}-wal`, times);
      break;
    case 'index-file':
      await untilWritten(dataDir, (name) => name.endsWith('.hnsw.tmp'), times);
      break;
    case 'vacuum':
      await untilLogGrows(dataDir);
      break;
    case 'none':
  }
  await delay(delayMs);
}

async function untilEntries(journal: string, count: number): Promise<void> {
  const until = performance.now() + EVENT_PATIENCE_MS;
  while (performance.now() < until && readJournal(journal).length < count) await delay(POLL_MS);
}

/** Until a file has been written to, or made, so many times. */
function untilWritten(
  dataDir: string,
  isIt: (name: string) => boolean,
  times: number,
): Promise<void> {
  return new Promise((resolve) => {
    let left = times;
    const watcher = watch(dataDir, (_, name) => {
      if (name !== null && isIt(name) && --left === 0) end();
    });
    const timer = setTimeout(end, EVENT_PATIENCE_MS);
    function end(): void {
      clearTimeout(timer);
      watcher.close();
      resolve();
    }
  });
}

/** A VACUUM writes the whole database into the log. */
async function untilLogGrows(dataDir: string): Promise<void> {
  const sizeOf = (name: string): number =>
    statSync(join(dataDir, name), { throwIfNoEntry: false })?.size ?? 0;
  const large = sizeOf(DATABASE_FILE) / 4;
  const until = performance.now() + EVENT_PATIENCE_MS;
  let before = Infinity;
  while (performance.now() < until) {
    const size = sizeOf(`${DATABASE_FILE}-wal`);
    if (size > large && before < large) return;
    before = size;
    await delay(POLL_MS);
  }
}
