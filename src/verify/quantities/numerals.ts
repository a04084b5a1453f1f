import { isStopTerm } from '../../core/analyse.ts';
import { measuresNamed } from './measures.ts';
import { wordsAt } from './tokens.ts';
import type { Token } from './types.ts';

const SCALES = new Map([
  ['hundred', 100],
  ['thousand', 1_000],
  ['k', 1_000],
  ['tsd', 1_000],
  ['lakh', 100_000],
  ['million', 1_000_000],
  ['mn', 1_000_000],
  ['mio', 1_000_000],
  ['crore', 10_000_000],
  ['billion', 1_000_000_000],
  ['bn', 1_000_000_000],
  ['trillion', 1_000_000_000_000],
  ['dozen', 12],
]);
/** "Half a million". */
const ROUND = new Set(SCALES.values());
const PARTS = new Map([
  ['half', 2],
  ['halve', 2],
  ['third', 3],
  ['quarter', 4],
  ['fourth', 4],
  ['fifth', 5],
  ['sixth', 6],
  ['eighth', 8],
  ['tenth', 10],
]);

/** Behind "a third", these begin no noun that it would be the third of. */
const AFTER_SHARE = /^(?:since|cheaper|larger|smaller|longer|shorter|higher|lower)$/;

/** A bare number as far as it reads: its values and the index behind it. */
export interface Numeral {
  readonly to: number;
  readonly values: readonly number[];
  /** A share of something: "a third" is 33.3 % of it. */
  readonly share: boolean;
}

/** The number that begins at a token, whatever it counts; null when there is none. */
export function readNumeral(tokens: readonly Token[], at: number): Numeral | null {
  return readFraction(tokens, at) ?? readTimes(tokens, at) ?? readNumber(tokens, at);
}

/** "Half", "a third", "two-thirds", "1/2", but not the ordinal "third". */
function readFraction(tokens: readonly Token[], at: number): Numeral | null {
  const [token, mark, below] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (token === undefined) return null;
  if (token.text === 'half') return readHalf(tokens, at);
  if (token.text === 'a' || token.text === 'an') {
    const part = PARTS.get(mark?.text ?? '');
    const shares =
      part !== undefined && part > 2 && (below?.text === 'of' || part === 3 || part === 5);
    const joined = below?.text === '-' && !below.spaced;
    const ordinal =
      joined ||
      (below?.kind === 'word' && !isStopTerm(below.text) && !AFTER_SHARE.test(below.text));
    return shares && !ordinal ? share(tokens, at + 2, 1 / part) : null;
  }
  const above = token.kind === 'number' ? token.values[0] : undefined;
  if (above === undefined) return null;
  if (mark?.text === '/' && !mark.spaced && below?.kind === 'number' && !below.spaced) {
    const whole = below.values[0] ?? 0;
    const plain =
      above < whole && whole <= 10 && Number.isInteger(above) && tokens[at + 3]?.text !== '/';
    return plain
      ? { to: at + 3, values: [above / whole], share: tokens[at + 3]?.text === 'of' }
      : null;
  }
  const word = mark?.text === '-' ? at + 2 : at + 1;
  const name = tokens[word]?.text ?? '';
  const part = PARTS.get(name === 'halves' ? 'half' : name.replace(/s$/, ''));
  const parted = part !== undefined && above < part && (above === 1 || name.endsWith('s'));
  return parted ? share(tokens, word + 1, above / part) : null;
}

/** "Half an hour", "half of it", "half the price", "a half day"; "the first half" and "half past" are none. */
function readHalf(tokens: readonly Token[], at: number): Numeral | null {
  if (/^(?:first|second|other|1st|2nd|third)$/.test(tokens[at - 1]?.text ?? '')) return null;
  if (wordsAt(tokens, at + 1, 'a', 'dozen')) return { to: at + 3, values: [6], share: false };
  const scale = tokens[at + 1]?.text === 'a' ? tokens[at + 2]?.values[0] : undefined;
  if (scale !== undefined && ROUND.has(scale)) {
    return { to: at + 3, values: [scale / 2], share: false };
  }
  return share(tokens, at + 1, 0.5);
}

/** A share goes on to its unit: "half an hour", "a quarter of an hour". */
function share(tokens: readonly Token[], at: number, value: number): Numeral {
  const of = tokens[at]?.text === 'of' ? 1 : 0;
  const article = /^an?$/.test(tokens[at + of]?.text ?? '') ? 1 : 0;
  const unit = at + of + article;
  const measured =
    measuresNamed(tokens[unit]?.text ?? '').length > 0 && tokens[unit]?.kind === 'word';
  const reaches = measured && (article === 1 || of === 0);
  return { to: reaches ? unit : at, values: [value], share: !reaches };
}

/** "Twice" and "thrice". "Once" is more often "as soon as", unless something goes by it. */
function readTimes(tokens: readonly Token[], at: number): Numeral | null {
  const word = tokens[at]?.text;
  const value = word === 'twice' ? 2 : word === 'thrice' ? 3 : null;
  if (value !== null) return { to: at + 1, values: [value], share: false };
  const next = tokens[at + 1]?.text ?? '';
  const rate =
    /^(?:per|every|each)$/.test(next) ||
    (/^an?$/.test(next) &&
      measuresNamed(tokens[at + 2]?.text.replace(/^calendar$/, 'year') ?? '').length > 0);
  return word === 'once' && rate ? { to: at + 1, values: [1], share: false } : null;
}

function readNumber(tokens: readonly Token[], at: number): Numeral | null {
  const token = tokens[at];
  const dozen = /^an?$/.test(token?.text ?? '') && tokens[at + 1]?.text === 'dozen';
  if (dozen) return { to: at + 2, values: [12], share: false };
  if (token?.text === 'one') return { to: at + 1, values: [1], share: false };
  if (token?.kind !== 'number' || token.values.length === 0) return null;
  let { values } = token;
  let to = at + 1;
  // "Thirty (30) days" says it twice.
  const [open, again, close] = [tokens[to], tokens[to + 1], tokens[to + 2]];
  if (open?.text === '(' && close?.text === ')' && again?.values[0] === values[0]) to += 3;
  const [fraction] = tokens[to]?.values ?? [];
  if (fraction !== undefined && /^\D$/.test(tokens[to]?.text ?? '')) {
    values = values.map((value) => value + fraction);
    to++;
  }
  if (wordsAt(tokens, to, 'and', 'a', 'half') || wordsAt(tokens, to, 'and', '1', 'half')) {
    values = values.map((value) => value + 0.5);
    to += 3;
  }
  const scale = SCALES.get(tokens[to]?.text ?? '');
  if (scale === undefined || (tokens[to]?.text === 'k' && tokens[to]?.spaced === true)) {
    return { to, values, share: false };
  }
  return { to: to + 1, values: values.map((value) => value * scale), share: false };
}

/** "£1.5m" is money by the million. */
export function millions(tokens: readonly Token[], numeral: Numeral): Numeral {
  const letter = tokens[numeral.to];
  if (letter === undefined || letter.spaced || !/^[mb]$/.test(letter.text)) return numeral;
  const scale = letter.text === 'm' ? 1_000_000 : 1_000_000_000;
  return {
    to: numeral.to + 1,
    values: numeral.values.map((value) => value * scale),
    share: numeral.share,
  };
}
