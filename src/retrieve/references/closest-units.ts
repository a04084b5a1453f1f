import { contentTerms } from '../../core/analyse.ts';
import type { PlacedPassage } from '../../store/types.ts';
import type { PlacedStatement } from './overriding-passages.ts';
import { textOf } from './unit-text.ts';

/* Which units a statement is about by its words, where numbers and names leave it open. */

/** What is said of no place in particular must meet this share of its words, and so many of them. */
const MIN_TOPIC_SHARE = 0.6;
const MIN_TOPIC_TERMS = 2;
const NOTHING: ReadonlySet<string> = new Set();

/** Of units in the right place those that what is said is about, or else those of the same words. */
export function closestUnits(
  passage: PlacedPassage,
  { by, topic, says }: PlacedStatement,
  units: readonly number[],
): number[] {
  const above = new Set(contentTerms([passage.title, ...passage.headings].join(' ')));
  const said = new Set(says.flatMap((i) => contentTerms(textOf(by, i))));
  const about = new Set(topic);
  // Words that stand above every unit tell the least: they count when no others are shared.
  for (const [wanted, exceptFor] of [
    [about, above],
    [said, above],
    [said, NOTHING],
  ] as const) {
    const shared = units.map((i) => sharedTerms(textOf(passage, i), wanted, exceptFor));
    const most = Math.max(0, ...shared);
    if (most > 0) return units.filter((_, i) => (shared[i] ?? 0) * 2 >= most);
  }
  return [];
}

function sharedTerms(
  text: string,
  wanted: ReadonlySet<string>,
  exceptFor: ReadonlySet<string>,
): number {
  const isTelling = (term: string): boolean => !exceptFor.has(term) && !/^[\d.]+$/.test(term);
  return contentTerms(text).filter((term) => isTelling(term) && wanted.has(term)).length;
}

/** Whether a unit is the one thing in a document that is spoken of. */
export function meetsTopic(
  passage: PlacedPassage,
  unit: number,
  topic: readonly string[],
): boolean {
  const fields = passage.record === null ? [] : Object.keys(passage.record);
  const everywhere = [passage.title, ...(passage.columns ?? []), ...fields].join(' ');
  const known = contentTerms(everywhere.replaceAll('_', ' '));
  const own = new Set(contentTerms(textOf(passage, unit)));
  const wanted = topic.filter((term) => !known.includes(term));
  const met = wanted.filter((term) => own.has(term)).length;
  return met >= Math.max(MIN_TOPIC_TERMS, MIN_TOPIC_SHARE * wanted.length);
}
