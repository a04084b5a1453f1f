import { analyse, isStopTerm } from '../../core/analyse.ts';
import { measuresNamed } from './measures.ts';
import type { Measure } from './measures.ts';
import { DAY } from './measure-table.ts';
import { wordsAt } from './tokens.ts';
import type { Token } from './types.ts';

/** What stands behind a number. */
export interface Unit {
  /** Index behind the unit and what it is per. */
  readonly to: number;
  readonly measures: readonly Measure[];
  /** Stem of what is counted, when no measure stands there. */
  readonly noun: string | null;
  /** "Two day tickets": the unit may only say of what kind the tickets are. */
  readonly qualifies: boolean;
  /** Units and stems of nouns behind "per", "a", "each" and "/". */
  readonly per: readonly string[];
}

/** Words between a number and its unit that change nothing. */
const PLAIN = new Set(
  'full whole clear consecutive calendar more further additional extra other entire straight successive complete paid unpaid days-long us'.split(
    ' ',
  ),
);
const WORKING = new Set(['working', 'business']);
const TWO_WORDS = new Map([
  ['per cent', 'percent'],
  ['per mille', '‰'],
  ['per mil', '‰'],
  ['percentage point', 'percentage-point'],
  ['% point', 'percentage-point'],
  ['percent point', 'percentage-point'],
  ['basis point', 'basis-point'],
  ['square metre', 'm2'],
  ['square meter', 'm2'],
  ['sq m', 'm2'],
  ['square kilometre', 'km2'],
  ['square kilometer', 'km2'],
  ['square foot', 'ft2'],
  ['square feet', 'ft2'],
  ['sq ft', 'ft2'],
  ['cubic metre', 'm3'],
  ['cubic meter', 'm3'],
  ['° c', '°c'],
  ['° f', '°f'],
  ['degree celsius', 'celsius'],
  ['degree fahrenheit', 'fahrenheit'],
  ['watt hour', 'wh'],
  ['kilowatt hour', 'kwh'],
  ['us dollar', 'dollar'],
  ['australian dollar', 'aud'],
  ['canadian dollar', 'cad'],
]);
const RATES = new Map([
  ['hourly', 'hour'],
  ['daily', 'day'],
  ['weekly', 'week'],
  ['fortnightly', 'fortnight'],
  ['monthly', 'month'],
  ['quarterly', 'quarter'],
  ['yearly', 'year'],
  ['annually', 'year'],
  ['annual', 'year'],
  ['annum', 'year'],
]);
const SPEEDS = new Map([
  ['mile hour', 'mph'],
  ['km hour', 'km/h'],
  ['kilometre hour', 'km/h'],
  ['kilometer hour', 'km/h'],
  ['metre second', 'm/s'],
  ['meter second', 'm/s'],
  ['megabit second', 'mbps'],
  ['mbit second', 'mbps'],
  ['gigabit second', 'gbps'],
]);

/** The unit of a number from the tokens behind it. A currency before the number has been read already. */
export function readUnit(tokens: readonly Token[], at: number, before: readonly Measure[]): Unit {
  if (before.length > 0) return withRate(tokens, at, before, null, false);
  const joined = tokens[at]?.text === '-' && tokens[at]?.spaced === false ? 1 : 0;
  let first = at + joined;
  if (/^(?:times|time|x|×)$/.test(tokens[first]?.text ?? ''))
    return withRate(tokens, first + 1, [], null, false);
  while (PLAIN.has(tokens[first]?.text ?? '') && tokens[first + 1]?.kind === 'word') first++;
  if (WORKING.has(tokens[first]?.text ?? '')) {
    const next = tokens[first + 1]?.text === '-' ? first + 2 : first + 1;
    const days = measuresNamed(tokens[next]?.text ?? '').filter(isDay);
    if (days.length > 0) return withRate(tokens, next + 1, days.map(working), null, false);
  }
  const pair = pairAt(tokens, first);
  if (pair !== null) return withRate(tokens, pair.to, pair.measures, null, false);
  const word = tokens[first];
  const measures = measureAt(tokens, first);
  if (measures.length > 0)
    return withRate(tokens, first + 1, measures, null, isAttribute(tokens, first, joined));
  return word?.kind === 'word' ? counted(tokens, first) : withRate(tokens, at, [], null, false);
}

/** Two words, or two with a slash, that are one unit. */
function pairAt(
  tokens: readonly Token[],
  at: number,
): { to: number; measures: readonly Measure[] } | null {
  const [one, two, three] = [0, 1, 2].map((i) => singular(tokens[at + i]?.text ?? ''));
  const slash = two === '/' && three !== undefined ? measuresNamed(`${one}/${three}`) : [];
  if (slash.length > 0) return { to: at + 3, measures: slash };
  const speed = /^(?:per|an?)$/.test(two ?? '') ? SPEEDS.get(`${one} ${three}`) : undefined;
  if (speed !== undefined) return { to: at + 3, measures: measuresNamed(speed) };
  const named = TWO_WORDS.get(`${one} ${two}`);
  return named === undefined ? null : { to: at + 2, measures: measuresNamed(named) };
}

function measureAt(tokens: readonly Token[], at: number): readonly Measure[] {
  const token = tokens[at];
  if (token === undefined || token.kind === 'number') return [];
  // "5 a month", "3 s": a lone letter is a unit only where it clings or nothing else can be meant.
  if (token.kind === 'mark' && /^[-/]$/.test(token.text)) return [];
  return measuresNamed(token.text);
}

/** "Two day tickets" are tickets; "14 days notice" are days. */
function isAttribute(tokens: readonly Token[], at: number, joined: number): boolean {
  const [unit, next] = [tokens[at], tokens[at + 1]];
  if (joined === 1 || unit === undefined || next?.kind !== 'word') return false;
  return (
    unit.text.length > 2 &&
    !unit.text.endsWith('s') &&
    next.text.endsWith('s') &&
    !isStopTerm(next.text) &&
    measureAt(tokens, at).every(({ dimension }) => dimension !== 'money' && dimension !== 'share')
  );
}

/** What is counted: "30 bikes". A measure at the end of a row of words is the unit: "30 paid holiday days". */
function counted(tokens: readonly Token[], first: number): Unit {
  const words: Token[] = [];
  for (let at = first; words.length < 3; at++) {
    const token = tokens[at];
    if (token?.kind !== 'word' || token.startsLine || isStopTerm(token.text)) break;
    words.push(token);
  }
  const [noun] = words;
  if (noun === undefined) return withRate(tokens, first, [], null, false);
  const last = words.at(-1);
  const measures =
    words.length > 1 && words.length < 3 && last?.text.endsWith('s')
      ? measuresNamed(last.text)
      : [];
  if (measures.length > 0) return withRate(tokens, first + words.length, measures, null, true);
  const stem = isCounted(noun.text) ? (analyse(noun.text)[0] ?? null) : null;
  return withRate(tokens, stem === null ? first : first + 1, [], stem, false);
}

/** A plural, or one of the few without an s. Any other word may be an adverb or a verb. */
function isCounted(word: string): boolean {
  return (
    word.length > 3 &&
    (/[^su]s$/.test(word) || /^(?:people|children|women|men|staff)$/.test(word)) &&
    word !== 'times'
  );
}

function withRate(
  tokens: readonly Token[],
  at: number,
  measures: readonly Measure[],
  noun: string | null,
  qualifies: boolean,
): Unit {
  const per: string[] = [];
  let to = at;
  while (per.length < 3) {
    const rate = rateAt(tokens, to);
    if (rate === null) break;
    per.push(rate.unit);
    to = rate.to;
  }
  return { to, measures, noun, qualifies, per };
}

/** "Per month", "a month", "/month", "monthly". */
export function rateAt(tokens: readonly Token[], at: number): { to: number; unit: string } | null {
  const word = tokens[at]?.text ?? '';
  const adverb = RATES.get(word);
  if (adverb !== undefined) return { to: at + 1, unit: rateName(adverb) };
  if (wordsAt(tokens, at, 'p', '.', 'a')) return { to: at + 3, unit: rateName('year') };
  if (!/^(?:per|an?|each|every|\/)$/.test(word)) return null;
  const next = PLAIN.has(tokens[at + 1]?.text ?? '') ? at + 2 : at + 1;
  const unit = tokens[next];
  if (unit?.kind !== 'word') return null;
  // "Every second year".
  if (unit.text === 'second' && measuresNamed(tokens[next + 1]?.text ?? '').length > 0) return null;
  const annum = RATES.get(unit.text);
  const measured = measuresNamed(unit.text).length > 0;
  if (!measured && annum === undefined && !/^(?:per|\/)$/.test(word)) return null;
  return { to: next + 1, unit: rateName(annum ?? unit.text) };
}

/** "Yr" and "years" as "year", "GB" as "gb": units by their first spelling, nouns by their stem. */
function rateName(word: string): string {
  const [measure] = measuresNamed(word);
  return measure === undefined ? (analyse(word)[0] ?? word) : nameOf(measure);
}

/** One name for a unit however it is written. */
export function nameOf({ base, factors }: Measure): string {
  return `${factors[0] ?? 1} ${base}`;
}

/** A day and no week: "two working days". */
function isDay({ base, factors: [factor] }: Measure): boolean {
  return base === 'second' && factor === DAY;
}

function working(measure: Measure): Measure {
  return { ...measure, base: 'working day' };
}

function singular(word: string): string {
  return word.length > 3 ? word.replace(/(?<![isu])s$/, '') : word;
}
