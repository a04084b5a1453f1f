import type { PlacedPassage, Snapshot } from '../../store/types.ts';
import { relationOf } from './amendments.ts';
import type { Library } from './library.ts';
import { meantUnits } from './meant-units.ts';
import { newWordsFor, type NewWords } from './new-words.ts';
import { overridingOf, type Overriding } from './overriding-passages.ts';
import type { AddressedPassage } from './unit-addresses.ts';

/*
 * What overrides a passage without its text being changed: an amendment that replaces a clause, a notice
 * that is in force instead of a section. It is found by the words with which such texts do that, together
 * with the number of the clause or the name of the document.
 */

/** New words that take the place of a unit's, or of some of them. */
export interface Override extends NewWords {
  /** The unit that is overridden: index of the passage among those found, and of the unit within it. */
  readonly passage: number;
  readonly unit: number;
  /** Nothing of the old unit is left. */
  readonly whole: boolean;
  /** The words that override, as they stand. */
  readonly words: string;
}

type UnitOverride = Omit<Override, 'passage'>;

/** How often an amendment may itself be amended. */
const MAX_AMENDED = 3;

/** What overrides the units of passages; an amendment that was amended itself gives way to the later one. */
export async function findOverrides(
  snapshot: Snapshot,
  library: Library,
  found: readonly PlacedPassage[],
): Promise<Override[]> {
  const overriding = new Map<string, Promise<Overriding[]>>();

  async function overridesOf(passage: PlacedPassage): Promise<UnitOverride[]> {
    const { documentId } = passage;
    const there = library.addressed(passage);
    const isNumbered = there.numbers.size > 0;
    const key = `${documentId} ${isNumbered}`;
    const all = overriding.get(key) ?? overridingOf(snapshot, library, passage, isNumbered);
    overriding.set(key, all);
    const overrides = (await all).flatMap((one) => overridesBy(there, one));
    // What replaces a unit comes before what only limits it.
    return latest(documentId, overrides).toSorted((a, b) => Number(b.whole) - Number(a.whole));
  }

  /** What holds at last: a new text may be overridden in its turn. */
  async function atLast(override: UnitOverride, times: number): Promise<UnitOverride[]> {
    if (times === 0) return [override];
    const later = (await overridesOf(override.by)).filter(
      (one) => override.units.includes(one.unit) && one.by.documentId !== override.by.documentId,
    );
    const gone = new Set(later.filter(({ whole }) => whole).map(({ unit }) => unit));
    const units = override.units.filter((unit) => !gone.has(unit));
    const { unit, whole } = override;
    const followed = await Promise.all(
      later.map((one) => atLast({ ...one, unit, whole: whole && one.whole }, times - 1)),
    );
    return [...(units.length > 0 ? [{ ...override, units }] : []), ...followed.flat()];
  }

  const overrides: Override[] = [];
  for (const [index, passage] of found.entries()) {
    for (const override of await overridesOf(passage)) {
      const last = await atLast(override, MAX_AMENDED);
      const whole = last.some((one) => one.whole) || override.whole;
      overrides.push(...last.map((one) => ({ ...one, whole, passage: index })));
    }
  }
  return overrides;
}

/** What the statements of one document override of a passage. */
function overridesBy(there: AddressedPassage, overriding: Overriding): UnitOverride[] {
  const { passage } = there;
  return overriding.statements.flatMap((statement) => {
    const { by, extent, isException, words } = statement;
    if (by.documentId === passage.documentId && !isException) return [];
    const units = meantUnits(there, statement, overriding.relation);
    return units.flatMap((unit): UnitOverride[] => {
      const isItself = by.slot === passage.slot && statement.says.includes(unit);
      const put = isItself ? null : newWordsFor(passage, unit, statement, overriding);
      const whole = extent === 'text' || extent === 'rows' || extent === 'table';
      return put === null ? [] : [{ ...put, unit, whole, words }];
    });
  });
}

/** Without those that a later amendment makes void by putting a new text for the same unit. */
function latest(documentId: string, overrides: readonly UnitOverride[]): UnitOverride[] {
  const isVoid = (one: UnitOverride, other: UnitOverride): boolean =>
    other.unit === one.unit &&
    other.by.documentId !== one.by.documentId &&
    (other.whole || !one.whole) &&
    relationOf(other.by, one.by).amends;
  return overrides.filter(
    (one) => one.by.documentId === documentId || !overrides.some((other) => isVoid(one, other)),
  );
}
