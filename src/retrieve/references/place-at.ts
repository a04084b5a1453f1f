import { analyse } from '../../core/analyse.ts';
import { readSpan } from '../../core/read-span.ts';
import type { PlacedPassage } from '../../store/types.ts';
import { covers } from './addresses.ts';
import type { Library } from './library.ts';
import type { Reference } from './parse-references.ts';
import type { Place } from './place.ts';
import { isUnderHeading } from './unit-addresses.ts';

/** A place of up to so many units is meant as a whole; of a longer one the unit that suits best. */
const MAX_UNITS = 3;
/** That unit must meet at least this share of the words. */
const MIN_SHARE = 0.25;

/** Where a numbered place stands in a document; of a long one the units that suit the words best. */
export async function placeAt(
  library: Library,
  document: readonly PlacedPassage[],
  { address, within }: Reference,
  asked: ReadonlyMap<string, number>,
): Promise<Place | null> {
  const places = document.flatMap((passage): Place[] => {
    const { addresses, quotable, numbers } = library.addressed(passage);
    if (!numbers.has(address.path[0] ?? '')) return [];
    if (!within.every((one) => isUnderHeading(passage, one))) return [];
    const whole = isUnderHeading(passage, address);
    const units = quotable.filter((i) => {
      const at = addresses[i] ?? null;
      return whole || (at !== null && !at.quoted && covers(address, at));
    });
    return units.length === 0 ? [] : [{ passage, units }];
  });
  const [only] = places;
  if (only !== undefined && places.length === 1 && only.units.length <= MAX_UNITS) return only;
  return bestWithin(library, places, asked);
}

/** The unit of a document that meets most of the words; null when none meets enough. */
export function bestOf(
  library: Library,
  passages: readonly PlacedPassage[],
  asked: ReadonlyMap<string, number>,
): Promise<Place | null> {
  const places = passages.map((passage) => ({
    passage,
    units: passage.units.flatMap(({ kind }, i) => (kind === 'heading' ? [] : [i])),
  }));
  return bestWithin(library, places, asked);
}

async function bestWithin(
  library: Library,
  places: readonly Place[],
  asked: ReadonlyMap<string, number>,
): Promise<Place | null> {
  const nearest = await library.nearest(
    places.map(({ passage }) => passage),
    asked,
  );
  const whole = [...asked.values()].reduce((sum, weight) => sum + weight, 0);
  let best: { place: Place; share: number } | null = null;
  for (const { passage, units } of places) {
    if (!nearest.includes(passage)) continue;
    const heading = analyse(passage.headings.at(-1) ?? '');
    for (const unit of units) {
      const span = passage.units[unit];
      if (span === undefined) continue;
      const held = new Set([...analyse(readSpan(passage, span)), ...heading]);
      let met = 0;
      for (const [term, weight] of asked) if (held.has(term)) met += weight;
      const share = whole === 0 ? 0 : met / whole;
      if (share > (best?.share ?? 0)) best = { place: { passage, units: [unit] }, share };
    }
  }
  return best !== null && best.share >= MIN_SHARE ? best.place : null;
}
