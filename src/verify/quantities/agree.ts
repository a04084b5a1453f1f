import { boundsAgree } from './bounds.ts';
import { datesAgree, dayAgrees, yearAgrees } from './agree-dates.ts';
import { nameOf } from './units.ts';
import type { Circumstances } from './circumstances.ts';
import type { Amount, Bound, Ordinal, Quantity, Reading, TimeOfDay } from './types.ts';

/** Whether a claim's quantity may rest on a quote's: by value, by what it counts, and by its bound. */
export function quantitiesAgree(
  said: Quantity,
  held: Quantity,
  circumstances: Circumstances,
): boolean {
  switch (said.kind) {
    case 'amount':
      return amountAgrees(said, held, circumstances);
    case 'date':
      return held.kind === 'date'
        ? datesAgree(said, held, circumstances)
        : yearAgrees(said, held) || dayAgrees(said, held, circumstances);
    case 'time':
      return timeAgrees(said, held);
    case 'label':
      return labelAgrees(said.text, held);
    case 'ordinal':
      return ordinalAgrees(said, held);
  }
}

function amountAgrees(said: Amount, held: Quantity, circumstances: Circumstances): boolean {
  if (held.kind === 'amount') {
    if (rounds(said, held) || sameLimit(said, held)) return true;
    const same = said.readings.some((one) => held.readings.some((other) => sameAmount(one, other)));
    return (
      same &&
      endsAgree(said, held, circumstances) &&
      ratesAgree(said, held) &&
      offsetsAgree(said, held)
    );
  }
  const bare = said.readings.some(({ measure, noun }) => measure === null && noun === null);
  const [reading] = said.readings;
  if (reading === undefined) return false;
  if (held.kind === 'label') return bare && String(reading.number) === held.text;
  if (held.kind === 'ordinal') return reading.measure === null && reading.number === held.value;
  if (held.kind === 'date') {
    return bare && held.readings.some(({ year }) => year === reading.number);
  }
  return bare && isHour(reading.number, held);
}

const ROUNDING = 0.1;

/** "Just over two hours" says 122 minutes. */
function rounds(said: Amount, held: Amount): boolean {
  if (!said.approximate) return false;
  return said.readings.some((one) =>
    held.readings.some((other) => {
      if (one.measure?.base !== other.measure?.base) return false;
      const [a, b] = [one, other].map(
        ({ number, measure }) => number * (measure?.factors[0] ?? 1),
      ) as [number, number];
      if (said.bound !== null && a < b !== (said.bound.direction === 'up')) return false;
      return Math.abs(a - b) <= ROUNDING * Math.abs(b);
    }),
  );
}

/** "Under 12" is "up to 11" where whole ones are counted. */
function sameLimit(said: Amount, held: Amount): boolean {
  const [one, other] = [said.bound, held.bound];
  if (one === null || other === null || one.direction !== other.direction) return false;
  return said.readings.some((a) =>
    held.readings.some(
      (b) =>
        (a.measure === null || b.measure === null || a.measure.base === b.measure.base) &&
        isWhole(a) &&
        isWhole(b) &&
        limitOf(a.number, one) === limitOf(b.number, other),
    ),
  );
}

/** Things and years of age; other measures are divided further. */
function isWhole({ number, measure }: Reading): boolean {
  return Number.isInteger(number) && (measure === null || nameOf(measure) === '12 month');
}

function limitOf(number: number, { direction, strict }: Bound): number {
  if (strict === false) return number;
  return direction === 'up' ? number + 1 : number - 1;
}

/** "From 10 to 2" may say 10:00 to 14:00. */
function isHour(hour: number, { minutes }: TimeOfDay): boolean {
  return minutes.includes(hour * 60) || (hour <= 12 && minutes.includes((hour + 12) * 60));
}

function sameAmount(said: Reading, held: Reading): boolean {
  const [one, other] = [said.measure, held.measure];
  if (isSameShare(said, held) || isSameShare(held, said)) return true;
  if (one !== null && other !== null) {
    if (one.base !== other.base) return false;
    return (
      one.factors.some((a) =>
        other.factors.some((b) => isEqual(said.number * a, held.number * b)),
      ) ||
      (isEqual(said.number, held.number) && one === other)
    );
  }
  if (!isEqual(said.number, held.number)) return false;
  // What counts people is no percentage of them; two nouns may say the same, for coverage to judge.
  return (one === null || held.noun === null) && (other === null || said.noun === null);
}

/** "One-fifth" and "1/5" of it. */
function isSameShare(share: Reading, part: Reading): boolean {
  const bare = part.measure === null && part.noun === null && part.number < 1;
  return bare && share.measure?.base === 'percent' && isEqual(share.number, 100 * part.number);
}

function isEqual(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

/** One end of "3 to 5 days" is not how long it takes; "up to 5 days" and "at least 3 days" are. */
function endsAgree(said: Amount, held: Amount, circumstances: Circumstances): boolean {
  if (isNotice(said, held)) return true;
  if (said.end !== null && held.end !== null) return said.end === held.end;
  if (held.end !== null) {
    if (said.bound === null) return !isMeasured(said);
    const within = said.bound.direction === (held.end === 'low' ? 'up' : 'down');
    return within || circumstances.areOpposed(said, held);
  }
  if (said.end !== null) {
    return held.bound === null || held.bound.direction === (said.end === 'low' ? 'up' : 'down');
  }
  return boundsAgree(said.bound, held.bound, circumstances.areOpposed(said, held));
}

/** "No later than 48 hours before" is "at least 48 hours before". */
function isNotice(said: Amount, held: Amount): boolean {
  const before = said.offset === 'before' || held.offset === 'before';
  return before && (said.bound?.deadline === true || held.bound?.deadline === true);
}

function isMeasured({ readings }: Amount): boolean {
  return readings.every(({ measure }) => measure !== null);
}

/** "€5 per month" is not "€5 per year"; a rate that only one of them states may stand elsewhere. */
function ratesAgree({ per: said }: Amount, { per: held }: Amount): boolean {
  return (
    said.length === 0 ||
    held.length === 0 ||
    said.some((unit) => held.includes(unit)) ||
    !said.some(isUnit) ||
    !held.some(isUnit)
  );
}

function isUnit(rate: string): boolean {
  return /^[\d.]+ /.test(rate);
}

function offsetsAgree({ offset: said }: Amount, { offset: held }: Amount): boolean {
  return said === null || held === null || said === held;
}

function timeAgrees(said: TimeOfDay, held: Quantity): boolean {
  if (held.kind === 'amount') {
    if (held.end === null && held.bound === null) return false;
    return held.readings.some(
      ({ number, measure }) => measure === null && said.minutes.includes(number * 60),
    );
  }
  if (held.kind !== 'time') return false;
  const zones = said.zone === null || held.zone === null || said.zone === held.zone;
  return zones && said.minutes.some((minute) => held.minutes.includes(minute));
}

/** A claim may name "clause 4.2" where its quote names "4.2(b)". */
function labelAgrees(text: string, held: Quantity): boolean {
  const decade = /^(\d{3})0s$/.exec(text)?.[1];
  if (decade !== undefined && yearsNamed(held).some((year) => year.startsWith(decade))) return true;
  if (held.kind === 'label') return held.text === text || held.text.startsWith(`${text}(`);
  if (held.kind === 'ordinal') return String(held.value) === text;
  if (held.kind === 'date') return held.readings.some(({ year }) => String(year) === text);
  if (held.kind !== 'amount') return false;
  return held.readings.some(({ number, measure }) => measure === null && String(number) === text);
}

/** As four digits. */
function yearsNamed(held: Quantity): string[] {
  if (held.kind === 'date') return held.readings.flatMap(({ year }) => String(year ?? ''));
  if (held.kind !== 'amount') return [];
  const bare = held.readings.filter(({ measure, noun }) => measure === null && noun === null);
  return bare.map(({ number }) => String(number)).filter((digits) => digits.length === 4);
}

/** "From the fifth on" is what comes after four; "the 19th" may stand as a bare 19. */
function ordinalAgrees({ value, unit }: Ordinal, held: Quantity): boolean {
  if (held.kind === 'ordinal') {
    return held.value === value && (unit === null || held.unit === null || unit === held.unit);
  }
  if (held.kind === 'label') return held.text === String(value);
  if (held.kind === 'date') {
    return held.readings.some(({ day, quarter }) => day === value || quarter === value);
  }
  if (held.kind !== 'amount') return false;
  return held.readings.some(
    ({ number, measure }) =>
      (measure === null && (number === value || number === value - 1)) ||
      // "On the 30th day after" is 30 days after.
      (measure !== null && nameOf(measure) === unit && number === value),
  );
}
