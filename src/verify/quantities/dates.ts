import { measuresNamed } from './measures.ts';
import { plainNumber, wordsAt } from './tokens.ts';
import type { DateParts, Token } from './types.ts';

/** A date as it was read from tokens: `to` is the index behind its last. */
export interface ReadDate {
  readonly to: number;
  readonly readings: readonly DateParts[];
}

const MONTHS =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const MONTH_NUMBERS = new Map(
  MONTHS.flatMap((name, i) => [
    [name, i + 1],
    [name.slice(0, 3), i + 1],
  ]),
);
MONTH_NUMBERS.set('sept', 9);
/** After these, "May" and "March" are months and "2026" is a year. */
const DATE_WORDS = new Set(
  `in of since until till by before after from to during through between early mid late every each next last
  this year season spring summer autumn winter fall ending end beginning start and or around circa`.split(
    /\s+/,
  ),
);
const QUARTERS = new Map([
  ['first', 1],
  ['1st', 1],
  ['second', 2],
  ['2nd', 2],
  ['third', 3],
  ['3rd', 3],
  ['fourth', 4],
  ['4th', 4],
]);

/** The date that begins at a token, in any of the usual forms; null when there is none. */
export function readDate(tokens: readonly Token[], at: number): ReadDate | null {
  return (
    readNumeric(tokens, at) ??
    readDayFirst(tokens, at) ??
    readMonthFirst(tokens, at) ??
    readQuarter(tokens, at) ??
    readYear(tokens, at)
  );
}

/** 2026-03-01, 2026-03, 1/3/2026, 03.01.2026. */
function readNumeric(tokens: readonly Token[], at: number): ReadDate | null {
  const token = tokens[at];
  if (token?.kind !== 'number') return null;
  if (token.text.includes('.')) {
    const parts = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/.exec(token.text);
    return parts && dated(at + 1, dayMonthYear(parts[1], parts[2], parts[3]));
  }
  const mark = tokens[at + 1];
  if (mark === undefined || mark.spaced || !/^[-/‐‑.]$/.test(mark.text)) return null;
  const [first, second, third] = [at, at + 2, at + 4].map((i) => numeralAt(tokens, i, at));
  const whole = tokens[at + 3]?.text === mark.text && third !== undefined;
  if (first?.length === 4 && second?.length === 2) {
    const month = Number(second);
    const day = whole && third.length <= 2 ? Number(third) : undefined;
    if (!isMonth(month) || mark.text === '/')
      return whole && isMonth(month)
        ? dated(at + 5, [{ year: Number(first), month, day: Number(third) }])
        : null;
    return dated(at + (day === undefined ? 3 : 5), [partsOf(Number(first), month, day)]);
  }
  if (!whole || (third.length !== 4 && third.length !== 2)) return null;
  return dated(at + 5, [
    ...dayMonthYear(first, second, third),
    ...dayMonthYear(second, first, third),
  ]);
}

function numeralAt(tokens: readonly Token[], at: number, from: number): string | undefined {
  const token = tokens[at];
  const joined = token?.kind === 'number' && (at === from || !token.spaced);
  return joined && /^\d{1,4}$/.test(token.text) ? token.text : undefined;
}

function dayMonthYear(day = '', month = '', year = ''): DateParts[] {
  const [d, m, y] = [Number(day), Number(month), Number(year)];
  if (!isDay(d) || !isMonth(m)) return [];
  return [{ day: d, month: m, year: year.length === 2 ? 2000 + y : y }];
}

/** 1 March 2026, 1st of March. */
function readDayFirst(tokens: readonly Token[], at: number): ReadDate | null {
  const day = readDay(tokens, at);
  if (day === null) return null;
  const of = tokens[day.to]?.text === 'of' || tokens[day.to]?.text === '-' ? 1 : 0;
  const month = MONTH_NUMBERS.get(tokens[day.to + of]?.text ?? '');
  if (month === undefined) return null;
  const date = withYear(tokens, day.to + of + 1, { month, day: day.value });
  return isVerb(tokens[day.to + of], date) ? null : date;
}

/** March 1st, 2026; March the 1st; Mar 2026; in March. */
function readMonthFirst(tokens: readonly Token[], at: number): ReadDate | null {
  const name = tokens[at];
  const month = MONTH_NUMBERS.get(name?.text ?? '');
  if (name === undefined || month === undefined) return null;
  const dotted = tokens[at + 1]?.text === '.' && name.text.length < 5 ? 1 : 0;
  const next = at + 1 + dotted;
  const day = readDay(tokens, wordsAt(tokens, next, 'the') ? next + 1 : next);
  const hour =
    day !== null &&
    /^[:.]$/.test(tokens[day.to]?.text ?? '') &&
    tokens[day.to + 1]?.kind === 'number' &&
    tokens[day.to + 1]?.spaced === false;
  if (day !== null && !hour) {
    const date = withYear(tokens, day.to, { month, day: day.value });
    return isVerb(name, date) ? null : date;
  }
  const edge = edgeBefore(tokens, at);
  const dated = withYear(tokens, next, edge === null ? { month } : { month, edge });
  if (dated.readings[0]?.year !== undefined) return dated;
  if (!name.capital || (name.text.length < 4 && name.text !== 'may')) return null;
  const before = tokens[at - 1]?.text ?? '';
  const verbal = name.text === 'may' || name.text === 'march';
  return !verbal || (DATE_WORDS.has(before) && !tokens[at]?.startsLine) ? dated : null;
}

type Edge = NonNullable<DateParts['edge']>;
const EDGES = new Map<string, Edge>([
  ['end', 'end'],
  ['start', 'start'],
  ['beginning', 'start'],
  ['middle', 'middle'],
]);

/** "The end of March", "mid-March". */
function edgeBefore(tokens: readonly Token[], at: number): Edge | null {
  const before = tokens[at - 1]?.text;
  if (before === 'mid' || (before === '-' && tokens[at - 2]?.text === 'mid')) return 'middle';
  return before === 'of' ? (EDGES.get(tokens[at - 2]?.text ?? '') ?? null) : null;
}

/** "Up to 5 may apply", "they march 5 miles". */
function isVerb(name: Token | undefined, { readings: [parts] }: ReadDate): boolean {
  const verbal = name?.text === 'may' || name?.text === 'march';
  return verbal && !name.capital && parts?.year === undefined;
}

function withYear(tokens: readonly Token[], at: number, parts: DateParts): ReadDate {
  const skip =
    wordsAt(tokens, at, ',') || wordsAt(tokens, at, 'of') || wordsAt(tokens, at, '.') ? 1 : 0;
  const year = yearAt(tokens, at + skip);
  return year === null
    ? { to: at, readings: [parts] }
    : { to: at + skip + 1, readings: [{ ...parts, year }] };
}

/** Q1 2026, the first quarter of 2026. */
function readQuarter(tokens: readonly Token[], at: number): ReadDate | null {
  const named = /^q([1-4])$/.exec(tokens[at]?.text ?? '')?.[1];
  if (named !== undefined) return withYear(tokens, at + 1, { quarter: Number(named) });
  const quarter = QUARTERS.get(tokens[at]?.text ?? '');
  if (quarter === undefined || !wordsAt(tokens, at + 1, 'quarter', 'of')) return null;
  const dated = withYear(tokens, at + 2, { quarter });
  return dated.readings[0]?.year === undefined ? null : dated;
}

/** A year is a date behind a word that says so; anywhere else it may be a number too. */
function readYear(tokens: readonly Token[], at: number): ReadDate | null {
  const year = yearAt(tokens, at);
  if (year === null || !DATE_WORDS.has(tokens[at - 1]?.text ?? '')) return null;
  return { to: at + 1, readings: [{ year }] };
}

function yearAt(tokens: readonly Token[], at: number): number | null {
  const year = plainNumber(tokens[at]);
  const behind = tokens[at + 1];
  if (year === null || tokens[at]?.text.length !== 4 || year < 1500 || year > 2199) return null;
  // "By 2000 EUR", "of 2000 m".
  return behind?.kind === 'word' && measuresNamed(behind.text).length > 0 ? null : year;
}

function readDay(tokens: readonly Token[], at: number): { to: number; value: number } | null {
  const value = plainNumber(tokens[at]);
  if (value === null || !isDay(value)) return null;
  const suffix = tokens[at + 1];
  const ordinal = suffix !== undefined && !suffix.spaced && /^(?:st|nd|rd|th)$/.test(suffix.text);
  return { to: at + (ordinal ? 2 : 1), value };
}

function dated(to: number, readings: readonly DateParts[]): ReadDate | null {
  return readings.length === 0 ? null : { to, readings };
}

function partsOf(year: number, month: number, day: number | undefined): DateParts {
  return day === undefined ? { year, month } : { year, month, day };
}

function isDay(value: number): boolean {
  return value >= 1 && value <= 31;
}

function isMonth(value: number): boolean {
  return value >= 1 && value <= 12;
}
