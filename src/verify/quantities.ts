import { isStopTerm } from '../core/analyse.ts';
import { wordsToDigits } from '../core/number-words.ts';

/*
 * Numbers with what they count, by value: "thirty days", "30 days" and "30-day" are one quantity, "30 %"
 * another. Dates are taken as a whole, so that "1 March 2026" does not lend its 1 to another claim.
 */

/** `value` of a date is its day count; `unit` is the word behind the number, null when there is none. */
export interface Quantity {
  readonly value: number;
  readonly unit: string | null;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const DATES: readonly (readonly [RegExp, (parts: string[]) => [string, string, string]])[] = [
  [/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g, ([y, m, d]) => [y ?? '', m ?? '', d ?? '']],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH},? (\\d{4})\\b`, 'g'),
    ([d, m, y]) => [y ?? '', monthNumber(m), d ?? ''],
  ],
  [
    new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, 'g'),
    ([m, d, y]) => [y ?? '', monthNumber(m), d ?? ''],
  ],
];

/** Measures by the ways they are written. Any other word behind a number is its unit as it stands. */
const MEASURES: Readonly<Record<string, string>> = {
  percent: '% percentage pct',
  eur: '€ eur euro',
  usd: '$ usd dollar',
  gbp: '£ gbp pound',
  second: 'second sec',
  minute: 'minute min',
  hour: 'hour hr h',
  day: 'day',
  night: 'night',
  week: 'week',
  month: 'month',
  year: 'year yr',
  km: 'km kilometre kilometer',
  m: 'm metre meter',
  cm: 'cm centimetre centimeter',
  mm: 'mm millimetre millimeter',
  mile: 'mile',
  kg: 'kg kilogram kilo',
  g: 'g gram',
  litre: 'litre liter l',
  celsius: '°c',
};
const UNITS = new Map(
  Object.entries(MEASURES).flatMap(([unit, spellings]) =>
    [unit, ...spellings.split(' ')].map((spelling) => [spelling, unit] as const),
  ),
);
/** Days that are not working days do not count in these. */
const WORKING = /^(?:working|business)[\s-]+/;

const NUMBER =
  /([€$£]\s?)?(?<![\p{L}\d])(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(\.\d+|,\d{1,2}(?![\d,]))?[\s-]?(%|per\scent|°c|[€£$]|(?:(?:working|business|calendar|full)[\s-]+)?\p{L}+)?/gu;

/** Every number, amount and date of a text. */
export function quantitiesOf(text: string): Quantity[] {
  let rest = text.toLowerCase();
  const found: Quantity[] = [];
  for (const [pattern, order] of DATES) {
    rest = rest.replace(pattern, (...match: unknown[]) => {
      const [year, month, day] = order(match.slice(1, 4) as string[]);
      found.push({ value: Date.UTC(+year, +month - 1, +day) / 86_400_000, unit: 'date' });
      return ' ';
    });
  }
  for (const [, currency, whole, fraction, unit] of inDigits(rest).matchAll(NUMBER)) {
    const value = Number((whole ?? '').replaceAll(',', '') + (fraction ?? '').replace(',', '.'));
    const sign = currency?.trim() ?? '';
    found.push({ value, unit: sign === '' ? unitOf(unit) : unitOf(sign) });
  }
  return found;
}

/** Whether each quantity of the claim stands among those of its quotes, measure and all. */
export function quantitiesSupported(claim: string, quotes: string): boolean {
  const held = quantitiesOf(quotes);
  return quantitiesOf(claim).every(({ value, unit }) =>
    held.some((quote) => quote.value === value && mayBeSame(unit, quote.unit)),
  );
}

/** Two measures must be one; "30 new bikes" and "30 bikes" differ in words, which is for coverage to judge. */
function mayBeSame(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b || (!isMeasure(a) && !isMeasure(b));
}

function isMeasure(unit: string): boolean {
  return unit === 'date' || UNITS.has(unit.replace(WORKING, ''));
}

function monthNumber(name: string | undefined): string {
  return String(MONTHS.indexOf((name ?? '').slice(0, 3)) + 1);
}

function unitOf(words: string | undefined): string | null {
  if (words === undefined) return null;
  if (/^per\scent$/.test(words)) return 'percent';
  const qualified = WORKING.test(words);
  const word = words.replace(/^.*[\s-]/, '');
  if (isStopTerm(word)) return null;
  const singular = word.length > 2 ? word.replace(/s$/, '') : word;
  const unit = UNITS.get(word) ?? UNITS.get(singular) ?? singular;
  return qualified ? `working ${unit}` : unit;
}

/** "One" counts only before a measure, since it is mostly a pronoun. */
function inDigits(text: string): string {
  return wordsToDigits(text, (next) => isMeasure(unitOf(next) ?? ''));
}
