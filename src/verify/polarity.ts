import { stripInlineMarkup } from '../core/markup.ts';

/*
 * Whether a claim denies, allows or obliges as its quotes do. "May not" must not come out as "may", nor
 * "should" as "must".
 */

// "No. 5" and "No. of keys" count; they deny nothing.
const NEGATIONS =
  /\b(?:not|no(?!\.\s*(?:\d|of\b))|non|never|none|neither|nor|nothing|nobody|nowhere|without|cannot|unless|except|excluding|excluded)\b|n['’]t\b/iu;
const OBLIGATIONS =
  /\b(?:must|shall|(?:is|are|be) required|ha(?:s|ve) to|needs? to|obliged|mandatory)\b/iu;

/**
 * Whether the polarity and the obligation of a claim are those of its quotes.
 * @param fields column and field names that the quotes stand under: "Not included" denies for its cells
 */
export function polaritySupported(
  claim: string,
  quotes: readonly string[],
  fields: readonly string[] = [],
): boolean {
  // A claim reads without marks: what denies in the address of a link is not said.
  const said = quotes.map(stripInlineMarkup);
  const withFields = [...said, ...fields];
  const agrees = denies(claim) ? withFields.some(denies) : said.some((quote) => !denies(quote));
  return agrees && (!obliges(claim) || withFields.some(obliges));
}

function denies(text: string): boolean {
  return NEGATIONS.test(text);
}

function obliges(text: string): boolean {
  return OBLIGATIONS.test(text);
}
