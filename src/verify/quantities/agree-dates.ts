import { boundsAgree } from './bounds.ts';
import type { Circumstances } from './circumstances.ts';
import { isAtEdge, sameCutoff } from './cutoffs.ts';
import type { DateParts, DateQuantity, Quantity } from './types.ts';

/** A claim may say less of a date than its quote, not more. */
export function datesAgree(
  said: DateQuantity,
  held: DateQuantity,
  circumstances: Circumstances,
): boolean {
  const opposed = circumstances.areOpposed(said, held);
  if (sameCutoff(said, held, opposed)) return true;
  const same = said.readings.some((one) =>
    held.readings.some((other) => isPartOf(one, other, circumstances.years)),
  );
  return (
    same &&
    !isBlurred(said, held) &&
    rangeEndsAgree(said, held) &&
    boundsAgree(said.bound, held.bound, opposed)
  );
}

/** "Before June" is not "by 15 June": what leaves a period out must name it as exactly. */
function isBlurred({ cutoff, readings: [said] }: DateQuantity, held: DateQuantity): boolean {
  const [parts] = held.readings;
  return cutoff?.exclusive === true && said?.day === undefined && parts?.day !== undefined;
}

/** "From 2022" is not "from 2019 to 2022". */
function rangeEndsAgree(said: DateQuantity, held: DateQuantity): boolean {
  if (held.end === null) return true;
  if (said.end !== null) return said.end === held.end;
  if (said.cutoff === null || said.cutoff.exclusive) return true;
  return said.cutoff.direction === (held.end === 'low' ? 'up' : 'down');
}

function isPartOf(said: DateParts, held: DateParts, years: ReadonlySet<number>): boolean {
  const month = held.month ?? null;
  const quarter = held.quarter ?? (month === null ? null : Math.ceil(month / 3));
  const inherited = held.year === undefined && said.year !== undefined && years.has(said.year);
  return (
    (said.year === undefined || said.year === held.year || inherited) &&
    (said.month === undefined || said.month === month) &&
    (said.day === undefined || said.day === held.day || held.edge !== undefined) &&
    (said.quarter === undefined || said.quarter === quarter) &&
    (said.edge === undefined || said.edge === held.edge || isAtEdge(said.edge, held)) &&
    (said.day === undefined || held.edge === undefined || isAtEdge(held.edge, said))
  );
}

/** "In 2026" may rest on a bare 2026. */
export function yearAgrees({ readings }: DateQuantity, held: Quantity): boolean {
  const [parts] = readings;
  if (parts?.year === undefined || parts.month !== undefined) return false;
  if (held.kind === 'label') return held.text === String(parts.year);
  return (
    held.kind === 'amount' &&
    held.readings.some(
      ({ number, measure, noun }) => measure === null && noun === null && number === parts.year,
    )
  );
}

/** "28 December" where the quotes speak of December and of "the 28th". */
export function dayAgrees(
  { readings }: DateQuantity,
  held: Quantity,
  circumstances: Circumstances,
): boolean {
  const { months, years } = circumstances;
  return readings.some(({ year, month, day }) => {
    if (held.kind !== 'ordinal' || held.value !== day || month === undefined) return false;
    return months.has(month) && (year === undefined || years.has(year));
  });
}
