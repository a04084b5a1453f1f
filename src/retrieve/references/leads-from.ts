import type { QuestionTerm } from '../../core/question.ts';
import type { PlacedPassage, Snapshot } from '../../store/types.ts';
import type { UnitLink } from '../../core/unit-link.ts';
import type { RetrievedPassage } from '../types.ts';
import { followReferences, type Followed } from './follow-references.ts';
import type { Library } from './library.ts';
import { findOverrides, type Override } from './overrides.ts';

/** Overrides are sought for so many of the best passages, those from which sentences are chosen. */
const OVERRIDABLE = 8;
/** Those of so many of them are fetched before what the best refer to. */
const FIRST_OVERRIDABLE = 4;
/** Overrides are sought for so many of the places that are followed. */
const OVERRIDABLE_FOLLOWED = 4;

/** A link before it is known which passages are shown. */
export interface Lead extends Pick<UnitLink, 'relation' | 'whole' | 'words'> {
  readonly from: { readonly slot: number; readonly unit: number };
  readonly to: PlacedPassage;
  readonly units: readonly number[];
}

/** Where the best passages lead, the most needed first: overrides, references, definitions. */
export async function leadsFrom(
  snapshot: Snapshot,
  library: Library,
  terms: readonly QuestionTerm[],
  found: readonly RetrievedPassage[],
): Promise<Lead[]> {
  const passages = found.slice(0, OVERRIDABLE).map(({ passage }) => passage);
  const overrides = await findOverrides(snapshot, library, passages);
  const followed = await followReferences(library, terms, found);
  const targets = [...new Set(followed.map(({ to }) => to))].slice(0, OVERRIDABLE_FOLLOWED);
  const later = await findOverrides(snapshot, library, targets);
  const overridden = (isFirst: boolean): (Lead | null)[] =>
    overrides
      .filter(({ passage }) => passage < FIRST_OVERRIDABLE === isFirst)
      .map((one) => overrideLead(passages[one.passage], one));
  const led = (relation: Followed['relation']): (Lead | null)[] =>
    followed
      .filter((one) => one.relation === relation)
      .flatMap((one) => followedLeads(one, found, targets, later));
  return [
    ...overridden(true),
    ...led('reference'),
    ...overridden(false),
    ...led('definition'),
  ].filter((lead) => lead !== null);
}

function overrideLead(from: PlacedPassage | undefined, override: Override): Lead | null {
  if (from === undefined) return null;
  const { unit, by, units, whole, words } = override;
  return { relation: 'override', from: { slot: from.slot, unit }, to: by, units, whole, words };
}

/** What is referred to as it stands, and what overrides it: the reference is to what holds now. */
function followedLeads(
  { relation, passage, unit, words, to, units }: Followed,
  found: readonly RetrievedPassage[],
  targets: readonly PlacedPassage[],
  later: readonly Override[],
): (Lead | null)[] {
  const slot = found[passage]?.passage.slot ?? -1;
  const lead = { relation, from: { slot, unit }, whole: false, words };
  // An exception that names its rule does not lead to itself.
  const isSource = (one: Override): boolean => one.by.slot === slot && one.units.includes(unit);
  const overriding = later.filter(
    (one) => targets[one.passage] === to && units.includes(one.unit) && !isSource(one),
  );
  const gone = new Set(overriding.filter(({ whole }) => whole).map((one) => one.unit));
  const left = units.filter((one) => !gone.has(one));
  return [
    ...overriding.map((one) => ({ ...lead, to: one.by, units: one.units })),
    ...(left.length > 0 ? [{ ...lead, to, units: left }] : []),
    ...overriding.map((one) => overrideLead(to, one)),
  ];
}
