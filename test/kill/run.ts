import { createRandom } from '../helpers/mutations.ts';
import type { Wound } from './inspect.ts';
import { KINDS, type Kind } from './messages.ts';
import { createPlaces } from './places.ts';
import { runMigrations, runSeries, type Means, type Series } from './series.ts';
import { below } from './texts.ts';
import { createVictims } from './victim.ts';

/** Kills at one place: what one left and the next found adds up there. */
const MOST_KILLS_OF_SERIES = 10;

export interface KillReport {
  readonly seed: number;
  readonly wounds: ReadonlyMap<Kind, readonly Wound[]>;
  readonly findings: readonly string[];
  readonly durationMs: number;
}

/**
 * Kills processes that write to a store, `kills` times at least, and looks each time whether what was done
 * is there, and nothing in half.
 * @param tell is told of each series as it begins
 */
export async function runKills(options: {
  readonly kills: number;
  readonly seed: number;
  readonly kinds?: readonly Kind[];
  /** Answers of the store that is migrated: how long that takes. */
  readonly answers: number;
  readonly tell: (line: string) => void;
}): Promise<KillReport> {
  const startedAt = performance.now();
  const { seed, tell } = options;
  const findings: string[] = [];
  const wounds = new Map<Kind, Wound[]>();
  const victims = createVictims();
  const places = createPlaces({ passages: PASSAGES, answers: options.answers });
  const means: Means = {
    victims,
    places,
    found: ({ kind, seed: own }, n, found) => {
      for (const finding of found) findings.push(`${kind}, seed ${own}, kill ${n}: ${finding}`);
    },
    killed: ({ kind }, wound) => void wounds.set(kind, [...(wounds.get(kind) ?? []), wound]),
  };
  try {
    for (const series of plan(options)) {
      tell(`${series.kind}: ${series.kills} kills, seed ${series.seed}`);
      const run = series.kind === 'migrate' ? runMigrations : runSeries;
      await run(means, series).catch((error: unknown) => {
        means.found(series, 0, [error instanceof Error ? error.message : String(error)]);
      });
    }
  } finally {
    await victims.close();
    places.removeAll();
  }
  return { seed, wounds, findings, durationMs: performance.now() - startedAt };
}

/** More than are scanned exactly: see EXACT_SCAN_PASSAGES of snapshot.ts. */
const PASSAGES = 10_400;

/** Every kind gets its share, in series whose seeds are told by the one seed. */
function plan({
  kills,
  seed,
  kinds = KINDS,
}: {
  readonly kills: number;
  readonly seed: number;
  readonly kinds?: readonly Kind[];
}): Series[] {
  const random = createRandom(seed);
  const series: Series[] = [];
  const share = Math.ceil(kills / kinds.length);
  for (const kind of kinds) {
    for (let left = share; left > 0; left -= MOST_KILLS_OF_SERIES) {
      series.push({
        kind,
        kills: Math.min(left, MOST_KILLS_OF_SERIES),
        seed: below(random, 2 ** 31),
      });
    }
  }
  return series;
}
