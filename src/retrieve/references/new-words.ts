import { contentTerms } from '../../core/analyse.ts';
import type { PlacedPassage } from '../../store/types.ts';
import { covers } from './addresses.ts';
import type { Overriding, PlacedStatement } from './overriding-passages.ts';
import { addressesOf, type UnitAddress } from './unit-addresses.ts';
import { rowName, textOf } from './unit-text.ts';

/** Units that say what holds instead of another. */
export interface NewWords {
  readonly by: PlacedPassage;
  /** In order, at least one. */
  readonly units: readonly number[];
}

/** New units that are put for one of which only a part is changed. */
const MAX_UNITS = 2;
/** Of what a list says is replaced, this share of the words must stand where the new text is. */
const MIN_TOPIC_SHARE = 0.6;

/** What a statement puts for a unit that it is about; null when it puts nothing for this one. */
export function newWordsFor(
  passage: PlacedPassage,
  unit: number,
  statement: PlacedStatement,
  { passages }: Overriding,
): NewWords | null {
  if (statement.says.length === 0) return elsewhere(statement, passages);
  const units = unitsFor(passage, unit, statement);
  return units.length === 0 ? null : { by: statement.by, units };
}

function unitsFor(passage: PlacedPassage, unit: number, statement: PlacedStatement): number[] {
  const { by, says, extent, lines } = statement;
  const isRow = passage.units[unit]?.kind === 'row';
  const rows = says.filter((i) => by.units[i]?.kind === 'row');
  if (extent === 'rows' || extent === 'table') {
    if (!isRow || (extent === 'table' && !isSameTable(passage, by))) return [];
  }
  if (isRow && rows.length > 0 && extent !== 'part') {
    const name = rowName(passage, unit);
    const same = rows.filter((i) => {
      const row = rowName(by, i);
      return row === name || (lines.includes(name) && row.startsWith(name));
    });
    if (same.length > 0 || extent === 'rows') return same;
  }
  if (extent !== 'text' || says.length === 1) return mostShared(passage, unit, by, says);
  const there = addressesOf(by);
  const at = addressesOf(passage)[unit] ?? null;
  const same = says.filter((i) => isSamePlace(at, there[i] ?? null));
  return same.length > 0 ? same : [...says];
}

function isSamePlace(at: UnitAddress | null, there: UnitAddress | null): boolean {
  if (at === null || there === null || there.path.length === 0) return false;
  return covers(at, there) || covers(there, at);
}

/** A table is put for one with the same columns, or most of them. */
function isSameTable(old: PlacedPassage, by: PlacedPassage): boolean {
  const columns = contentTerms((by.columns ?? []).join(' '));
  const held = contentTerms((old.columns ?? []).join(' '));
  return columns.filter((term) => held.includes(term)).length * 2 > columns.length;
}

function mostShared(
  passage: PlacedPassage,
  unit: number,
  by: PlacedPassage,
  says: readonly number[],
): number[] {
  const own = new Set(contentTerms(textOf(passage, unit)));
  return says
    .map((i) => ({ i, shared: contentTerms(textOf(by, i)).filter((term) => own.has(term)).length }))
    .toSorted((a, b) => b.shared - a.shared || a.i - b.i)
    .slice(0, MAX_UNITS)
    .map(({ i }) => i)
    .toSorted((a, b) => a - b);
}

/** A list may only say what is replaced; the new text stands behind it, where most of the same words do. */
function elsewhere(
  { by, topic }: PlacedStatement,
  passages: readonly PlacedPassage[],
): NewWords | null {
  let best: { words: NewWords; met: number } | null = null;
  for (const passage of passages) {
    if (passage.documentId !== by.documentId || passage.ordinal <= by.ordinal) continue;
    passage.units.forEach(({ kind }, i) => {
      if (kind === 'heading') return;
      const held = new Set(contentTerms(textOf(passage, i)));
      const met = topic.filter((term) => held.has(term)).length;
      if (met > (best?.met ?? 0)) best = { words: { by: passage, units: [i] }, met };
    });
  }
  const found = best as { words: NewWords; met: number } | null;
  return found !== null && found.met >= MIN_TOPIC_SHARE * topic.length ? found.words : null;
}
