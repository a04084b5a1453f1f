/*
 * Numbers with what they count, by value: "thirty days", "30 days" and "30-day" are one quantity, "30 %"
 * another. Dates are taken as a whole, so that "1 March 2026" does not lend its 1 to another claim.
 */

/** `value` of a date is its day count; `unit` is null when the number stands alone. */
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

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = new Map([
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
]);
const WORD_VALUES = new Map([
  ...ONES.map((word, i) => [word, i] as const),
  ...TENS.map((word, i) => [word, 20 + 10 * i] as const),
]);

const UNITS = new Map(
  Object.entries({
    '%': 'percent',
    'per cent': 'percent',
    percentage: 'percent',
    '€': 'eur',
    euro: 'eur',
    $: 'usd',
    dollar: 'usd',
    '£': 'gbp',
    pound: 'gbp',
    min: 'minute',
    sec: 'second',
    hr: 'hour',
    kilometre: 'km',
    kilometer: 'km',
    kilogram: 'kg',
    kilo: 'kg',
    metre: 'm',
    meter: 'm',
    '°c': 'celsius',
  }),
);

const NUMBER = /([€$£]\s?)?(?<![\p{L}\d])(\d[\d,]*(?:\.\d+)?)[\s-]?(%|°c|€|£|[\p{L}]+)?/gu;

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
  for (const [, currency, digits, unit] of wordsToDigits(rest).matchAll(NUMBER)) {
    const value = Number((digits ?? '').replaceAll(',', ''));
    const sign = currency?.trim() ?? '';
    if (Number.isFinite(value)) {
      found.push({ value, unit: sign === '' ? unitOf(unit) : unitOf(sign) });
    }
  }
  return found;
}

/** Whether each quantity of the claim stands among those of its quotes, unit and all. */
export function quantitiesSupported(claim: string, quotes: string): boolean {
  const held = quantitiesOf(quotes);
  return quantitiesOf(claim).every(({ value, unit }) =>
    held.some(
      (quote) =>
        quote.value === value && (unit === null || quote.unit === null || quote.unit === unit),
    ),
  );
}

function monthNumber(name: string | undefined): string {
  return String(MONTHS.indexOf((name ?? '').slice(0, 3)) + 1);
}

function unitOf(word: string | undefined): string | null {
  if (word === undefined) return null;
  const singular = word.length > 3 ? word.replace(/s$/, '') : word;
  return UNITS.get(word) ?? UNITS.get(singular) ?? singular;
}

/** "twenty-one days" as "21 days"; a lone "one" is left, since it is mostly a pronoun. */
function wordsToDigits(text: string): string {
  const word = `(?:${[...WORD_VALUES.keys(), ...SCALES.keys()].join('|')})`;
  const run = new RegExp(`\\b${word}(?:(?:-|\\s+(?:and\\s+)?)${word})*\\b`, 'g');
  return text.replace(run, (phrase) => (phrase === 'one' ? phrase : String(valueOf(phrase))));
}

function valueOf(phrase: string): number {
  let total = 0;
  let group = 0;
  for (const word of phrase.split(/-|\s+/)) {
    const scale = SCALES.get(word);
    if (scale === undefined) group += WORD_VALUES.get(word) ?? 0;
    else if (scale === 100) group = Math.max(group, 1) * scale;
    else {
      total += Math.max(group, 1) * scale;
      group = 0;
    }
  }
  return total + group;
}
