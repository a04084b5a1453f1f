import { numberOf, type Catalogue, type Role } from './catalogue.ts';
import type { Reader } from './reader.ts';
import type { FieldTest, Title, TitleCondition } from './types.ts';

/* What a request says in numbers: how long, from when, for which age, how good, how many seasons. */

type Bounds = Extract<FieldTest['is'], { gte?: unknown }>;

const AT_MOST =
  '(?:at most|no more than|not more than|no longer than|not longer than|maximum(?: of)?|max\\.?|up to|within|fit(?:s)? (?:in|into)|only (?:have|got)|(?:have|got) (?:only|just))';
const BELOW = '(?:under|below|less than|shorter than|fewer than|not over)';
const AT_LEAST = '(?:at least|no less than|minimum(?: of)?|not under)';
const ABOVE = '(?:over|above|more than|longer than)';
const ABOUT = '(?:about|around|roughly|some|approximately|circa)';
const N = '(\\d+(?:\\.\\d+)?)';
/** "About an hour and a half" is met within so much of it. */
const ABOUT_SHARE = 0.15;
/** What people call a short and a long film, in minutes. */
const SHORT_MINUTES = 60;
const SHORT_FILM_MINUTES = 95;
const LONG_MINUTES = 140;
/** "Recent" is of this many years, "old" at least so many years ago. */
const RECENT_YEARS = 3;
const OLD_YEARS = 40;
/** "Well rated" on a scale of ten. */
const GOOD_SCORE = 7.5;

interface Measure {
  readonly role: Role;
  readonly pattern: RegExp;
  readonly bounds: (numbers: readonly number[]) => Bounds;
}

const minutes = (words: string): RegExp => new RegExp(`\\b${words} ${N}[\\s-]*min\\w*`, 'g');

const MEASURES: readonly Measure[] = [
  {
    role: 'minutes',
    pattern: new RegExp(`\\bbetween ${N} (?:min\\w* )?and ${N}[\\s-]*min\\w*`, 'g'),
    bounds: ([a = 0, b = 0]) => ({ gte: a, lte: b }),
  },
  { role: 'minutes', pattern: minutes(BELOW), bounds: ([a = 0]) => ({ lt: a }) },
  { role: 'minutes', pattern: minutes(AT_MOST), bounds: ([a = 0]) => ({ lte: a }) },
  {
    role: 'minutes',
    pattern: new RegExp(
      `\\b${N}[\\s-]*min\\w*(?: long)?(?: at (?:the )?most| max\\w*| or (?:less|under|shorter)| tops)`,
      'g',
    ),
    bounds: ([a = 0]) => ({ lte: a }),
  },
  { role: 'minutes', pattern: minutes(AT_LEAST), bounds: ([a = 0]) => ({ gte: a }) },
  { role: 'minutes', pattern: minutes(ABOVE), bounds: ([a = 0]) => ({ gt: a }) },
  { role: 'minutes', pattern: minutes(ABOUT), bounds: ([a = 0]) => around(a) },
  {
    role: 'minutes',
    pattern: new RegExp(`\\b(?:we|i)(?:'ve| have)(?: got)? ${N}[\\s-]*min\\w*`, 'g'),
    bounds: ([a = 0]) => ({ lte: a }),
  },
  {
    role: 'minutes',
    pattern: new RegExp(`\\b${N}[\\s-]*min\\w*[\\s-]*(?:episodes?|long|films?|movies?)?`, 'g'),
    bounds: ([a = 0]) => around(a),
  },
  {
    role: 'year',
    pattern: /\bbetween (\d{4}) and (\d{4})\b/g,
    bounds: ([a = 0, b = 0]) => ({ gte: a, lte: b }),
  },
  {
    role: 'year',
    pattern:
      /\b(?:before|older than|earlier than|prior to) (?:the year )?(?:the )?(\d{4})(?:s|'s)?\b/g,
    bounds: ([a = 0]) => ({ lt: a }),
  },
  {
    role: 'year',
    pattern: /\b(?:after|newer than|later than) (?:the year )?(\d{4})\b/g,
    bounds: ([a = 0]) => ({ gt: a }),
  },
  {
    role: 'year',
    pattern:
      /\b(?:since|from) (\d{4}) (?:on|onwards?|or later)\b|\bsince (?:the )?(\d{4})(?:s|'s)?\b/g,
    bounds: ([a = 0]) => ({ gte: a }),
  },
  {
    role: 'year',
    pattern: /\b((?:19|20)\d0)'?s\b/g,
    bounds: ([a = 0]) => ({ gte: a, lte: a + 9 }),
  },
  {
    role: 'year',
    pattern: /(?<![\d'])'?(\d0)'?s\b/g,
    bounds: ([a = 0]) => ({ gte: a + (a < 30 ? 2000 : 1900), lte: a + (a < 30 ? 2009 : 1909) }),
  },
  {
    role: 'year',
    pattern: /\b(?:from|of|in|made in|year) ((?:19|20)\d{2})\b/g,
    bounds: ([a = 0]) => ({ gte: a, lte: a }),
  },
  {
    role: 'seasons',
    pattern: /\b(?:just |only |a )?(?:single|1) season\b/g,
    bounds: () => ({ lte: 1 }),
  },
  {
    role: 'seasons',
    pattern: new RegExp(`\\b(?:${AT_MOST}|just|only) ${N} seasons\\b`, 'g'),
    bounds: ([a = 0]) => ({ lte: a }),
  },
  {
    role: 'seasons',
    pattern: new RegExp(`\\b${AT_LEAST} ${N} seasons\\b|\\b${N} (?:or more|plus) seasons\\b`, 'g'),
    bounds: ([a = 0]) => ({ gte: a }),
  },
  {
    role: 'seasons',
    pattern: /\b(?:more than (?:1|one) season|several seasons|many seasons|lots of seasons)\b/g,
    bounds: () => ({ gte: 2 }),
  },
  { role: 'seasons', pattern: /\bmini-?series\b/g, bounds: () => ({ lte: 1 }) },
  {
    role: 'episodes',
    pattern: new RegExp(`\\b${BELOW} ${N} episodes\\b`, 'g'),
    bounds: ([a = 0]) => ({ lt: a }),
  },
  {
    role: 'episodes',
    pattern: new RegExp(`\\b${AT_MOST} ${N} episodes\\b`, 'g'),
    bounds: ([a = 0]) => ({ lte: a }),
  },
  {
    role: 'score',
    pattern: new RegExp(
      `\\b(?:score[sd]?|rat(?:ed|ings?)|stars?|points?|viewers)[^.;!?\\d]{0,25}?(?:${ABOVE}|higher than|better than) ${N}\\b`,
      'g',
    ),
    bounds: ([a = 0]) => ({ gt: a }),
  },
  {
    role: 'score',
    pattern: new RegExp(
      `\\b(?:score[sd]?|rat(?:ed|ings?)|stars?|points?|viewers)[^.;!?\\d]{0,25}?(?:${AT_LEAST} )?${N}(?: (?:or|and) (?:more|better|higher|above|up|over)|\\+)?`,
      'g',
    ),
    bounds: ([a = 0]) => ({ gte: a }),
  },
  {
    role: 'score',
    pattern: new RegExp(`\\b${N} (?:or|and) (?:better|higher|above)\\b|\\b${N}\\+(?= |$)`, 'g'),
    bounds: ([a = 0]) => ({ gte: a }),
  },
  {
    role: 'score',
    pattern: /\b(?:(?:well|highly|top|good)[- ](?:rated|scor\w+|rating\w*)|acclaimed)\b/g,
    bounds: () => ({ gte: GOOD_SCORE }),
  },
];

/** The conditions that a request states in numbers; `year` is the year it is asked in. */
export function readMeasures(reader: Reader, catalogue: Catalogue, year: number): TitleCondition[] {
  const conditions: TitleCondition[] = [];
  const add = (role: Role, words: string, is: FieldTest['is'], exclude = false): void => {
    const [field] = catalogue.fieldsOf(role);
    if (field !== undefined)
      conditions.push({ words: words.trim(), anyOf: [{ field, is }], exclude });
  };
  for (const { role, pattern, bounds } of MEASURES) {
    for (const match of reader.takeAll(pattern)) {
      const numbers = match
        .slice(1)
        .filter((number) => number !== undefined)
        .map(Number);
      add(role, match[0], bounds(numbers));
    }
  }
  for (const match of reader.takeAll(/\b(?:this|last) year(?:'s)?\b/g)) {
    const of = match[0].startsWith('this') ? year : year - 1;
    add('year', match[0], { gte: of, lte: of });
  }
  const recent = reader.take(
    /\b(?:recent|brand[- ]new|modern|new(?= (?:films?|movies?|series|documentar|comed|dramas?|thrillers?)))\b/,
  );
  if (recent !== null) add('year', recent[0], { gte: year - RECENT_YEARS });
  const old = reader.take(
    /\b(?:old|vintage|old-fashioned|classics?)\b(?! (?:enough|man|woman|people|couple|house|friends?))/,
  );
  if (old !== null) add('year', old[0], { lte: year - OLD_YEARS });
  readLength(reader, add);
  return conditions;
}

function readLength(
  reader: Reader,
  add: (role: Role, words: string, is: FieldTest['is'], exclude?: boolean) => void,
): void {
  const short = reader.take(
    /\b(?:(?:quite |fairly |really |very |too )?short(?!er|s\b| (?:films?|movies?)\b)|quick|not (?:too|very|so) long)\b/,
  );
  const ofFilm = /\b(?:film|movie)/.test(reader.text);
  if (short !== null)
    add('minutes', short[0], { lte: ofFilm ? SHORT_FILM_MINUTES : SHORT_MINUTES });
  const long = reader.take(
    /\b(?:really |very |nice )?(?:long(?=,? (?:film|movie|epic|one\b))|epic)\b/,
  );
  if (long !== null) add('minutes', long[0], { gte: LONG_MINUTES });
}

function around(minutes: number): Bounds {
  return {
    gte: Math.floor(minutes * (1 - ABOUT_SHARE)),
    lte: Math.ceil(minutes * (1 + ABOUT_SHARE)),
  };
}

const COMPARED: readonly (readonly [RegExp, Role, 'lt' | 'gt' | 'lte'])[] = [
  [/\b(?:shorter|not (?:as|so|quite as) long|less long)\b/, 'minutes', 'lt'],
  [/\blonger\b/, 'minutes', 'gt'],
  [/\b(?:newer|more recent|more modern|less old)\b/, 'year', 'gt'],
  [/\b(?:older|earlier|from before)\b(?! (?:kids|children|ones|son|daughter))/, 'year', 'lt'],
  [/\b(?:better(?:[- ](?:rated|scored?))|higher[- ]rated)\b/, 'score', 'gt'],
  [
    /\b(?:for younger|younger (?:kids|children|viewers)|suitable for younger|less grown-?up)\b/,
    'age',
    'lt',
  ],
];

/** "Shorter than X", "like X but newer": what the title must be beside the one that was named. */
export function readComparisons(
  reader: Reader,
  catalogue: Catalogue,
  named: Title,
): TitleCondition[] {
  return COMPARED.flatMap(([pattern, role, bound]): TitleCondition[] => {
    const [field] = catalogue.fieldsOf(role);
    const value = numberOf(named, catalogue, role);
    const match = field === undefined || value === null ? null : reader.take(pattern);
    if (match === null || field === undefined || value === null) return [];
    return [
      {
        words: `${match[0]} than ${named.name}`,
        anyOf: [{ field, is: { [bound]: value } }],
        exclude: false,
      },
    ];
  });
}
