import { analyse, isStopTerm } from '../../core/analyse.ts';
import { boundBefore, boundBehind } from './bounds.ts';
import { measuresNamed } from './measures.ts';
import type { Measure } from './measures.ts';
import { millions, readNumeral } from './numerals.ts';
import type { Numeral } from './numerals.ts';
import { wordsAt } from './tokens.ts';
import type { Amount, Bound, Offset, Reading, Token } from './types.ts';
import { readUnit } from './units.ts';
import type { Unit } from './units.ts';

/** The amount that begins at a token; null when there is none. */
export function readAmount(tokens: readonly Token[], at: number): Amount | null {
  const numeral = readNumeral(tokens, at);
  if (numeral === null) {
    return readMultiple(tokens, at) ?? readBoth(tokens, at) ?? readImplied(tokens, at);
  }
  const before = currencyBefore(tokens, at);
  const scaled = before.length > 0 ? millions(tokens, numeral) : numeral;
  const named = before.length > 0 ? before : unitOfField(tokens, at);
  const unit = readUnit(tokens, scaled.to, named);
  const bound = boundBehind(tokens, unit.to) ?? boundBefore(tokens, at);
  const sign = isNegative(tokens, at, before.length > 0) ? -1 : 1;
  const readings = scaled.values.flatMap((value) => {
    const number = sign * value;
    const measured = unit.measures.map((measure): Reading => ({ number, measure, noun: null }));
    const shared = scaled.share && measured.length === 0;
    if (shared) return [{ number: number * 100, measure: PERCENT, noun: null }];
    return measured.length > 0 && !unit.qualifies
      ? measured
      : [...measured, { number, measure: null, noun: unit.noun }];
  });
  return {
    kind: 'amount',
    from: at,
    to: unit.to,
    readings: withMillions(tokens, scaled, readings),
    per: unit.per,
    bound,
    end: null,
    offset:
      tokens[at - 1]?.text === 'plus'
        ? 'above'
        : (offsetAt(tokens, unit.to) ?? offsetOf(tokens, unit, bound)),
    approximate: isApproximate(tokens, at),
    // "One" is mostly a pronoun, unless it is bounded.
    implied: tokens[at]?.text === 'one' && typeof bound?.strict !== 'boolean',
  };
}

const [PERCENT = null] = measuresNamed('percent');

/** "5m users" may be five million of them. */
function withMillions(
  tokens: readonly Token[],
  { to, values }: Numeral,
  readings: readonly Reading[],
): readonly Reading[] {
  const letter = tokens[to];
  if (letter?.text !== 'm' || letter.spaced || tokens[to + 1]?.kind !== 'word') return readings;
  const noun = analyse(tokens[to + 1]?.text ?? '')[0] ?? null;
  if (noun === null || isStopTerm(noun)) return readings;
  return [
    ...readings,
    ...values.map((value) => ({ number: value * 1_000_000, measure: null, noun })),
  ];
}

const MULTIPLES = new Map([
  ['halve', 0.5],
  ['halves', 0.5],
  ['halved', 0.5],
  ['double', 2],
  ['doubles', 2],
  ['doubled', 2],
  ['triple', 3],
  ['triples', 3],
  ['tripled', 3],
]);

/** "Halved" lends a half and "doubled" a 2: a claim may say "half as much" or "twice". */
function readMultiple(tokens: readonly Token[], at: number): Amount | null {
  const value = MULTIPLES.get(tokens[at]?.text ?? '');
  if (value === undefined) return null;
  const reading =
    value < 1 ? { number: 100 * value, measure: PERCENT } : { number: value, measure: null };
  return {
    kind: 'amount',
    from: at,
    to: at + 1,
    readings: [{ ...reading, noun: null }],
    per: [],
    bound: null,
    end: null,
    offset: null,
    approximate: false,
    implied: true,
  };
}

/** "Both tyres" lends a 2. */
function readBoth(tokens: readonly Token[], at: number): Amount | null {
  if (tokens[at]?.text !== 'both') return null;
  const { to, noun } = readUnit(tokens, at + 1, []);
  return {
    kind: 'amount',
    from: at,
    to: Math.max(to, at + 1),
    readings: [{ number: 2, measure: null, noun }],
    per: [],
    bound: null,
    end: null,
    offset: null,
    approximate: false,
    implied: true,
  };
}

/** "A year" and "an hour" lend a 1, and claim one where a bound stands before them. */
function readImplied(tokens: readonly Token[], at: number): Amount | null {
  const article = /^(?:an?|per|each|every|single)$/.test(tokens[at]?.text ?? '');
  const unit = tokens[at + 1];
  if (!article || unit?.kind !== 'word' || unit.text.length < 3) return null;
  const { measures, to } = readUnit(tokens, at + 1, []);
  if (measures.length === 0 || to > at + 3) return null;
  const half = wordsAt(tokens, to, 'and', 'a', 'half') ? 0.5 : 0;
  const bound = boundBefore(tokens, at);
  const offset = offsetAt(tokens, to);
  const placed = bound !== null || offset !== null;
  const counts = half > 0 || (/^an?$/.test(tokens[at]?.text ?? '') && placed);
  return {
    kind: 'amount',
    from: at,
    to: half > 0 ? to + 3 : to,
    readings: measures.map((measure) => ({ number: 1 + half, measure, noun: null })),
    per: [],
    bound: boundBehind(tokens, to) ?? bound,
    end: null,
    offset,
    approximate: isApproximate(tokens, at),
    implied: !counts,
  };
}

/** The currency whose sign or code stands before a number: "€30", "EUR 30", "US $5". */
function currencyBefore(tokens: readonly Token[], at: number): readonly Measure[] {
  const before = tokens[at - 1];
  if (before === undefined || tokens[at]?.startsLine) return [];
  if (before.kind === 'word' && !/^(?:[a-z]{3})$/.test(before.text)) return [];
  // "5 EUR 10 days": the code is taken by the number before it.
  if (tokens[at - 2]?.kind === 'number' && before.kind === 'word') return [];
  return measuresNamed(before.text).filter(({ dimension }) => dimension === 'money');
}

/** The unit that the name of a field ends with: `"running_time_min":92`, `Wait (days): 2`. */
function unitOfField(tokens: readonly Token[], at: number): readonly Measure[] {
  if (tokens[at - 1]?.text !== ':' || tokens[at]?.startsLine === true) return [];
  let last = at - 2;
  while (/^["')]$/.test(tokens[last]?.text ?? '')) last--;
  const opens = /^[_(]$/.test(tokens[last - 1]?.text ?? '');
  return opens ? measuresNamed(tokens[last]?.text ?? '') : [];
}

const APPROXIMATE =
  /^(?:about|around|roughly|approximately|nearly|almost|circa|some|just|little|slightly|~|≈)$/;

/** "Roughly 50", "just over two hours". */
function isApproximate(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(Math.max(0, at - 3), at).some(({ text }) => APPROXIMATE.test(text));
}

/** "Within 14 days of the delivery" is after it. */
function offsetOf(tokens: readonly Token[], unit: Unit, bound: Bound | null): 'after' | null {
  const timed = unit.measures.some(({ dimension }) => dimension === 'time');
  return timed && bound?.direction === 'down' && tokens[unit.to]?.text === 'of' ? 'after' : null;
}

/** A minus clings to its number and to nothing before. */
function isNegative(tokens: readonly Token[], at: number, signed: boolean): boolean {
  const first = signed ? at - 1 : at;
  const mark = tokens[first - 1];
  if (mark?.text === 'minus') return true;
  const clings = /^[-−–]$/.test(mark?.text ?? '') && tokens[first]?.spaced === false;
  return clings && (mark?.spaced === true || first < 2) && tokens[first - 2]?.kind !== 'number';
}

const ABOVE = /^(?:above|more|higher|longer|older|larger|bigger|heavier)$/;
const BELOW = /^(?:below|less|fewer|lower|shorter|younger|smaller|lighter|cheaper)$/;

function offsetAt(tokens: readonly Token[], at: number): Offset | null {
  const words = [tokens[at]?.text ?? '', tokens[at + 1]?.text ?? ''];
  const [first = '', second = ''] = words;
  if (/^(?:before|prior|ahead|beforehand|earlier|ago)$/.test(first)) return 'before';
  if (first === 'in' && second === 'advance') return 'before';
  if (/^(?:after|following|later|afterwards)$/.test(first)) return 'after';
  if (ABOVE.test(first)) return 'above';
  return BELOW.test(first) ? 'below' : null;
}
