import type { Catalogue } from './catalogue.ts';
import type { Reader } from './reader.ts';
import type { FieldTest, TitleCondition } from './types.ts';

/* When titles can be seen: what leaves, what is new, what is still there on a day. Days are YYYY-MM-DD, in UTC. */

const MONTHS =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const DAY_MS = 86_400_000;

interface Period {
  readonly from: string;
  readonly to: string;
}

const PERIOD = `(?:this (?:month|week|weekend|year)|next (?:month|week|weekend|year)|today|tonight|tomorrow|soon|the (?:coming|next) (?:days|weeks?|month)|(?:the )?end of (?:the |this )?(?:month|year)|(?:early |late |mid-?)?(?:${MONTHS.join('|')})(?: \\d{4})?|the new year|christmas|new year)`;
const LEAVING =
  /\b(?:leav(?:e|es|ing)|left|expir\w*|disappear\w*|go(?:es|ing)? (?:away|off)|runs? out|running out|last chance|(?:is|are|about to be) (?:gone|removed|taken (?:down|off))|ends?|ending|before (?:it|they) (?:goes?|leaves?|disappears?|is gone|are gone|vanish\w*)|(?:won't|not) be (?:there|available|around)|catch before)\b/;
const ARRIVED =
  /\b(?:(?:newly|just|recently) (?:added|arrived|in)|new arrivals?|(?:was|were|been|got) added|what(?:'s| is) new|anything new|added|new in the (?:library|catalogue|collection)|arrived)\b/;
const COMING =
  /\b(?:com(?:es|ing) (?:in|to|up|soon|next)?|start(?:s|ing)|will be added|arriv(?:es|ing)|upcoming)\b/;

/** How many days back is "new", and ahead "soon". */
const NEW_DAYS = 31;
const SOON_DAYS = 31;

/** What the availability fields must say; without a word of it, that the title can be seen on `day`. */
export function readAvailability(
  reader: Reader,
  catalogue: Catalogue,
  day: string,
): TitleCondition[] {
  const [from] = catalogue.fieldsOf('availableFrom');
  const [until] = catalogue.fieldsOf('availableUntil');
  const tests = (words: string, field: string | undefined, anyOf: FieldTest['is'][]) =>
    field === undefined
      ? []
      : [{ words, anyOf: anyOf.map((is) => ({ field, is })), exclude: false }];
  const seenOn = (words: string, on: string): TitleCondition[] => [
    ...tests(words, from, [{ lte: on }, null]),
    ...tests(words, until, [{ gte: on }, null]),
  ];
  const leaving = reader.take(LEAVING);
  const period = readPeriod(reader, day);
  if (leaving !== null) {
    const { from: start, to } = period ?? { from: day, to: addDays(day, SOON_DAYS) };
    const words = [leaving[0], period?.words ?? ''].join(' ').trim();
    const denied = /\b(?:not|n't|isn't|aren't|won't|doesn't|don't)\s+(?:\w+\s+)?$/.test(
      reader.text.slice(0, leaving.index),
    );
    if (denied) return [...seenOn('', day), ...tests(words, until, [{ gt: to }, null])];
    return [...seenOn('', day), ...tests(words, until, [{ gte: later(start, day), lte: to }])];
  }
  const arrived = reader.take(ARRIVED);
  if (arrived !== null) {
    const start = period !== null && period.from <= day ? period.from : addDays(day, -NEW_DAYS);
    const words = [arrived[0], period?.words ?? ''].join(' ').trim();
    return [...seenOn('', day), ...tests(words, from, [{ gte: start, lte: day }])];
  }
  const coming = period !== null && period.to > day ? reader.take(COMING) : null;
  if (coming !== null && period !== null) {
    return tests(`${coming[0]} ${period.words}`, from, [
      { gt: day, lte: period.to, gte: period.from },
    ]);
  }
  if (period !== null && period.from > day) return seenOn(period.words, period.from);
  return seenOn('', day);
}

function readPeriod(reader: Reader, day: string): (Period & { words: string }) | null {
  const dated = reader.take(
    new RegExp(
      `\\b(?:on |until |till |by |before |after )?(?:the )?(?:(\\d{4})-(\\d{2})-(\\d{2})|(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTHS.join('|')})(?: (\\d{4}))?|(${MONTHS.join('|')}) (\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,? (\\d{4}))?)`,
    ),
  );
  if (dated !== null) {
    const [words, y, m, d, dayFirst, monthAfter, yearAfter, monthFirst, dayAfter, yearLast] = dated;
    if (y !== undefined) return { words, from: `${y}-${m}-${d}`, to: `${y}-${m}-${d}` };
    const month = MONTHS.indexOf(monthAfter ?? monthFirst ?? '') + 1;
    const on = dateOf(day, month, Number(dayFirst ?? dayAfter), yearAfter ?? yearLast);
    return { words, from: on, to: on };
  }
  const weekday = reader.take(new RegExp(`\\b(?:on|this|next|by) (${WEEKDAYS.join('|')})\\b`));
  if (weekday !== null) {
    const ahead = (WEEKDAYS.indexOf(weekday[1] ?? '') - weekdayOf(day) + 7) % 7;
    const on = addDays(day, ahead);
    return { words: weekday[0], from: on, to: on };
  }
  const match = reader.take(new RegExp(`\\b${PERIOD}\\b`));
  return match === null ? null : { words: match[0], ...periodOf(match[0], day) };
}

function periodOf(words: string, day: string): Period {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const toSunday = (7 - weekdayOf(day)) % 7;
  if (/today|tonight/.test(words)) return { from: day, to: day };
  if (words === 'tomorrow') return { from: addDays(day, 1), to: addDays(day, 1) };
  if (/^(?:this weekend)/.test(words))
    return { from: addDays(day, Math.max(0, toSunday - 1)), to: addDays(day, toSunday) };
  if (words === 'next weekend')
    return { from: addDays(day, toSunday + 6), to: addDays(day, toSunday + 7) };
  if (words === 'this week') return { from: day, to: addDays(day, toSunday) };
  if (words === 'next week')
    return { from: addDays(day, toSunday + 1), to: addDays(day, toSunday + 7) };
  if (/(?:coming|next) days/.test(words)) return { from: day, to: addDays(day, 7) };
  if (/(?:coming|next) week/.test(words)) return { from: day, to: addDays(day, 14) };
  if (words === 'this month' || /end of (?:the |this )?month/.test(words))
    return { from: `${day.slice(0, 7)}-01`, to: monthEnd(year, month) };
  if (words === 'next month') return monthPeriod(year, month + 1);
  if (words === 'this year' || /end of (?:the |this )?year/.test(words))
    return { from: `${year}-01-01`, to: `${year}-12-31` };
  if (words === 'next year') return { from: `${year + 1}-01-01`, to: `${year + 1}-12-31` };
  if (/new year/.test(words)) return { from: `${year + 1}-01-01`, to: `${year + 1}-01-01` };
  if (words === 'christmas') return { from: dateOf(day, 12, 25), to: dateOf(day, 12, 25) };
  const named = MONTHS.findIndex((name) => words.includes(name)) + 1;
  if (named > 0) {
    const stated = /\d{4}/.exec(words)?.[0];
    return monthPeriod(
      stated === undefined ? (named < month ? year + 1 : year) : Number(stated),
      named,
    );
  }
  return { from: day, to: addDays(day, SOON_DAYS) };
}

/** The next such day from `day` on, unless a year is stated. */
function dateOf(day: string, month: number, dayOfMonth: number, year?: string): string {
  const on = (of: number): string =>
    new Date(Date.UTC(of, month - 1, dayOfMonth)).toISOString().slice(0, 10);
  if (year !== undefined) return on(Number(year));
  const thisYear = on(Number(day.slice(0, 4)));
  return thisYear >= day ? thisYear : on(Number(day.slice(0, 4)) + 1);
}

function monthPeriod(year: number, month: number): Period {
  return {
    from: new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10),
    to: monthEnd(year, month),
  };
}

function monthEnd(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function weekdayOf(day: string): number {
  return new Date(day).getUTCDay();
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
