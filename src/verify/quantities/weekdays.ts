import { wordsAt } from './tokens.ts';
import type { ReadText } from './read.ts';
import type { Token } from './types.ts';

const DAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
/** "Sun" and "Sat" are words too: these lend days and ask for none. */
const SHORT = new Map([
  ...DAYS.map((day, i) => [day.slice(0, 3), i] as const),
  ['tues', 1],
  ['thu', 3],
  ['thur', 3],
  ['thurs', 3],
]);
const WORKING_DAYS = [0, 1, 2, 3, 4];
const WEEKEND = [5, 6];
const MS_PER_DAY = 86_400_000;

/** Whether the quotes name each weekday that the claim names, by name, in a row of days, or as a date. */
export function daysSupported(said: ReadText, held: ReadText): boolean {
  const wanted = said.tokens.flatMap((token) => fullDay(token) ?? []);
  if (wanted.length === 0) return true;
  const given = new Set([...daysOf(held.tokens), ...datedDays(held)]);
  return wanted.every((day) => given.has(day));
}

function daysOf(tokens: readonly Token[]): number[] {
  return tokens.flatMap((token, at) => {
    if (/^(?:weekdays?)$/.test(token.text)) return WORKING_DAYS;
    if (/^(?:working|business)$/.test(token.text) && /^days?$/.test(tokens[at + 1]?.text ?? '')) {
      return WORKING_DAYS;
    }
    if (/^weekends?$/.test(token.text)) return WEEKEND;
    if (token.text === 'daily' || wordsAt(tokens, at, 'every', 'day')) {
      return [...WORKING_DAYS, ...WEEKEND];
    }
    const first = dayNamed(token);
    if (first === null) return [];
    const next = tokens[at + 1]?.text === '.' ? at + 2 : at + 1;
    const linked = /^(?:to|until|till|through|-|‐|‑|–|—)$/.test(tokens[next]?.text ?? '');
    const last = linked ? dayNamed(tokens[next + 1]) : null;
    return last === null ? [first] : row(first, last);
  });
}

function row(first: number, last: number): number[] {
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, i) => (first + i) % 7);
}

export function dayNamed(token: Token | undefined): number | null {
  if (token === undefined) return null;
  return fullDay(token) ?? (token.capital ? (SHORT.get(token.text) ?? null) : null);
}

function fullDay({ text }: Token): number | null {
  const day = DAYS.indexOf(text.replace(/s$|['’]s$/, ''));
  return day < 0 ? null : day;
}

/** The weekdays that full dates fall on. */
function datedDays({ quantities }: ReadText): number[] {
  return quantities.flatMap((quantity) => {
    if (quantity.kind !== 'date') return [];
    return quantity.readings.flatMap(({ year, month, day }) => {
      if (year === undefined || month === undefined || day === undefined) return [];
      // 1 January 1970 was a Thursday.
      const days = Math.round(Date.UTC(year, month - 1, day) / MS_PER_DAY);
      return [(((days + 3) % 7) + 7) % 7];
    });
  });
}
