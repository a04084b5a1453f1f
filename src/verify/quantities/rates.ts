import { measuresNamed } from './measures.ts';
import type { ReadText } from './read.ts';
import type { Quantity } from './types.ts';
import { nameOf, rateAt } from './units.ts';

/**
 * Whether the quotes name each unit that the claim gives something by: "per month", "every mile", "annual".
 * They may do so in another way ("monthly", "in any 12 months" for "per year").
 */
export function ratesSupported(said: ReadText, held: ReadText): boolean {
  const wanted = ratesOf(said);
  // "30 June" without a year comes each year.
  if (held.quantities.some(isYearly)) wanted.delete(YEAR);
  if (wanted.size === 0) return true;
  const named = unitsNamed(held);
  return [...wanted].every((unit) => named.has(unit));
}

const YEAR = '12 month';

function isYearly(quantity: Quantity): boolean {
  if (quantity.kind !== 'date') return false;
  return quantity.readings.some(({ year, month }) => year === undefined && month !== undefined);
}

function ratesOf({ tokens, quantities }: ReadText): Set<string> {
  const amounts = quantities.filter((quantity) => quantity.kind === 'amount');
  // "An hour and 28 minutes" are no rate.
  const counted = amounts.filter(
    (one) =>
      !one.implied ||
      amounts.some((part) => part !== one && one.from <= part.from && part.to <= one.to),
  );
  const rates = tokens.flatMap(({ text }, at) => {
    const loose = /^an?$/.test(text) && !LENGTH.test(tokens[at + 1]?.text ?? '');
    const within = counted.some(({ from, to }) => from <= at && at < to);
    const rate = loose || within ? null : rateAt(tokens, at);
    return rate === null ? [] : [rate.unit];
  });
  return new Set([...rates, ...amounts.flatMap(({ per }) => per)].filter(isUnit));
}

/** "A minute" and "a second" may be meant loosely, "a month" is not. */
const LENGTH = /^(?:hour|day|week|month|year)$/;

/** Units that stand without a number, and lengths that come to one unit: 12 months are a year. */
function unitsNamed({ tokens, quantities }: ReadText): Set<string> {
  const bare = tokens.flatMap(({ text }, at) => {
    const rate = rateAt(tokens, at);
    const named = tokens[at - 1]?.kind === 'number' ? [] : measuresNamed(text).map(nameOf);
    return rate === null ? named : [rate.unit, ...named];
  });
  const lengths = quantities.flatMap((quantity) =>
    quantity.kind === 'amount'
      ? quantity.readings.flatMap(({ number, measure }) =>
          measure === null ? [] : [`${number * (measure.factors[0] ?? 1)} ${measure.base}`],
        )
      : [],
  );
  return new Set([...bare, ...lengths.filter((length) => !length.startsWith('1 '))]);
}

/** A rate by a unit; by money or a noun ("per cent", "per rider") it is none. */
function isUnit(rate: string): boolean {
  const base = /^[\d.]+ (.*)$/.exec(rate)?.[1];
  const dimension = base === undefined ? undefined : measuresNamed(base)[0]?.dimension;
  return dimension !== undefined && dimension !== 'money' && dimension !== 'share';
}
