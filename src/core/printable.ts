import { stripVTControlCharacters } from 'node:util';

/**
 * One line of printable text, safe to write to a terminal whatever it was made from: escape sequences,
 * control characters and the invisible marks that reorder text (Trojan Source, CVE-2021-42574) are left
 * out, and white space is folded to single spaces.
 */
export function printable(text: string): string {
  return (
    stripVTControlCharacters(text)
      // U+0085 is both a control character and a line end.
      .replace(/(?![\t-\r\u0085])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
      .replace(/[\s\u0085]+/g, ' ')
      .trim()
  );
}

/** Control and format characters, but for those that join or part letters: reordering and hidden text. */
const HIDDEN = /(?![\u00ad\u200c\u200d])[\p{Cc}\p{Cf}]/u;

/** Whether a text that is to be one plain line holds characters that nobody sees. */
export function hasHiddenCharacters(text: string): boolean {
  return HIDDEN.test(text);
}

/**
 * JSON that is safe to write to a terminal: what `printable` leaves out is escaped, so that the values are
 * what they were. JSON itself escapes only what is below U+0020.
 */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
