import { isRow, readAs, type UnitPlace } from './read-as.ts';
import type { Source } from './types.ts';

/* What belongs together: an entry with the sentence that announces its list, a rule with its exception. */

/** A list that answers as a whole (steps, cases) is shown as a whole up to this many entries. */
const MAX_ENTRIES = 12;
/** Rows that are shown behind the sentence that announces them. */
const MAX_ROWS = 4;

/** The sentence that announces the list of an entry: "the warranty lapses if:" turns its meaning round. */
export function leadIn(sources: readonly Source[], place: UnitPlace): UnitPlace[] {
  const source = sources[place.source];
  if (source === undefined || place.kind !== 'entry') return [];
  let unit = place.unit - 1;
  while (source.units[unit]?.kind === 'entry') unit--;
  const announces = source.units[unit]?.kind === 'sentence' && /[:…]$/.test(readAs(source, unit));
  return announces ? [{ source: place.source, unit, kind: 'sentence' }] : [];
}

/** The list that an entry stands in, unless it is very long: steps are followed one by one. */
export function entriesWith(sources: readonly Source[], place: UnitPlace): UnitPlace[] {
  const units = sources[place.source]?.units ?? [];
  if (place.kind !== 'entry') return [place];
  let first = place.unit;
  while (units[first - 1]?.kind === 'entry') first--;
  let end = place.unit + 1;
  while (units[end]?.kind === 'entry') end++;
  if (end - first > MAX_ENTRIES) return [place];
  return Array.from({ length: end - first }, (_, i) => ({ ...place, unit: first + i }));
}

/** What a sentence that ends in a colon announces: the entries or rows right after it. */
export function ledIn(sources: readonly Source[], place: UnitPlace): UnitPlace[] {
  const source = sources[place.source];
  if (source === undefined || !readAs(source, place.unit).endsWith(':')) return [];
  const followers: UnitPlace[] = [];
  for (let unit = place.unit + 1; unit < source.units.length; unit++) {
    const kind = source.units[unit]?.kind;
    if (kind === undefined || kind === 'sentence' || kind === 'heading') break;
    if (followers.length >= (isRow(kind) ? MAX_ROWS : MAX_ENTRIES)) break;
    followers.push({ source: place.source, unit, kind });
  }
  return followers;
}

/** How a sentence takes back something of the one before it. */
const EXCEPTION =
  /^(?:\(\w+\)\s+)?(?:unless|except|however|but|otherwise|only if|if not|in an emergency)\b|\b(?:does|do|shall) not apply\b|\bthis (?:rule|limit|also|only)\b/i;

/** The exception that stands right behind a rule, in the same paragraph: without it the rule misleads. */
export function exceptionTo(sources: readonly Source[], place: UnitPlace): UnitPlace[] {
  const source = sources[place.source];
  const unit = source?.units[place.unit];
  const next = source?.units[place.unit + 1];
  if (source === undefined || unit?.kind !== 'sentence' || next?.kind !== 'sentence') return [];
  const between = source.passage.revisionText.slice(unit.end, next.start);
  if (/\n\s*\n/.test(between) || !EXCEPTION.test(readAs(source, place.unit + 1))) return [];
  return [{ source: place.source, unit: place.unit + 1, kind: next.kind }];
}
