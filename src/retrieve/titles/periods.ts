import { addDays, dayOf, monthEnd, weekdayOf } from './days.ts';

/** A stretch of days that a text names: both ends are of it. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly words: string;
  /** What stands before it: "before", "until", "since"; empty when nothing does. */
  readonly preposition: string;
  readonly start: number;
  readonly end: number;
}

type Days = Pick<Period, 'from' | 'to'>;

const MONTHS =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
/** How many days ahead "soon" is. */
export const SOON_DAYS = 31;

const MONTH = `(?:${MONTHS.join('|')})`;
const PREPOSITION =
  '(?:before|by|until|till|up to|since|from|after|beyond|past|longer than|on|in|at|over|during|within)';
/** A count of days from now: "the last fortnight", "within 3 weeks". */
const SPAN =
  '(?:last|past|next|coming) (?:(?:\\d+|few|couple of) )?(?:days?|weeks?|months?|fortnight)|(?<=\\bwithin (?:the )?)(?:(?:a|\\d+|few|next) )?(?:days?|weeks?|months?|fortnight)';
/** What is a time by itself. */
const DATE = `\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}(?: \\d{4})?|${MONTH} \\d{1,2}(?:st|nd|rd|th)?(?!\\d)(?:,? \\d{4})?`;
const RELATIVE =
  'this (?:month|week|weekend|year)|next (?:month|week|weekend|year)|today|tonight|tomorrow|soon|(?:coming|next) (?:days|weeks?|month)|end of (?:the |this )?(?:month|year)|(?:month|year) (?:is (?:out|over)|ends)';
const WEEKDAY = `(?:this |next )(?:${WEEKDAYS.join('|')})`;
/** What may as well be the subject of a story, and is a time after a preposition. */
const NAMED = `(?:(?:beginning|start|middle|end) of |early |late |mid-?)?${MONTH}(?: \\d{4})?|(?:${WEEKDAYS.join('|')})|christmas(?: (?:eve|day))?|boxing day|new year(?:'s(?: (?:eve|day))?)?`;
const PERIOD = new RegExp(
  `\\b(?:(?:(${PREPOSITION}) )?(?:the )?(${DATE}|${RELATIVE}|${SPAN}|${WEEKDAY})|(?<!\\b(?:set|takes? place|story) )(${PREPOSITION})(?: at least)? (?:the )?(${NAMED}))\\b`,
  'g',
);

/**
 * The periods that a text in plain words names, in its order.
 * @param past whether a month without a year is one that has been: what was added "in May"
 */
export function periodsIn(text: string, day: string, past: boolean): Period[] {
  return Array.from(text.matchAll(PERIOD), (match): Period => {
    const words = match[2] ?? match[4] ?? '';
    return {
      ...daysOf(words, day, past),
      words: match[0],
      preposition: match[1] ?? match[3] ?? '',
      start: match.index,
      end: match.index + match[0].length,
    };
  });
}

function daysOf(words: string, day: string, past: boolean): Days {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const iso = /^\d{4}-\d{2}-\d{2}$/.exec(words);
  if (iso !== null) return only(words);
  if (/^to(?:day|night)$/.test(words)) return only(day);
  if (words === 'tomorrow') return only(addDays(day, 1));
  if (/month (?:is|ends)|end of (?:the |this )?month/.test(words))
    return only(monthEnd(year, month));
  if (/year (?:is|ends)|end of (?:the |this )?year/.test(words)) return only(dayOf(year, 12, 31));
  if (words === 'last month')
    return { from: dayOf(year, month - 1, 1), to: monthEnd(year, month - 1) };
  if (words === 'this month') return { from: dayOf(year, month, 1), to: monthEnd(year, month) };
  if (words === 'next month')
    return { from: dayOf(year, month + 1, 1), to: monthEnd(year, month + 1) };
  if (words === 'this year') return { from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) };
  if (words === 'next year') return { from: dayOf(year + 1, 1, 1), to: dayOf(year + 1, 12, 31) };
  if (words === 'boxing day') return only(yearly(day, 12, 26, past));
  if (/^christmas/.test(words)) return only(yearly(day, 12, words.endsWith('eve') ? 24 : 25, past));
  if (words === "new year's eve") return only(yearly(day, 12, 31, past));
  if (/^new year/.test(words)) return only(yearly(day, 1, 1, past));
  return inMonth(words, day, past) ?? inWeek(words, day) ?? inSpan(words, day);
}

const UNIT_DAYS: readonly (readonly [RegExp, number])[] = [
  [/day/, 1],
  [/week/, 7],
  [/fortnight/, 14],
  [/month/, 30],
];

/** A count of days up to today, or from today on; "soon" when it counts nothing. */
function inSpan(words: string, day: string): Days {
  const unit = UNIT_DAYS.find(([pattern]) => pattern.test(words))?.[1];
  if (unit === undefined) return { from: day, to: addDays(day, SOON_DAYS) };
  const stated = /\d+/.exec(words)?.[0];
  const few = /days|few|couple/.test(words) ? (unit === 1 ? 7 : 2) : /weeks/.test(words) ? 2 : 1;
  const days = unit * (stated === undefined ? few : Number(stated));
  return /^(?:last|past)/.test(words)
    ? { from: addDays(day, -days), to: day }
    : { from: day, to: addDays(day, days) };
}

/** A month, a part of one, or a day of it; null when the words name none. */
function inMonth(words: string, day: string, past: boolean): Days | null {
  const month = MONTHS.findIndex((name) => words.includes(name)) + 1;
  if (month === 0) return null;
  const stated = /\d{4}/.exec(words)?.[0];
  const dayOfMonth = /(?<!\d)\d{1,2}(?!\d)/.exec(words)?.[0];
  if (dayOfMonth !== undefined) {
    const date = Number(dayOfMonth);
    return only(
      stated === undefined ? yearly(day, month, date, past) : dayOf(Number(stated), month, date),
    );
  }
  const year = stated === undefined ? yearOf(day, month, past) : Number(stated);
  if (/^(?:beginning|start)/.test(words)) return only(dayOf(year, month, 1));
  if (/^end/.test(words)) return only(monthEnd(year, month));
  return { from: dayOf(year, month, 1), to: monthEnd(year, month) };
}

/** A week, a weekend or a day of one; null when the words name none. */
function inWeek(words: string, day: string): Days | null {
  const toSunday = (7 - weekdayOf(day)) % 7;
  const weekday = WEEKDAYS.findIndex((name) => words.endsWith(name));
  if (weekday >= 0) return only(addDays(day, (weekday - weekdayOf(day) + 7) % 7 || 7));
  if (words === 'this weekend')
    return { from: addDays(day, Math.max(0, toSunday - 1)), to: addDays(day, toSunday) };
  if (words === 'next weekend')
    return { from: addDays(day, toSunday + 6), to: addDays(day, toSunday + 7) };
  if (words === 'this week') return { from: day, to: addDays(day, toSunday) };
  if (words === 'next week')
    return { from: addDays(day, toSunday + 1), to: addDays(day, toSunday + 7) };
  return null;
}

function only(day: string): Days {
  return { from: day, to: day };
}

/** The year of the next such month, this one too, or of the last one. */
function yearOf(day: string, month: number, past: boolean): number {
  const year = Number(day.slice(0, 4));
  const thisMonth = Number(day.slice(5, 7));
  if (past) return month <= thisMonth ? year : year - 1;
  return month >= thisMonth ? year : year + 1;
}

/** The next such day from `day` on, or the last one up to it. */
function yearly(day: string, month: number, dayOfMonth: number, past: boolean): string {
  const year = Number(day.slice(0, 4));
  const thisYear = dayOf(year, month, dayOfMonth);
  if (past) return thisYear <= day ? thisYear : dayOf(year - 1, month, dayOfMonth);
  return thisYear >= day ? thisYear : dayOf(year + 1, month, dayOfMonth);
}
