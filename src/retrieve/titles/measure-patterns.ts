import type { Role } from './catalogue.ts';
import type { FieldTest } from './types.ts';

/* How requests say in numbers how long, from when, how good and how many episodes a title should be. */

type Bounds = Extract<FieldTest['is'], { gte?: unknown }>;

/** What words of a request say of a field; what an earlier one takes, a later one does not read. */
export interface Measure {
  readonly role: Role;
  readonly pattern: RegExp;
  readonly bounds: (numbers: readonly number[]) => Bounds;
}

const AT_MOST =
  '(?:at most|no more than|not more than|no longer than|not longer than|maximum(?: of)?|max\\.?|up to|within|fits? (?:in|into)|only (?:have|got)|(?:have|got) (?:only|just))';
const BELOW = '(?:under|below|less than|shorter than|fewer than|not over)';
const AT_LEAST = '(?:at least|no less than|no fewer than|minimum(?: of)?|not under)';
const ABOVE = '(?:over|above|more than|longer than)';
const ABOUT = '(?:about|around|roughly|some|approximately|circa)';
const OR_LESS =
  '(?:at (?:the )?(?:very )?most|max\\w*|or (?:less|under|shorter|fewer)|tops|and no more)';
const OR_MORE = '(?:or (?:more|longer)|and more|plus|at least)';
const N = '(\\d+(?:\\.\\d+)?)';
/** Of ten. */
const S = '(10|\\d(?:\\.\\d+)?)(?![\\d.]*\\d)';
const MIN = '[\\s-]?min\\w*';
const RATED = '(?:scor(?:ed?|es|ing)|rat(?:ed|ings?)|stars?|points?|viewers|members|gave|given)';
/** "About an hour and a half" is met within so much of it. */
const ABOUT_SHARE = 0.15;
/** "Well rated" on a scale of ten. */
const GOOD_SCORE = 7.5;

const atMost = ([a = 0]: readonly number[]): Bounds => ({ lte: a });
const below = ([a = 0]: readonly number[]): Bounds => ({ lt: a });
const atLeast = ([a = 0]: readonly number[]): Bounds => ({ gte: a });
const above = ([a = 0]: readonly number[]): Bounds => ({ gt: a });
const between = ([a = 0, b = 0]: readonly number[]): Bounds => ({ gte: a, lte: b });
const around = ([a = 0]: readonly number[]): Bounds => ({
  gte: Math.floor(a * (1 - ABOUT_SHARE)),
  lte: Math.ceil(a * (1 + ABOUT_SHARE)),
});

const phrase = (source: string): RegExp => new RegExp(`\\b${source}`, 'g');

const LENGTHS: readonly Omit<Measure, 'role'>[] = [
  { pattern: phrase(`between ${N}(?:${MIN})? and ${N}${MIN}`), bounds: between },
  { pattern: phrase(`${BELOW} ${N}${MIN}`), bounds: below },
  { pattern: phrase(`${AT_MOST} ${N}${MIN}`), bounds: atMost },
  { pattern: phrase(`${N}${MIN}(?: long)?,? ${OR_LESS}`), bounds: atMost },
  { pattern: phrase(`${AT_LEAST} ${N}${MIN}`), bounds: atLeast },
  { pattern: phrase(`${N}${MIN}(?: long)? ${OR_MORE}`), bounds: atLeast },
  { pattern: phrase(`${ABOVE} ${N}${MIN}`), bounds: above },
  { pattern: phrase(`${ABOUT} ${N}${MIN}`), bounds: around },
  { pattern: phrase(`(?:we|i)(?:'ve| have)?(?: only| just)?(?: got)? ${N}${MIN}`), bounds: atMost },
  { pattern: phrase(`${N}${MIN}(?:[\\s-](?:episodes?|long|films?|movies?))?`), bounds: around },
];

const DENIED_BEFORE = "(?:not|no|nothing|isn't|aren't|none)(?: (?:any|from|that is|made))?";
const BEFORE = '(?:before|older than|earlier than|prior to)';
const AFTER = '(?:after|newer than|later than)';
const YEAR = "(?:the )?(?:year )?(?:the )?(\\d{4})(?:s|'s)?\\b";

const YEARS: readonly Omit<Measure, 'role'>[] = [
  { pattern: /\bbetween (\d{4}) and (\d{4})\b/g, bounds: between },
  { pattern: phrase(`${DENIED_BEFORE} ${BEFORE} ${YEAR}`), bounds: atLeast },
  { pattern: phrase(`${DENIED_BEFORE} ${AFTER} ${YEAR}`), bounds: atMost },
  { pattern: phrase(`${BEFORE} ${YEAR}`), bounds: below },
  { pattern: phrase(`${AFTER} ${YEAR}`), bounds: above },
  {
    pattern: phrase(`(?:since|from) ${YEAR} (?:on|onwards?|or later)\\b|\\bsince ${YEAR}`),
    bounds: atLeast,
  },
  { pattern: /\b((?:19|20)\d0)'?s\b/g, bounds: ([a = 0]) => ({ gte: a, lte: a + 9 }) },
  {
    pattern: /(?<![\d'])'?(\d0)'?s\b/g,
    bounds: ([a = 0]) => ({ gte: a + (a < 30 ? 2000 : 1900), lte: a + (a < 30 ? 2009 : 1909) }),
  },
  {
    pattern: /\b(?:from|of|in|made in|year) ((?:19|20)\d{2})\b/g,
    bounds: ([a = 0]) => ({ gte: a, lte: a }),
  },
];

const EPISODES: readonly Omit<Measure, 'role'>[] = [
  { pattern: phrase(`${BELOW} ${N} episodes\\b`), bounds: below },
  { pattern: phrase(`${AT_MOST} ${N} episodes\\b`), bounds: atMost },
  { pattern: phrase(`${N} episodes,? ${OR_LESS}`), bounds: atMost },
  { pattern: phrase(`${AT_LEAST} ${N} episodes\\b`), bounds: atLeast },
  { pattern: phrase(`${N} (?:episodes ${OR_MORE}|(?:or more|plus) episodes\\b)`), bounds: atLeast },
  { pattern: phrase(`${ABOVE} ${N} episodes\\b`), bounds: above },
  { pattern: /\b(\d{1,2})[- ]part(?:s|er|ers)?\b/g, bounds: ([a = 0]) => ({ gte: a, lte: a }) },
];

const SEASONS: readonly Omit<Measure, 'role'>[] = [
  { pattern: /\b(?:just |only |a )?(?:single|1) season\b/g, bounds: () => ({ lte: 1 }) },
  { pattern: phrase(`(?:${AT_MOST}|just|only) ${N} seasons\\b`), bounds: atMost },
  { pattern: phrase(`${N} seasons,? ${OR_LESS}`), bounds: atMost },
  { pattern: phrase(`${ABOVE} ${N} seasons\\b`), bounds: above },
  {
    pattern: phrase(`${AT_LEAST} ${N} seasons\\b|\\b${N} (?:or more|plus) seasons\\b`),
    bounds: atLeast,
  },
  {
    pattern: /\b(?:more than 1 season|(?:several|many|lots of) seasons)\b/g,
    bounds: () => ({ gte: 2 }),
  },
  { pattern: /\bmini-?series\b/g, bounds: () => ({ lte: 1 }) },
];

const SCORES: readonly Omit<Measure, 'role'>[] = [
  {
    pattern: phrase(
      `${RATED}[^.;!?\\d]{0,25}?(?:${ABOVE}|higher than|better than) ${S}(?! ?(?:min|year))`,
    ),
    bounds: above,
  },
  {
    pattern: phrase(
      `${RATED}[^.;!?\\d]{0,25}?${S}(?! ?(?:min|year|season|episode|euro))(?: (?:or|and) (?:more|better|higher|above|up|over)|\\+)?`,
    ),
    bounds: atLeast,
  },
  {
    pattern: phrase(`${S} (?:or|and) (?:better|higher|above)\\b|\\b${S}\\+(?= |$)`),
    bounds: atLeast,
  },
  {
    pattern: /\b(?:(?:well|highly|top|good)[- ](?:rated|scor\w+|rating\w*)|acclaimed)\b/g,
    bounds: () => ({ gte: GOOD_SCORE }),
  },
];

const of = (role: Role, measures: readonly Omit<Measure, 'role'>[]): Measure[] =>
  measures.map((measure) => ({ role, ...measure }));

export const MEASURES: readonly Measure[] = [
  ...of('minutes', LENGTHS),
  ...of('year', YEARS),
  ...of('seasons', SEASONS),
  ...of('episodes', EPISODES),
  ...of('score', SCORES),
];
