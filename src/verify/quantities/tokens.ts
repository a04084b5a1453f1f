import { wordsToDigits } from '../../core/number-words.ts';
import { measuresNamed } from './measures.ts';
import type { Token } from './types.ts';

const SPACES = ' \\u00a0\\u2009\\u202f';
/** The longest form first; every repetition is bounded, so that hostile digits cost no time. */
const NUMERAL = [
  // 1,000,000.50 and 12,34,567
  '\\d{1,3}(?:,\\d{2,3}){0,6},\\d{3}(?!\\d|,\\d)(?:\\.\\d+)?',
  // 1.000.000,50 and 1.000,50
  '\\d{1,3}(?:\\.\\d{3}){1,6},\\d+|\\d{1,3}(?:\\.\\d{3}){2,6}(?![\\d.])',
  // 1 000 000
  `\\d{1,3}(?:[${SPACES}]\\d{3}){1,6}(?![${SPACES}.,/-]?\\d)(?:[.,]\\d{1,2}(?!\\d))?`,
  // 1.2.3, a version or a date
  '\\d+(?:\\.\\d+){2,6}',
  '\\d+\\.\\d+|\\d+,\\d{1,2}(?!\\d|,\\d)|\\d+',
].join('|');
const FRACTION_SIGNS = new Map([
  ['½', 0.5],
  ['⅓', 1 / 3],
  ['⅔', 2 / 3],
  ['¼', 0.25],
  ['¾', 0.75],
  ['⅕', 0.2],
  ['⅛', 0.125],
]);
/** A word may hold digits ("E17", "m2"); addresses are of one piece and hold none that count. */
const TOKEN = new RegExp(
  `(?<address>\\bhttps?:\\/\\/\\S{1,300})|(?<number>${NUMERAL}|[${[...FRACTION_SIGNS.keys()].join('')}])` +
    `|(?<word>[\\p{L}°µ][\\p{L}\\p{M}\\d²³]{0,60}(?:['’]\\p{L}{1,3}(?!\\p{L}))?)|[^\\s]`,
  'gu',
);
/** "[3]", "[^a]" and raised figures send to a note. "m²" is a unit. */
const NOTE_MARKS = /\[\^?\d{1,3}\](?!\()|(?<!\b[ckm]?m|\bft)[⁰¹²³⁴-⁹]+/gu;

/** Words, numbers and marks of a text, number words read as numbers. */
export function tokensOf(text: string): Token[] {
  const digits = wordsToDigits(text, oneCounts).replace(NOTE_MARKS, (mark) =>
    ' '.repeat(mark.length),
  );
  const tokens: Token[] = [];
  let end = 0;
  for (const { 0: raw, index: start, groups } of digits.matchAll(TOKEN)) {
    const gap = digits.slice(end, start);
    end = start + raw.length;
    if (groups?.address !== undefined) continue;
    const lower = raw.toLowerCase();
    const numeral = groups?.number !== undefined;
    tokens.push({
      kind: numeral ? 'number' : groups?.word !== undefined ? 'word' : 'mark',
      text: lower,
      start,
      end,
      capital: lower !== raw,
      spaced: gap !== '',
      startsLine: tokens.length === 0 || gap.includes('\n'),
      values: numeral ? valuesOf(raw) : [],
    });
  }
  return tokens;
}

/** "One" counts only before a measure or a fraction, since it is mostly a pronoun. */
function oneCounts(next: string | undefined): boolean {
  if (next === undefined) return false;
  return (
    measuresNamed(next).length > 0 ||
    /^(?:third|quarter|half|fifth|tenth|time|working|business|calendar)$/.test(next)
  );
}

function valuesOf(raw: string): number[] {
  const sign = FRACTION_SIGNS.get(raw);
  if (sign !== undefined) return [sign];
  const solid = raw.replace(/\s/g, '');
  if (/^\d+(?:\.\d+){2,}$/.test(solid) && !/^\d{1,3}(?:\.\d{3}){2,}$/.test(solid)) return [];
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(solid) || /^\d{1,3}(?:\.\d{3}){2,}$/.test(solid)) {
    return [Number(solid.replaceAll('.', '').replace(',', '.'))];
  }
  if (/^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/.test(solid))
    return [Number(solid.replaceAll(',', ''))];
  const value = Number(solid.replace(',', '.'));
  // In English "1.500" is one and a half; a text that writes "1.500 €" means more.
  return /^[1-9]\d{0,2}\.\d{3}$/.test(solid) ? [value, value * 1000] : [value];
}

/** Whether the words from `at` are these. */
export function wordsAt(
  tokens: readonly Token[],
  at: number,
  ...words: readonly string[]
): boolean {
  return words.every((word, i) => tokens[at + i]?.text === word);
}

/** The whole number that a token writes in plain digits; null for anything else. */
export function plainNumber(token: Token | undefined): number | null {
  return token?.kind === 'number' && /^\d{1,6}$/.test(token.text) ? Number(token.text) : null;
}
