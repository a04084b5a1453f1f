import { answerKindOf, holdsAnswer } from './answer-kind.ts';
import { readAs, type UnitPlace } from './read-as.ts';
import type { RankedUnit } from './rank-units.ts';
import type { UnitLink } from '../core/unit-link.ts';
import type { GenerateRequest } from './types.ts';

/** Units of one place that are shown with what leads there. */
const MAX_LED = 2;
/** What a sentence says when the place it names holds the answer, and not only a condition of it. */
const STATED_THERE =
  /\b(?:defined|stated|set out|listed|given|named|shown|described|laid down|specified|meaning|according to|as in|apply|applies)\b/i;

export interface Leads {
  /** What overrides the unit; it is read before it. */
  readonly instead: readonly UnitPlace[];
  /** What the unit refers to, where that says more of what was asked. */
  readonly beside: readonly UnitPlace[];
  /** Nothing of the unit holds any more. */
  readonly whole: boolean;
}

/** Where a unit leads, as far as it matters for the question. */
export function leadsOf(
  { sources, links }: Pick<GenerateRequest, 'sources' | 'links'>,
  question: string,
  ranked: readonly RankedUnit[],
  { source, unit }: UnitPlace,
): Leads {
  const own = links.filter(({ from }) => from.passage === source && from.unit === unit);
  const overrides = own.filter(({ relation }) => relation === 'override');
  const kind = answerKindOf(question);
  const textOf = (place: Pick<UnitPlace, 'source' | 'unit'>): string => {
    const from = sources[place.source];
    return from === undefined ? '' : readAs(from, place.unit);
  };
  const said = textOf({ source, unit });
  const answers = (text: string): boolean => kind !== null && holdsAnswer(kind, text, question);
  const referred = targetsOf(
    own.filter(({ relation }) => relation !== 'override'),
    ranked,
  );
  return {
    instead: targetsOf(overrides, ranked),
    beside: answers(said)
      ? []
      : referred.filter((place) => answers(textOf(place)) || STATED_THERE.test(said)),
    whole: overrides.some(({ whole }) => whole),
  };
}

function targetsOf(links: readonly UnitLink[], ranked: readonly RankedUnit[]): UnitPlace[] {
  return links.flatMap(({ to }) =>
    ranked
      .filter(({ source, unit }) => source === to.passage && to.units.includes(unit))
      .slice(0, MAX_LED),
  );
}
