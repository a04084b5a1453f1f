import type { Catalogue } from './catalogue.ts';
import { addDays, later } from './days.ts';
import { periodsIn, SOON_DAYS, type Period } from './periods.ts';
import type { Reader } from './reader.ts';
import type { FieldTest, TitleCondition } from './types.ts';

/* When titles can be seen: what leaves, what is new, what is still there on a day. */

const LEAVING =
  /\b(?:leav(?:e|es|ing)|los(?:e|ing)|expir\w*|disappear\w*|vanish\w*|go(?:es|ing)? (?:away|off)|runs? out|running out|last chance|(?:is|are|about to be) (?:gone|removed|taken (?:down|off))|(?<=\b(?:it|they|that|which|what|series|films?|titles?|ones|movies?|shows?|documentaries) )(?:go(?:es)?(?= (?:before|by|this|next|in|on|soon|at)\b)|ends?)|ending(?= (?:soon|this|next|in|on|before))|before (?:it|they) (?:go(?:es)?|is gone|are gone)|(?:won't|not) be (?:there|available|around))\b/;
const STAYING =
  /\b(?:still (?:be |see (?:it )?|watch (?:it )?)?(?:there|available|on|up|around|here|see|watch)|(?:stays?|staying|remains?|available|there|around)(?= (?:beyond|past|longer than|until|till|up to|on|in|over|after|at)\b)|(?:stays?|staying|remains?) (?:there|available|on))\b/;
const ARRIVED =
  /\b(?:(?:newly|just|recently) (?:added|arrived|in)|new arrivals?|(?:was|were|been|got) added|what(?:'s| is) new|(?:any|some)thing new|added|(?:is|are) new|new (?:in|to|on) the (?:library|catalogue|collection|site)|arrived|c[ao]me in)\b/;
const COMING =
  /\b(?:coming(?: up)?(?![- ]of[- ]age)|(?:comes?|starts?|starting|arrives?|arriving)(?= (?:this|next|in|on|soon|to)\b)|will be (?:added|new)|will there be (?:any|some)thing new|upcoming)\b/;
const DENIED = /(?:\b(?:not|never|without)|n't)\s+(?:\w+\s+){0,2}$/;

/** How many days back is "new". */
const NEW_DAYS = 31;

/** What the availability fields must say; without a word of it, that the title can be seen on `day`. */
export function readAvailability(
  reader: Reader,
  catalogue: Catalogue,
  day: string,
): TitleCondition[] {
  const [from] = catalogue.fieldsOf('availableFrom');
  const [until] = catalogue.fieldsOf('availableUntil');
  const test = (words: string, field: string | undefined, ...tests: FieldTest['is'][]) =>
    field === undefined
      ? []
      : [{ words, anyOf: tests.map((is) => ({ field, is })), exclude: false }];
  const seenOn = (words: string, on: string): TitleCondition[] => [
    ...test(words, from, { lte: on }, null),
    ...test(words, until, { gte: on }, null),
  ];

  const coming = readComing(reader, day);
  if (coming !== null) return test(coming.words, from, coming.days);
  const seen = seenOn('', day);
  const leaving = reader.take(LEAVING);
  if (leaving !== null) {
    const period = takePeriod(reader, leaving, day, false);
    const words = wordsOf(leaving, period);
    const denied = DENIED.test(reader.text.slice(Math.max(0, leaving.index - 40), leaving.index));
    const tests = denied ? [leavesLater(period, day), null] : [leavesWithin(period, day)];
    return [...seen, ...test(words, until, ...tests)];
  }
  const staying = reader.take(STAYING);
  if (staying !== null) {
    const period =
      takePeriod(reader, staying, day, false) ?? takePeriod(reader, null, day, false, /./);
    const words = wordsOf(staying, period);
    if (period === null) return seen;
    const beyond = /^(?:after|beyond|past|longer than)$/.test(period.preposition);
    return [
      ...seen,
      ...test(words, until, beyond ? { gt: period.to } : { gte: period.from }, null),
    ];
  }
  const arrived = reader.take(ARRIVED);
  if (arrived !== null) {
    const period = takePeriod(reader, arrived, day, true);
    return [...seen, ...test(wordsOf(arrived, period), from, cameWithin(period, day))];
  }
  const period = takePeriod(reader, null, day, false);
  if (period === null || period.from <= day) return seen;
  return [...seen, ...seenOn(period.words, period.from)];
}

function readComing(reader: Reader, day: string) {
  const ahead = periodsIn(reader.rest, day, false).some(({ to }) => to > day);
  if (!ahead && !/\bupcoming\b/.test(reader.rest)) return null;
  const coming = reader.take(COMING);
  if (coming === null) return null;
  const period = takePeriod(reader, coming, day, false);
  const { from, to } = period ?? { from: day, to: addDays(day, SOON_DAYS) };
  return { words: wordsOf(coming, period), days: { gt: day, gte: from, lte: to } };
}

function wordsOf(verb: RegExpExecArray, period: Period | null): string {
  return period === null ? verb[0] : `${verb[0]} ${period.words}`;
}

function leavesWithin(period: Period | null, day: string): FieldTest['is'] {
  if (period === null) return { gte: day, lte: addDays(day, SOON_DAYS) };
  const { from, to, preposition, words } = period;
  if (preposition === 'after') return { gt: to };
  // "Before the end of March" may be its last day, "before Christmas" is not Christmas.
  if (preposition === 'before')
    return /\b(?:end|out|over)\b/.test(words) ? { gte: day, lte: to } : { gte: day, lt: from };
  if (/^(?:by|until|till|up to)$/.test(preposition)) return { gte: day, lte: to };
  return { gte: later(from, day), lte: to };
}

function leavesLater(period: Period | null, day: string): FieldTest['is'] {
  if (period === null) return { gt: addDays(day, SOON_DAYS) };
  return period.preposition === 'before' ? { gte: period.from } : { gt: period.to };
}

function cameWithin(period: Period | null, day: string): FieldTest['is'] {
  if (period === null || period.from > day) return { gte: addDays(day, -NEW_DAYS), lte: day };
  if (period.preposition === 'after') return { gt: period.to, lte: day };
  const since = /^(?:since|from)$/.test(period.preposition);
  return { gte: period.from, lte: since || period.to > day ? day : period.to };
}

/** What a period says without a word of coming and going: when it is watched. */
const WATCHED =
  /^(?:today|tonight|tomorrow)$|\bweekend$|^(?:on|at|over) |^(?:on )?\d|^(?:this|next) \w+day$|^next week$/;

/** Takes the period that goes with a verb: the next in its sentence, or the one before it. */
function takePeriod(
  reader: Reader,
  verb: RegExpExecArray | null,
  day: string,
  past: boolean,
  said = WATCHED,
): Period | null {
  const periods = periodsIn(reader.rest, day, past);
  const chosen =
    verb === null
      ? periods.find(({ words }) => said.test(words))
      : (periods.find(
          (period) => period.start >= verb.index && sameSentence(reader, verb, period),
        ) ?? periods.findLast((period) => sameSentence(reader, verb, period)));
  // Other times of the sentence are no subjects either.
  reader.takeAll(/\b(?:to(?:day|night|morrow)|(?:this|next) (?:week(?:end)?|month))\b/g);
  if (chosen === undefined) return null;
  const { words } = chosen;
  reader.take(new RegExp(words.replaceAll('-', '\\-')));
  return chosen;
}

function sameSentence(reader: Reader, verb: RegExpExecArray, period: Period): boolean {
  const between = reader.text.slice(
    Math.min(verb.index, period.start),
    Math.max(verb.index, period.start),
  );
  return !/[.?!;]\s/.test(between);
}
