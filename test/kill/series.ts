import { setTimeout as delay } from 'node:timers/promises';
import { SCHEMA_VERSION } from '../../src/store/sqlite/migrations.ts';
import { createRandom } from '../helpers/mutations.ts';
import { aimAt, isOwnAim, takeAim } from './aim.ts';
import type { Hit } from './compare.ts';
import {
  inspectKilled,
  inspectRecovered,
  newWorld,
  verifiedByCommand,
  type World,
  type Wound,
} from './inspect.ts';
import type { Aim, Kind } from './messages.ts';
import type { Places } from './places.ts';
import { below } from './texts.ts';
import type { Victim, Victims } from './victim.ts';

/* Some kills of one kind at one place, each on what the one before left. */

export interface Series {
  readonly kind: Kind;
  readonly kills: number;
  readonly seed: number;
}

export interface Means {
  readonly victims: Victims;
  readonly places: Places;
  /** @param n of the kill that was the last, from 1 */
  readonly found: (series: Series, n: number, findings: readonly string[]) => void;
  readonly killed: (series: Series, wound: Wound) => void;
}

/** A share of the kills is while what the one before left is being taken up. */
const KILLED_AT_START = 0.2;
const LONGEST_START_MS = 700;
/** Every so many kills of a series the command looks, too: it takes a second longer. */
const COMMAND_EVERY = 10;
/** The store is so large that asking it takes seconds. */
const LARGE: ReadonlySet<Kind> = new Set(['vacuum', 'save']);

export async function runSeries(means: Means, series: Series): Promise<void> {
  const { victims, places } = means;
  const { kind, kills, seed } = series;
  const random = createRandom(seed);
  const world = newWorld(await places.make(kind));
  for (let n = 1; n <= kills; n++) {
    const victim = await victims.next();
    if (n > 1 && random() < KILLED_AT_START) {
      await killWhileOpening(victim, world, random() * LONGEST_START_MS);
    } else {
      await open(victim, world);
      means.found(series, n - 1, await inspectRecovered(world));
      if (!LARGE.has(kind)) await probe(victim);
      await killAtWork(victim, world, { kind, seed: below(random, 2 ** 31) }, aimAt(kind, random));
    }
    await inspect(means, series, n, world);
  }
  await recoverAndClose(means, series, kills, world);
  places.remove(world.place);
}

/** Kills of what opens a store of an earlier version, each a new copy of it. */
export async function runMigrations(means: Means, series: Series): Promise<void> {
  const { victims, places } = means;
  const random = createRandom(series.seed);
  // How long it takes when nobody kills it, and so until when there is something to kill.
  let openMs = 0;
  for (let n = 0; n <= series.kills; n++) {
    const from = 1 + below(random, SCHEMA_VERSION - 1);
    const world = newWorld(await places.make('migrate', from));
    if (n > 0) {
      await killWhileOpening(await victims.next(), world, random() * openMs);
      await inspect(means, series, n, world, (version) => migrationHit(from, version));
    }
    const opened = await recoverAndClose(means, series, n, world);
    if (n === 0) openMs = opened;
    places.remove(world.place);
  }
}

async function open(victim: Victim, { place }: World): Promise<number> {
  victim.send({ type: 'open', place });
  return (await victim.until('opened')).durationMs;
}

async function killAtWork(
  victim: Victim,
  { place }: World,
  work: { readonly kind: Kind; readonly seed: number },
  aim: Aim,
): Promise<void> {
  const isOwn = isOwnAim(aim);
  victim.send({ type: 'work', ...work, aim: isOwn ? aim : null });
  await victim.until('begun');
  if (isOwn) return victim.gone();
  await takeAim(aim, place);
  await victim.kill();
}

async function killWhileOpening(victim: Victim, { place }: World, delayMs: number): Promise<void> {
  victim.send({ type: 'open', place });
  await delay(delayMs);
  await victim.kill();
}

function migrationHit(from: number, version: number): Hit {
  if (version === from) return 'not committed';
  return version === SCHEMA_VERSION ? 'committed, not told' : 'committed in part';
}

/** @param hitOf what was hit, where the journal does not tell it */
async function inspect(
  means: Means,
  series: Series,
  n: number,
  world: World,
  hitOf: ((version: number) => Hit) | null = null,
): Promise<void> {
  const { findings, wound, version } = await inspectKilled(world);
  means.killed(series, hitOf === null ? wound : { ...wound, hit: hitOf(version) });
  means.found(series, n, findings);
  if (n % COMMAND_EVERY === 0) {
    means.found(series, n, await verifiedByCommand(world.place.dataDir));
  }
}

async function probe(victim: Victim): Promise<void> {
  victim.send({ type: 'probe' });
  await victim.until('probed');
}

/** @returns how long opening took, in milliseconds */
async function recoverAndClose(
  { victims, found }: Means,
  series: Series,
  n: number,
  world: World,
): Promise<number> {
  const victim = await victims.next();
  const openMs = await open(victim, world);
  found(series, n, await inspectRecovered(world));
  await probe(victim);
  victim.send({ type: 'close' });
  await victim.until('closed');
  found(series, n, await inspectRecovered(world));
  victims.giveBack(victim);
  return openMs;
}
