import { isStopTerm, type Token } from '../../core/analyse.ts';
import { COMMON, LIGHT } from './common.ts';
import { baseOf, stemOf } from './concept.ts';

/*
 * How much it matters that a word of a claim stands in its quotes: a paraphrase rewords with common words, and
 * what is invented needs rarer ones.
 */

const LIGHT_WEIGHT = 0.2;
const COMMON_WEIGHT = 0.5;

/** What the gate of numbers judges: numbers, units, dates and bounds. */
const JUDGED_AS_NUMBERS = new Set(
  `euro euros eur dollar dollars usd pound pounds gbp cent cents percent percentage one two three four five six
  seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty
  forty fifty sixty seventy eighty ninety hundred thousand million billion dozen half quarter first second
  third thirds fourth fifth sixth seventh eighth ninth tenth pair couple double twofold once twice am pm o clock
  st nd rd th hour hours minute minutes min day days week weeks month months year years fortnight decade
  century km kilometre kilometres metre metres m cm centimetre centimetres mm millimetre millimetres mile miles
  kg kilogram kilograms g gram grams litre litres ml gb gigabyte gigabytes mb megabyte megabytes kb tb kwh wh
  celsius fahrenheit january february march april june july august september october november december jan feb
  mar apr jun jul aug sep sept oct nov dec monday mondays tuesday tuesdays wednesday wednesdays thursday
  thursdays friday fridays saturday saturdays sunday sundays morning mornings noon midday evening evenings
  night nights midnight weekend weekends daily weekly monthly quarterly yearly annual annually annum ago
  earliest latest cap caps capped ceiling maximum minimum most least more less fewer none neither nor either
  largest highest lowest smallest biggest larger smaller higher lower longer shorter older younger`.split(
    /\s+/,
  ),
);
/** "Hasn't" and "they'll", folded. */
const CONTRACTED =
  /^(?:is|are|was|were|has|have|had|do|does|did|ca|can|could|may|might|must|need|should|wo|would)nt$|^(?:i|you|we|they|he|she|it|there|that|who|what)(?:ll|ve|re|d|m)$/;
const LIGHT_WORDS = bases(LIGHT);
const COMMON_WORDS = bases(COMMON);

/** Weight of a claim's word, from 0 (says nothing of its own) to 1. */
export function weightOf(token: Pick<Token, 'word' | 'term'>): number {
  const { word, term } = token;
  if (isStopTerm(term) || isNumeric(token) || CONTRACTED.test(word)) return 0;
  const base = baseOf(token);
  if (LIGHT_WORDS.has(base)) return LIGHT_WEIGHT;
  return COMMON_WORDS.has(base) ? COMMON_WEIGHT : 1;
}

/** Whether a word is judged with the numbers: a number, unit, date or bound. */
export function isNumeric({ word }: Pick<Token, 'word'>): boolean {
  return /^\d/.test(word) || JUDGED_AS_NUMBERS.has(word);
}

function bases(list: string): ReadonlySet<string> {
  const words = list.trim().split(/\s+/);
  return new Set(words.map((word) => baseOf({ word, term: stemOf(word) })));
}
