import type { Catalogue, Role } from './catalogue.ts';
import { MEASURES } from './measure-patterns.ts';
import { joinAlternatives, type PlacedCondition } from './placed-condition.ts';
import type { Reader } from './reader.ts';
import type { FieldTest, TitleCondition } from './types.ts';

/** What people call a short and a long film, in minutes. */
const SHORT_MINUTES = 60;
const SHORT_FILM_MINUTES = 95;
const LONG_MINUTES = 140;
/** "Recent" is of this many years, "old" at least so many years ago. */
const RECENT_YEARS = 3;
const OLD_YEARS = 40;

const THIS_YEAR = /\b(?:(?:from|of|made) )?(?:this|last) year(?:'s)?\b(?! (?:we|i)\b)/;
const LAST_YEARS = /\b(?:from |of |in )?the (?:last|past) (\d{1,2}) years\b/;
const RECENT =
  /\b(?:recent|brand[- ]new|modern|new(?= (?:films?|movies?|series|documentar|comed|dramas?|thrillers?)))\b/;
const OLD =
  /\b(?:(?<!year[- ]|years[- ])old(?= (?:\w+ )?(?:films?|movies?|series|shows?|comed|westerns?|musicals?|thrillers?|dramas?|documentar|1s?\b))|(?:something|anything) old|vintage|old-fashioned|classics?)\b/;
const SHORT =
  /\b(?:(?:quite |fairly |really |very |too )?short(?!er|s\b| (?:films?|movies?)\b)|quick|not (?:too|very|so) long)\b/;
const LONG = /\b(?:really |very |nice )?(?:long(?=,? (?:films?|movies?|epic|1\b))|epic)\b/;

/** The conditions that a request states in numbers; `year` is the year it is asked in. */
export function readMeasures(reader: Reader, catalogue: Catalogue, year: number): TitleCondition[] {
  const byRole = new Map<Role, PlacedCondition[]>();
  const add = (role: Role, match: RegExpExecArray | null, is: FieldTest['is']): void => {
    const [field] = catalogue.fieldsOf(role);
    if (match === null || field === undefined) return;
    const words = match[0].trim();
    const condition = { words, anyOf: [{ field, is }], exclude: false };
    const placed = { start: match.index, end: match.index + match[0].length, condition };
    byRole.set(role, [...(byRole.get(role) ?? []), placed]);
  };
  for (const { role, pattern, bounds } of MEASURES) {
    for (const match of reader.takeAll(pattern)) {
      const [, ...groups] = match;
      add(role, match, bounds(groups.filter((group) => group !== undefined).map(Number)));
    }
  }
  const thisYear = reader.take(THIS_YEAR);
  const of = thisYear?.[0].includes('last') === true ? year - 1 : year;
  add('year', thisYear, { gte: of, lte: of });
  const lastYears = reader.take(LAST_YEARS);
  add('year', lastYears, { gte: year - Number(lastYears?.[1] ?? 0) });
  add('year', reader.take(RECENT), { gte: year - RECENT_YEARS });
  add('year', reader.take(OLD), { lte: year - OLD_YEARS });
  const film = /\b(?:film|movie)/.test(reader.text);
  add('minutes', reader.take(SHORT), { lte: film ? SHORT_FILM_MINUTES : SHORT_MINUTES });
  add('minutes', reader.take(LONG), { gte: LONG_MINUTES });
  return [...byRole.values()].flatMap((placed) => joinAlternatives(reader.text, placed));
}
