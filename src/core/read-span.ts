import type { Span } from './model.ts';

const PARTED_WORD = /(?<=\p{L}\p{M}*)[-\u00ad\u2010][ \t]*(?:\r\n|\n|\r)[ \t]*(?=\p{Ll})/gu;
/** Formats whose line ends are those of the page, so that words are parted at them. */
const LAID_OUT = new Set(['application/pdf']);

/**
 * The words of a span as a reader takes them, which is what is indexed and compared: in a document that is
 * laid out on pages, a word that a line end parts is put together ("infor-" / "mation" is "information").
 * Anywhere else it is the text as it stands, since a hyphen before a line end may be the word's own. What
 * is quoted is always the text as it stands.
 */
export function readSpan(
  { revisionText, mediaType }: { readonly revisionText: string; readonly mediaType: string },
  { start, end }: Span,
): string {
  const words = revisionText.slice(start, end);
  return LAID_OUT.has(mediaType) ? joinPartedWords(words) : words;
}

/** Text of a laid out page with the words put together that its line ends part. */
export function joinPartedWords(text: string): string {
  return text.replace(PARTED_WORD, '');
}
