const LETTER_OR_NUMBER = /\p{L}|\p{N}[\p{N}.,]*/gu;

/**
 * How much words say of what a text is about: a letter weighs 1, so that long words weigh more than those
 * that any text has; a whole number weighs 1 as well, since numbers are what edits change; marks nothing.
 */
export function weightOfWords(text: string): number {
  return text.match(LETTER_OR_NUMBER)?.length ?? 0;
}
