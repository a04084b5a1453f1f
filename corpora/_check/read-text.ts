/** White space as single spaces, and words that were divided at a line's end joined. */
export function asRead(text: string): string {
  return text
    .replace(/(?<=\p{L})[-\u2010]\n\s*(?=\p{Ll})/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * What is left when white space, table bars, list marks, hyphens between letters and the shapes of quotation
 * marks make no difference: what was extracted from a page and what a reader reads there are then the same.
 */
export function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/^\s*(?:[-*•◦▪–]|\d{1,2}\.)\s+/gm, '')
    .replace(/(?<=\p{L})[-\u00ad\u2010\u2011]\s*(?=\p{L})/gu, '')
    .replace(/[‘’‚‛`]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .replace(/[\s|•\u00ad]+/g, '');
}

/** Whether a gold quote stands in a document: exactly, or as `bare` compares where the text was extracted. */
export function holdsQuote(
  document: { readonly text: string; readonly bare: string | null },
  quote: string,
): boolean {
  return document.bare === null
    ? document.text.includes(quote)
    : document.bare.includes(bare(quote));
}
