import { inWords, SMALL_NUMBERS } from './number-words.ts';
import type { Rewording } from './rewording.ts';
import { pick, replaceOne } from './text.ts';

const NUMERAL =
  '(?<![\\d-])(?:\\d[\\d,.:]*\\d|\\d)|two|three|four|five|six|seven|eight|nine|ten|twelve';
const SPANS = new RegExp(
  `\\b(?:(?<lead>from|between) )?(?<low>${NUMERAL})(?<unit>(?: (?:EUR|km|kg|m|mm|cm|percent|days|years|weeks))?)(?<between> to | and |–)(?<high>${NUMERAL})(?![\\d-]|:\\d)`,
);

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const WEEKDAY = WEEKDAYS.map((day) => `${day.slice(0, 3)}(?:${day.slice(3)})?`).join('|');
const FROM_WEEKDAY = new RegExp(`\\b(?:${WEEKDAY})(?= to (?:${WEEKDAY})\\b)`);

/** "Monday to Friday" begins or ends on another day. */
const WEEKDAY_RANGE: Rewording = (claim, random) =>
  replaceOne(claim, FROM_WEEKDAY, random, ([day]) => {
    const other = WEEKDAYS[(WEEKDAYS.findIndex((one) => one.startsWith(day.slice(0, 3))) + 1) % 7];
    return other === undefined || day.length > 3 ? (other ?? null) : other.slice(0, 3);
  });

const NUMBER_RANGE: Rewording = (claim, random) =>
  replaceOne(claim, SPANS, random, ({ input, index, groups }) => {
    const { lead = '', low = '', unit = '', between = '', high = '' } = groups ?? {};
    const joint = between.trim();
    if (joint === 'and' && lead !== 'between') return null;
    // Clause 7 is among clauses 5 to 7, and 18:00 alone is no time of opening.
    const named = /(?:clauses?|nos?\.|articles?|episodes?|points?|parts?|numbers?|for) $/i;
    const collapses =
      joint === 'to' && lead === '' && !high.includes(':') && !named.test(input.slice(0, index));
    const before = lead === '' ? '' : `${lead} `;
    const [lower, higher] = [moved(low, -1), moved(high, 1)];
    return (
      pick(
        [
          `${before}${low}${unit}${between}${higher}`,
          `${before}${lower}${unit}${between}${high}`,
          ...(collapses ? [high, `more than ${high}`] : []),
        ],
        random,
      ) ?? null
    );
  });

/** An end of "3 to 5" is moved, or one end taken for the whole. */
export const OTHER_RANGE: Rewording = (claim, random) =>
  NUMBER_RANGE(claim, random) ?? WEEKDAY_RANGE(claim, random);

/** The next number but one, in the same form: "8:00" to "10:00", "five" to "seven". */
function moved(numeral: string, direction: 1 | -1): string {
  const value = SMALL_NUMBERS.get(numeral);
  if (value !== undefined) return inWords(value + 2);
  return numeral.replace(/^\d+/, (digits) => {
    const other = Number(digits) + 2 * direction;
    return String(other > 0 ? other : Number(digits) + 3);
  });
}
