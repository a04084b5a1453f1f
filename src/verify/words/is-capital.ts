import type { Token } from '../../core/analyse.ts';

/** Whether a word of a text begins with a capital letter. */
export function isCapital(text: string, { start }: Pick<Token, 'start'>): boolean {
  return /\p{Lu}/u.test(text.charAt(start));
}
