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

/** A weekday by its name or by a capitalised short form, 0 for Monday; null for any other word. */
export function dayNamed(token: Token | undefined): number | null {
  if (token === undefined) return null;
  return fullDay(token) ?? (token.capital ? (SHORT.get(token.text) ?? null) : null);
}

/** A weekday by its whole name. */
export function fullDay({ text }: Token): number | null {
  const day = DAYS.indexOf(text.replace(/s$|['’]s$/, ''));
  return day < 0 ? null : day;
}
