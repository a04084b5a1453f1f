/** What text of any language has next to none of, though wrongly decoded text is full of it. */
const ODD_SIGNS: readonly RegExp[] = [
  // A capital beyond ASCII after a small letter: "cafŽ".
  /(?<=\p{Ll})(?=[^\0-\x7f])\p{Lu}/gu,
  // A sign between two letters, as in "caf‚s"; apostrophes and dashes stand there, and Asian script has no gaps.
  /(?<=[^\P{L}\u2e80-\uffff])(?=[^\0-\x7f’‘·\p{Pd}])[\p{S}\p{P}](?=[^\P{L}\u2e80-\uffff])/gu,
  // A low quotation mark behind a letter, where none opens: "caf‚".
  /(?<=\p{L})[‚„]/gu,
  // A line of a frame by itself, an accent without its letter, and what a dash becomes: "open Ð all day".
  /(?<![\u2500-\u259f])[\u2500-\u259f](?![\u2500-\u259f])/gu,
  /[¨¯¸˙˚˝˛ˇ˘]|(?<=\s)[ÐÑ](?=\s)/gu,
  // A letter beside a digit, as in "1896ñ1900", that is no unit of measurement.
  /(?<=\d)(?=[^\0-\x7fµÅ])[\p{Ll}\p{Lu}]|(?=[^\0-\x7fµ])[\p{Ll}\p{Lu}](?=\d)/gu,
  // A letter of another script within a Latin word: "cafй".
  /(?<=[A-Za-z])(?=[^\0-\x7fµ])[^\P{L}\p{Script=Latin}\p{Lo}]/gu,
  /(?=[^\0-\x7fµ])[^\P{L}\p{Script=Latin}\p{Lo}](?=[A-Za-z])/gu,
];
/** Control characters and places that Unicode leaves empty; U+0085 is a line end. */
const NO_CHARACTERS = /[\x80-\x84\x86-\x9f\p{Cn}\p{Co}]/gu;
const NO_CHARACTER_WEIGHT = 5;
const BEYOND_ASCII = /[^\0-\x7f]/gu;

/** How much of what is not ASCII in a text does not look like text, 0 to 1. */
export function oddShare(text: string): number {
  const characters = count(text, BEYOND_ASCII);
  if (characters === 0) return 0;
  const odd = ODD_SIGNS.reduce((sum, sign) => sum + count(text, sign), 0);
  return Math.min(1, (odd + NO_CHARACTER_WEIGHT * count(text, NO_CHARACTERS)) / characters);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
