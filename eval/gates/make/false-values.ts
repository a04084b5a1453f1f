import { DAY_MONTH, ISO_DATE, MONTHS } from './dates.ts';
import { COUNTED, inWords, SMALL_NUMBERS } from './number-words.ts';
import { OTHER_RANGE } from './ranges.ts';
import type { Rewording } from './rewording.ts';
import { pick, replaceOne } from './text.ts';

/* One value of a claim is changed, the rest of it left as it is. */

const YEAR_OR_DAY = `(?: (?:${MONTHS.map((month) => month.slice(0, 3)).join('|')}))`;
/** No part of a date, a time, a clause's number or a name. */
const PLAIN_NUMBER = new RegExp(
  `(?<![\\p{L}\\d.,:/§()+-]|(?:${MONTHS.join('|')}|Pack|Article|Articles|clause|clauses|Part|Annex|Schedule|Order|Regulation|in|since|from|until|of|by|to) )\\d[\\d,]*(?:\\.\\d+)?(?![\\d:/-]|[.,]\\d|\\p{L}|st\\b|nd\\b|rd\\b|th\\b|${YEAR_OR_DAY})`,
  'u',
);

const NUMBER: Rewording = (claim, random) => {
  const words = new RegExp(
    `\\b(${[...SMALL_NUMBERS.keys()].join('|')})(?= (?:${COUNTED})\\b)`,
    'i',
  );
  const inDigits = (): string | null =>
    replaceOne(claim, PLAIN_NUMBER, random, ([digits]) => otherNumber(digits, random));
  const spelt = (): string | null =>
    replaceOne(claim, words, random, ([word]) => {
      const value = SMALL_NUMBERS.get(word.toLowerCase()) ?? 2;
      const other =
        pick([value + 1, value * 2, value === 2 ? 3 : value - 1, value + 5], random) ?? 3;
      const put = inWords(other);
      return /^[A-Z]/.test(word) ? put.charAt(0).toUpperCase() + put.slice(1) : put;
    });
  return random() < 0.7 ? (inDigits() ?? spelt()) : (spelt() ?? inDigits());
};

/** One off, ten times as much, one digit another, or half; commas and decimals as before. */
function otherNumber(digits: string, random: () => number): string | null {
  const value = Number(digits.replaceAll(',', ''));
  if (!Number.isFinite(value) || value === 0) return null;
  const decimals = /\.(\d+)$/.exec(digits)?.[1]?.length ?? 0;
  const at = Math.floor(random() * digits.length);
  const one = digits.charAt(at);
  const otherDigit = /\d/.test(one)
    ? digits.slice(0, at) + String((Number(one) % 9) + 1) + digits.slice(at + 1)
    : digits;
  const formatted = (other: number): string => {
    const text = other.toFixed(decimals);
    return digits.includes(',') ? Number(text).toLocaleString('en-GB') : text;
  };
  const others = [
    formatted(value + 1),
    formatted(value * 10),
    otherDigit,
    ...(value > 2 ? [formatted(value - 1)] : []),
    ...(value >= 10 && value % 2 === 0 ? [formatted(value / 2)] : []),
  ].filter((other) => Number(other.replaceAll(',', '')) !== value);
  return pick(others, random) ?? null;
}

const otherMonth = (month: string, random: () => number): string =>
  pick(
    MONTHS.filter((one) => one !== month),
    random,
  ) ?? '';

/** Day, month or year, of a date in any of its forms. */
const DATE: Rewording = (claim, random) => {
  const day = (text: string): string => {
    const value = Number(text);
    return String(
      value >= 28 ? value - 1 - Math.floor(random() * 9) : value + 1 + Math.floor(random() * 2),
    );
  };
  const changes: (() => string | null)[] = [
    () =>
      replaceOne(claim, DAY_MONTH, random, ([whole, text = '']) => whole.replace(text, day(text))),
    () =>
      replaceOne(claim, DAY_MONTH, random, ([whole, , month = '']) =>
        whole.replace(month, otherMonth(month, random)),
      ),
    () =>
      replaceOne(
        claim,
        new RegExp(`\\b(?:${MONTHS.join('|')})(?: \\d{1,2},)? (\\d{4})\\b`),
        random,
        (match) =>
          match[0].replace(/\d{4}$/, (year) => String(Number(year) + (random() < 0.5 ? 1 : -1))),
      ),
    () =>
      replaceOne(
        claim,
        ISO_DATE,
        random,
        ([, year = '', month = '', date = '']) => `${year}-${month}-${date === '28' ? '21' : '28'}`,
      ),
    () =>
      replaceOne(
        claim,
        new RegExp(`\\b(${MONTHS.filter((month) => !/^Ma/.test(month)).join('|')})\\b`),
        random,
        ([, month = '']) => otherMonth(month, random),
      ),
    () =>
      replaceOne(
        claim,
        /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!s)\b/,
        random,
        ([weekday]) =>
          pick(
            ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].filter(
              (one) => one !== weekday,
            ),
            random,
          ) ?? null,
      ),
  ];
  const usual = pick(changes, random)?.() ?? null;
  return usual ?? changes.map((change) => change()).find((changed) => changed !== null) ?? null;
};

/** With its number before it. */
const counted = (unit: string): RegExp =>
  new RegExp(
    `(?<=\\b(?:\\d[\\d,.]*|${[...SMALL_NUMBERS.keys()].join('|')}|one|hundred)[ -])${unit}\\b(?! a week)`,
    'i',
  );

const UNITS: readonly (readonly [RegExp, readonly string[]])[] = [
  [counted('working days'), ['weeks', 'calendar days', 'hours']],
  [counted('days'), ['weeks', 'hours', 'months', 'working days']],
  [counted('weeks'), ['days', 'months']],
  [counted('months'), ['weeks', 'years', 'days']],
  [counted('years'), ['months', 'weeks']],
  [counted('hours'), ['minutes', 'days', 'working days']],
  [counted('minutes'), ['hours', 'seconds']],
  [/(?<=\d )(?:km|kilometres)\b(?!\/h| per)/, ['miles', 'metres']],
  [/(?<=\d )(?:km\/h|kilometres per hour)/, ['mph', 'm/s']],
  [/(?<=\d )(?:kg|kilograms)\b/, ['pounds', 'g']],
  [/(?<=\d )(?:m|metres)\b/, ['cm', 'feet']],
  [/(?<=\d )(?:percent|per cent)\b|(?<=\d)%/, [' percentage points', ' per mille']],
  [/(?<=\d )(?:GB|gigabytes)\b/, ['MB', 'TB']],
  [/(?<=\d )(?:MB|megabytes)\b/, ['GB', 'kB']],
  [/\b(?:a|per|each|every) month\b/, ['a year', 'per week']],
  [/\b(?:a|per|each|every) year\b/, ['a month', 'per quarter']],
  [/\b(?:a|per|each|every) (?:day|night)\b/, ['an hour', 'per week']],
  [/(?<=\d )°C|(?<=\d )degrees Celsius/, ['°F', 'kelvin']],
];

const UNIT: Rewording = (claim, random) => {
  const [pattern, others] =
    pick(
      UNITS.filter(([unit]) => unit.test(claim)),
      random,
    ) ?? [];
  if (pattern === undefined || others === undefined) return null;
  const changed = replaceOne(claim, pattern, random, () => pick(others, random) ?? null);
  return changed?.replace(/ {2}/g, ' ') ?? null;
};

/** With a number beside it: a currency alone names no amount. */
const CURRENCY: Rewording = (claim, random) => {
  const other = pick(['USD', 'GBP', 'CHF', 'SEK'], random) ?? 'USD';
  const sign = pick(['$', '£', 'CHF '], random) ?? '$';
  const name = pick(['dollars', 'pounds', 'francs', 'cents'], random) ?? 'dollars';
  return (
    replaceOne(claim, /€(?=\d)/, random, () => sign) ??
    replaceOne(claim, /\bEUR\b(?= \d)|(?<=\d )EUR\b/, random, () => other) ??
    replaceOne(claim, /(?<=\d )euros\b/, random, () => name)
  );
};

/** An amount, a day, a measure or an end of a range is another. */
export const FALSE_VALUES = {
  number: NUMBER,
  date: DATE,
  unit: UNIT,
  currency: CURRENCY,
  range: OTHER_RANGE,
} as const;
