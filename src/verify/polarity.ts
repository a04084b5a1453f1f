/*
 * Whether a claim denies, allows or obliges as its quotes do. "May not" must not come out as "may", nor
 * "should" as "must".
 */

const NEGATIONS =
  /\b(?:not|no|never|none|neither|nor|nothing|nobody|nowhere|without|cannot|unless|except|excluding|excluded)\b|n['’]t\b/giu;
const OBLIGATIONS =
  /\b(?:must|shall|(?:is|are|be) required|ha(?:s|ve) to|needs? to|obliged|mandatory)\b/iu;

/** Whether the polarity and the obligation of a claim are those of its quotes. */
export function polaritySupported(claim: string, quotes: readonly string[]): boolean {
  const denied = denies(claim);
  const quotesDeny = quotes.map(denies);
  if (denied && !quotesDeny.includes(true)) return false;
  if (!denied && !quotesDeny.includes(false)) return false;
  const obliges = OBLIGATIONS.test(claim);
  return !obliges || quotes.some((quote) => OBLIGATIONS.test(quote));
}

function denies(text: string): boolean {
  return (text.match(NEGATIONS) ?? []).length > 0;
}
