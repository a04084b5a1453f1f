import { setTimeout as delay } from 'node:timers/promises';
import { compose, type Parts } from '../../src/compose.ts';
import { readConfig } from '../../src/core/config.ts';
import { createRandom } from '../helpers/mutations.ts';
import { takeAim } from './aim.ts';
import { openJournal } from './journal.ts';
import type { Aim, FromChild, Place, ToChild } from './messages.ts';
import { unfinishedErasures } from './peek.ts';
import { probe, STEPS, type Work } from './workloads.ts';

/* The process that is killed. It does what it is told until then. */

const POLL_MS = 5;

let opened: { readonly parts: Parts; readonly place: Place } | null = null;

function tell(message: FromChild): void {
  process.send?.(message);
}

/** As a server does at its start. */
async function open(place: Place): Promise<void> {
  const startedAt = performance.now();
  const { dataDir, corporaDir } = place;
  const config = readConfig({ DATA_DIR: dataDir, CORPORA_DIR: corporaDir, LOG_LEVEL: 'silent' });
  const parts = await compose(config);
  opened = { parts, place };
  await parts.jobs.recover();
  while (unfinishedErasures(dataDir) > 0) await delay(POLL_MS);
  await parts.followCommits();
  tell({ type: 'opened', durationMs: performance.now() - startedAt });
}

function newWork(seed: number): Work {
  if (opened === null) throw new Error('nothing is open');
  const { parts, place } = opened;
  return { parts, place, journal: openJournal(place.journal), random: createRandom(seed) };
}

async function killItself(aim: Aim, place: Place): Promise<void> {
  await takeAim(aim, place);
  process.kill(process.pid, 'SIGKILL');
}

async function handle(message: ToChild): Promise<void> {
  switch (message.type) {
    case 'open':
      return open(message.place);
    case 'probe':
      await probe(newWork(Date.now()));
      return tell({ type: 'probed' });
    case 'work': {
      const { kind, seed, aim } = message;
      if (kind === 'migrate') throw new Error('a migration is made by opening');
      const work = newWork(seed);
      if (aim !== null) void killItself(aim, work.place);
      tell({ type: 'begun' });
      for (;;) await STEPS[kind](work);
    }
    case 'close':
      await opened?.parts.close();
      opened = null;
      tell({ type: 'closed' });
  }
}

process.on('message', (message: ToChild) => {
  handle(message).catch((error: unknown) => {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const details = JSON.stringify((error as { details?: unknown }).details ?? null);
    tell({ type: 'failed', reason: `${reason} ${details}` });
  });
});
// Nobody is left to kill it.
process.on('disconnect', () => process.exit(1));
tell({ type: 'ready' });
