import { attributeOf, type HtmlNode } from './tree.ts';

/** What is larger is a picture to look at, in CSS pixels. */
const MAX_SIGN_PIXELS = 64;
const MAX_SIGN_CHARACTERS = 40;
const MAX_FORMULA_CHARACTERS = 300;
const FORMULA = /(?:^|[\s_-])(?:math|latex|tex|equation|formula)/i;
/** "bar.png", "update_bar", "2026-05-bar": nobody's words. */
const FILE_NAME = /\.(?:avif|bmp|gif|ico|jpe?g|png|svg|tiff?|webp)$|^\S+_\S+$|^\S+-\S+-\S+$/i;

/**
 * The words that a picture stands for; '' when it is only to be looked at. A sign stands for words ("Press
 * [Save]", a tick in a table, an emoji): its alternative text is short, no file name, and it is not
 * stated to be large. So does a formula. Whether there are words around it is for the caller to see.
 */
export function pictureWords(node: HtmlNode | undefined): string {
  const words = (attributeOf(node, 'alt') ?? attributeOf(node, 'aria-label') ?? '').trim();
  if (FORMULA.test(attributeOf(node, 'class') ?? '') && words.length <= MAX_FORMULA_CHARACTERS) {
    return words;
  }
  const large = isLarge(attributeOf(node, 'width')) || isLarge(attributeOf(node, 'height'));
  return large || words.length > MAX_SIGN_CHARACTERS || FILE_NAME.test(words) ? '' : words;
}

function isLarge(pixels: string | null): boolean {
  return Number.parseInt(pixels ?? '', 10) > MAX_SIGN_PIXELS;
}
