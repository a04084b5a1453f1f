import { wordsAt } from './tokens.ts';
import type { ReadText } from './read.ts';
import { DAY_LABEL, bindingOf } from './binding.ts';
import { dayNamed, fullDay } from './weekday-names.ts';
import type { Label, Quantity, Token } from './types.ts';

const WORKING_DAYS = [0, 1, 2, 3, 4];
const WEEKEND = [5, 6];
const MS_PER_DAY = 86_400_000;

/** Days that stand together: "Tuesday", "Mon-Fri", "at weekends". */
interface Days {
  readonly from: number;
  readonly to: number;
  readonly days: readonly number[];
  /** Whether it asks for its days in a claim. */
  readonly named: boolean;
  /** "At weekends" may be said of one of its days. */
  readonly loose: boolean;
  readonly side: 'up' | 'down' | null;
}

/**
 * Whether the quotes name each weekday that the claim names, by name, in a row of days, or as a date; for the
 * same thing, as far as the words around tell; and not "until Friday" where the claim has "from Friday".
 */
export function daysSupported(said: ReadText, held: ReadText): boolean {
  const wanted = daysOf(said.tokens).filter(({ named }) => named);
  if (wanted.length === 0) return true;
  const given = daysOf(held.tokens);
  if (isClosing(said) && !isClosing(held)) {
    return wanted.every(({ days }) => given.every((other) => !overlaps(days, other.days)));
  }
  const dated = datedDays(held);
  return wanted.every((days) => {
    const agrees = (other: Days): boolean => overlaps(days.days, other.days);
    if (overlaps(days.days, dated)) return true;
    const same = given.filter(agrees);
    const whole = same.flatMap((other) => other.days);
    if (!days.loose && !days.days.every((day) => whole.includes(day))) return false;
    const sides = same.some(
      ({ side }) => side === null || days.side === null || side === days.side,
    );
    return sides && !isElsewhere(days, said, held);
  });
}

/** "Shut on Sundays", "each day except Sunday" may follow from the days on which it is open. */
function isClosing({ tokens }: ReadText): boolean {
  return tokens.some(
    ({ text }, at) =>
      text === 'except' ||
      // "Closed at 5" is open before.
      (/^(?:closed|shut)$/.test(text) &&
        !(tokens[at + 1]?.text === 'at' && tokens[at + 2]?.kind === 'number')),
  );
}

function overlaps(wanted: readonly number[], given: readonly number[]): boolean {
  return wanted.some((day) => given.includes(day));
}

function isElsewhere(days: Days, said: ReadText, held: ReadText): boolean {
  const mark = (text: ReadText): ReadText => {
    const labels = daysOf(text.tokens).map(({ from, to, days: [...all] }): Label => {
      return { kind: 'label', from, to, text: `${DAY_LABEL}${all.join('')}` };
    });
    return { tokens: text.tokens, quantities: [...text.quantities, ...labels].sort(byPlace) };
  };
  const [claim, quotes] = [mark(said), mark(held)];
  const label = claim.quantities.find(({ kind, from }) => kind === 'label' && from === days.from);
  if (label === undefined) return false;
  return bindingOf(claim, quotes)(label, (other) => {
    return other.kind === 'label' && days.days.some((day) => other.text.includes(String(day)));
  });
}

function byPlace(a: Quantity, b: Quantity): number {
  return a.from - b.from;
}

function daysOf(tokens: readonly Token[]): Days[] {
  const found: Days[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const days = daysAt(tokens, at);
    if (days === null) continue;
    found.push(days);
    at = days.to - 1;
  }
  return found;
}

function daysAt(tokens: readonly Token[], at: number): Days | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const side = sideBefore(tokens, at);
  const all = (to: number, days: readonly number[], named: boolean): Days => {
    return { from: at, to, days, named, loose: days.length > 1, side };
  };
  if (/^weekdays?$/.test(token.text)) return all(at + 1, WORKING_DAYS, true);
  if (/^weekends?$/.test(token.text)) return all(at + 1, WEEKEND, true);
  if (/^(?:working|business)$/.test(token.text) && /^days?$/.test(tokens[at + 1]?.text ?? '')) {
    return all(at + 2, WORKING_DAYS, false);
  }
  if (token.text === 'daily' || wordsAt(tokens, at, 'every', 'day')) {
    return all(at + 1, [...WORKING_DAYS, ...WEEKEND], false);
  }
  const first = dayNamed(token);
  if (first === null) return null;
  const next = tokens[at + 1]?.text === '.' ? at + 2 : at + 1;
  const linked = /^(?:to|until|till|through|-|‐|‑|–|—)$/.test(tokens[next]?.text ?? '');
  const last = linked ? dayNamed(tokens[next + 1]) : null;
  if (last === null) return all(at + 1, [first], fullDay(token) !== null);
  return { ...all(next + 2, row(first, last), fullDay(token) !== null), loose: false, side: null };
}

function sideBefore(tokens: readonly Token[], at: number): 'up' | 'down' | null {
  const before = tokens[at - 1]?.text ?? '';
  if (/^(?:from|since|after)$/.test(before)) return 'up';
  return /^(?:until|till|by|before|through)$/.test(before) ? 'down' : null;
}

function row(first: number, last: number): number[] {
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, i) => (first + i) % 7);
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
