import { analyse, isStopTerm } from '../../core/analyse.ts';
import type { ReadText } from './read.ts';
import type { Amount, Quantity } from './types.ts';

/*
 * "30 days for refunds, 14 for exchanges" does not say "14 days for refunds". Which words a number goes with
 * cannot be told for sure without a parser, so only what is plain counts: the claim says with one number what
 * the quotes say with another of the same unit, and nothing of what they say with this one.
 */

const SEPARATOR = /^(?:[,;:.()|!?–—]|and|or|but|while|whereas|otherwise)$/;
/** Tokens to each side of a number that are looked at. */
const REACH = 16;

/** Whether a claim's amount is plainly said of what its quotes say another amount of. */
export function isMisplaced(
  amount: Amount,
  said: ReadText,
  held: ReadText,
  agrees: (quote: Quantity) => boolean,
): boolean {
  const kin = held.quantities.filter((quote): quote is Amount => isKin(amount, quote));
  const same = kin.filter(agrees);
  const others = kin.filter((quote) => !agrees(quote));
  if (same.length === 0 || others.length === 0) return countsAnother(amount, held, agrees);
  const right = new Set(same.flatMap((quote) => [...termsAround(quote, held)]));
  const wrong = new Set(others.flatMap((quote) => [...termsAround(quote, held)]));
  const own = [...right].filter((term) => !wrong.has(term));
  const foreign = [...wrong].filter((term) => !right.has(term));
  const words = termsAround(amount, said);
  return (
    own.length > 0 &&
    !own.some((term) => words.has(term)) &&
    foreign.some((term) => words.has(term))
  );
}

/** "Nine episodes" where the quotes have six episodes and nine floors. */
function countsAnother(
  { readings }: Amount,
  held: ReadText,
  agrees: (quote: Quantity) => boolean,
): boolean {
  const noun = readings[0]?.noun ?? null;
  if (noun === null) return false;
  const standing = held.quantities.filter(agrees);
  const elsewhere = standing.every((quote) => quote.kind === 'amount' && counts(quote) !== null);
  return (
    elsewhere &&
    !standing.some((quote) => counts(quote) === noun) &&
    held.quantities.some((quote) => counts(quote) === noun)
  );
}

function counts(quantity: Quantity): string | null {
  return quantity.kind === 'amount' ? (quantity.readings[0]?.noun ?? null) : null;
}

/** Whether a quantity counts the same unit or thing. */
function isKin(amount: Amount, quote: Quantity): boolean {
  const [one, other] = [
    amount.readings[0],
    quote.kind === 'amount' ? quote.readings[0] : undefined,
  ];
  if (one === undefined || other === undefined) return false;
  // Bare numbers may count anything.
  if (one.noun === null && one.measure === null) return false;
  return one.noun === other.noun && one.measure?.base === other.measure?.base;
}

/** Content words of the clause that a quantity stands in, as far as commas and conjunctions tell. */
function termsAround({ from, to }: Quantity, { tokens }: ReadText): Set<string> {
  let start = from;
  while (start > 0 && from - start < REACH && !tokens[start]?.startsLine) {
    if (SEPARATOR.test(tokens[start - 1]?.text ?? '')) break;
    start--;
  }
  let end = to;
  while (end < tokens.length && end - to < REACH && !tokens[end]?.startsLine) {
    if (SEPARATOR.test(tokens[end]?.text ?? '')) break;
    end++;
  }
  const words = [...tokens.slice(start, from), ...tokens.slice(to, end)];
  const terms = words.filter(({ kind }) => kind === 'word').flatMap(({ text }) => analyse(text));
  return new Set(terms.filter((term) => !isStopTerm(term)));
}
