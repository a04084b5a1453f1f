import { stripInlineMarkup } from '../../src/core/markup.ts';
import { escapePattern } from '../../src/core/escape-pattern.ts';

/*
 * Whether a value of the data stands in a text. The data cut sentences into tokens and wrote them with
 * spaces between: what they call "27 MAY , 2021" or "37 signals" is "27 MAY, 2021" and "37signals" there.
 */

const SINGLE_QUOTES = /[\u2018\u2019\u201a\u201b\u2032`\u00b4]/g;
const DOUBLE_QUOTES = /[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
/** Emphasis whose other end was cut off with the sentence before or after. */
const LONE_MARKS = /\*\*|__/g;

/** Not within a word, a number or a decimal fraction. */
const STARTS = '(?<![\\p{L}\\p{N}])(?<!\\p{N}[.,](?=\\p{N}))';
const ENDS = '(?![\\p{L}\\p{N}])(?!(?<=\\p{N})[.,]\\p{N})';

/**
 * Whether the value stands in the text, as it is or without its inline markup. White space, Unicode form
 * (NFKC), quote marks and dashes make no difference; case does, and words and numbers count whole only:
 * "Tweet" does not stand in "Tweets", nor "5" in "1.5".
 */
export function holdsValue(text: string, value: string): boolean {
  const pattern = patternOf(value);
  return pattern.test(normalise(text)) || pattern.test(withoutMarkup(text));
}

/** Letters and digits alone, in which sentences can be compared whatever marks and spaces they have. */
export function lettersOf(text: string): string {
  return withoutMarkup(text).replace(/[^\p{L}\p{N}]/gu, '');
}

function withoutMarkup(text: string): string {
  return normalise(stripInlineMarkup(text).replace(LONE_MARKS, ''));
}

function patternOf(value: string): RegExp {
  const tokens = normalise(value).trim().split(/\s+/);
  const words = tokens.map((token) => escapePattern(token)).join('\\s*');
  const starts = /^[\p{L}\p{N}]/u.test(tokens[0] ?? '') ? STARTS : '';
  const ends = /[\p{L}\p{N}]$/u.test(tokens.at(-1) ?? '') ? ENDS : '';
  return new RegExp(`${starts}${words}${ends}`, 'u');
}

function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(DASHES, '-');
}
