import type { Amount, DateParts, DateQuantity, Label, Quantity, Reading, Token } from './types.ts';

/*
 * What several quantities say together: "3 to 5 days" are two ends of one range and both count days, "1 to 5
 * March" are two dates, "Articles 12 and 13" two names, "3 h 30 min" one time.
 */

type Link = 'range' | 'list' | 'compound';

/** The same quantities with what they take from their neighbours, and sums of compound ones. */
export function joinQuantities(tokens: readonly Token[], read: readonly Quantity[]): Quantity[] {
  const joined = [...read];
  // From the end, since units and years stand behind the last of a row.
  for (let at = joined.length - 2; at >= 0; at--) {
    const [first, second] = [joined[at], joined[at + 1]];
    if (first === undefined || second === undefined) continue;
    const link = linkBetween(tokens, first, second);
    if (link === null) continue;
    [joined[at], joined[at + 1]] = linked(first, second, link);
  }
  for (let at = 0; at + 1 < joined.length; at++) {
    const [first, second] = [joined[at], joined[at + 1]];
    if (
      first?.kind === 'label' &&
      second?.kind === 'amount' &&
      linkBetween(tokens, first, second)
    ) {
      joined[at + 1] = alsoNamed(tokens, second, linkBetween(tokens, first, second) === 'range');
    }
  }
  return [...joined, ...sums(tokens, joined)];
}

function linkBetween(tokens: readonly Token[], first: Quantity, second: Quantity): Link | null {
  const gap = tokens.slice(first.to, Math.min(second.from, first.to + 3));
  if (second.from - first.to > 3 || gap.some(({ startsLine }) => startsLine)) return null;
  const words = gap
    .map(({ text }) => text)
    .filter((text) => !/^(?:[€$£¥]|eur|usd|gbp|chf|the)$/.test(text))
    .join(' ');
  if (/^(?:to|until|till|through|-|‐|‑|–|—|−|up to)$/.test(words)) return 'range';
  if (words === 'and up to') return 'range';
  if (words === 'and') return isBetween(tokens, first.from) ? 'range' : 'list';
  return /^(?:or|,|\/|, and|, or|and to)$/.test(words) ? 'list' : null;
}

function isBetween(tokens: readonly Token[], from: number): boolean {
  return tokens.slice(Math.max(0, from - 3), from).some(({ text }) => text === 'between');
}

function linked(first: Quantity, second: Quantity, link: Link): [Quantity, Quantity] {
  if (second.kind === 'date') {
    const from = first.kind === 'date' ? withYear(first, second) : (dayOf(first, second) ?? first);
    if (from.kind !== 'date' || link === 'list') return [from, second];
    return [
      { ...from, end: 'low' },
      { ...second, end: 'high' },
    ];
  }
  if (first.kind === 'date' && second.kind === 'amount')
    return [first, dayBehind(first, second) ?? second];
  if (first.kind === 'amount' && second.kind === 'time')
    return [hourOf(first, second.minutes) ?? first, second];
  if (first.kind !== 'amount' || second.kind !== 'amount') return [first, second];
  const [from, to] = [takesUnit(first, second), takesUnit(second, first)];
  if (link === 'list') return [from, second];
  return [
    { ...from, end: 'low', bound: null },
    { ...to, end: 'high', bound: null },
  ];
}

/** A bare number of a row may count what another of the row counts: "3 to 5 days", "€5 to 10". */
function takesUnit(amount: Amount, other: Amount): Amount {
  const bare = amount.readings.every(({ measure, noun }) => measure === null && noun === null);
  const { readings } = other;
  const measured = readings.filter(({ measure, noun }) => measure !== null || noun !== null);
  if (!bare || measured.length === 0) return amount;
  const taken = amount.readings.flatMap(({ number }) =>
    measured.map(({ measure, noun }): Reading => ({ number, measure, noun })),
  );
  return { ...amount, readings: taken, per: other.per };
}

/** "1 March to 5 April 2026": both are of 2026. */
function withYear(first: DateQuantity, { readings: [last] }: DateQuantity): DateQuantity {
  const year = last?.year;
  if (year === undefined || last?.month === undefined) return first;
  return { ...first, readings: first.readings.map((parts) => ({ year, ...parts })) };
}

/** "1 to 5 March 2026": the 1 is a date. */
function dayOf(first: Quantity, { readings }: DateQuantity): DateQuantity | null {
  const day =
    first.kind === 'amount' ? wholeDay(first) : first.kind === 'ordinal' ? first.value : null;
  const [last] = readings;
  if (day === null || last?.day === undefined) return null;
  return dateOf(first, { ...last, day });
}

/** "March 1 to 5": the 5 is a date. */
function dayBehind({ readings: [parts] }: DateQuantity, amount: Amount): DateQuantity | null {
  const day = wholeDay(amount);
  if (day === null || parts?.day === undefined || parts.month === undefined) return null;
  return parts.year === undefined ? dateOf(amount, { ...parts, day }) : null;
}

function wholeDay({ readings }: Amount): number | null {
  const [reading] = readings;
  const bare = reading?.measure === null && reading.noun === null;
  return bare && Number.isInteger(reading.number) && reading.number >= 1 && reading.number <= 31
    ? reading.number
    : null;
}

function dateOf({ from, to }: Quantity, parts: DateParts): DateQuantity {
  return { kind: 'date', from, to, readings: [parts], bound: null, cutoff: null, end: null };
}

/** "9 to 11 am": the 9 is a time too. */
function hourOf(amount: Amount, minutes: readonly number[]): Quantity | null {
  const hour = amount.readings[0]?.number ?? -1;
  const bare = amount.readings.every(({ measure, noun }) => measure === null && noun === null);
  if (!bare || !Number.isInteger(hour) || hour < 0 || hour > 24 || minutes.length > 1) return null;
  const both = hour <= 12 ? [hour * 60, ((hour + 12) % 24) * 60] : [hour * 60];
  return { kind: 'time', from: amount.from, to: amount.to, minutes: both, zone: null };
}

/**
 * "Articles 12 and 13": the 13 is a name, as long as nothing is counted with it. Behind "Articles 12 to 13" no
 * noun is: "reaches" is a verb.
 */
function alsoNamed(tokens: readonly Token[], amount: Amount, inRange: boolean): Quantity {
  const text = tokens[amount.from]?.text ?? '';
  const counts = amount.readings.some(
    ({ measure, noun }) => measure !== null || (noun !== null && !inRange),
  );
  const to = amount.from + 1;
  const name: Label = { kind: 'label', from: amount.from, to, text };
  return !counts && (inRange || amount.to === to) ? name : amount;
}

/** "3 h 30 min", "two hours and twenty minutes", "5 ft 10 in": one amount of two units, beside its parts. */
function sums(tokens: readonly Token[], quantities: readonly Quantity[]): Amount[] {
  return quantities.flatMap((first, at) => {
    const second = quantities[at + 1];
    if (first.kind !== 'amount' || second?.kind !== 'amount') return [];
    const gap = tokens
      .slice(first.to, second.from)
      .map(({ text }) => text)
      .join(' ');
    const [big, small] = [first.readings[0], second.readings[0]];
    if (!/^(?:and|,|, and|)$/.test(gap) || second.from - first.to > 2) return [];
    if (!big?.measure || !small?.measure || big.measure.base !== small.measure.base) return [];
    const [bigFactor = 1, smallFactor = 1] = [big.measure.factors[0], small.measure.factors[0]];
    if (bigFactor <= smallFactor || small.number * smallFactor >= bigFactor) return [];
    const number = big.number + (small.number * smallFactor) / bigFactor;
    const readings = [{ number, measure: big.measure, noun: null }];
    return [{ ...first, to: second.to, readings, implied: true }];
  });
}
