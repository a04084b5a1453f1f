import { conceptOf } from '../words/concept.ts';
import type { ReadText } from './read.ts';
import { surroundingsOf } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';
import type { Quantity } from './types.ts';

/*
 * "30 days for refunds, 14 days for exchanges" does not say "14 days for refunds". What a number goes with
 * cannot be told for sure without a parser, so only what is plain counts: of the quantities of its sort in the
 * quotes one with another value has words of the claim around it that those with the claim's value lack, and
 * these have none that it lacks.
 */

/** In content words: what only one of two quantities has around it, and the claim has too. */
const MUCH = 0.6;
const LITTLE = 0.3;

/** Weekdays are placed as names that begin so. */
export const DAY_LABEL = '#day ';

/** Quotes with more quantities of a sort than anyone would read are not searched. */
const MAX_KIN = 60;

/** Whether a claim's quantity is plainly said of what its quotes say another one of. */
export type IsMisplaced = (quantity: Quantity, agrees: (quote: Quantity) => boolean) => boolean;

/** Of a claim and its quotes; what stands around their quantities is read once for each sort. */
export function bindingOf(said: ReadText, held: ReadText): IsMisplaced {
  const ofClaim = new Map<string, Map<Quantity, Surroundings>>();
  const ofQuotes = new Map<string, Map<Quantity, Surroundings>>();
  return (quantity, agrees) => {
    if (isPartOf(quantity, said)) return false;
    const isKin = (other: Quantity): boolean => areKin(quantity, other);
    const kin = held.quantities.filter(isKin);
    if (kin.length > MAX_KIN || !kin.some(agrees) || kin.every(agrees)) return false;
    const sort = sortOf(quantity);
    const claim = ofClaim.get(sort) ?? surroundingsOf(said, isKin);
    const quotes = ofQuotes.get(sort) ?? surroundingsOf(held, isKin);
    ofClaim.set(sort, claim);
    ofQuotes.set(sort, quotes);
    const words = claim.get(quantity);
    return words !== undefined && standsElsewhere(quantity, words, [...quotes], agrees);
  };
}

/** Quantities of one sort have the same kin. */
function sortOf(quantity: Quantity): string {
  if (quantity.kind !== 'amount') return quantity.kind;
  const [reading] = quantity.readings;
  return `amount ${reading?.measure?.dimension ?? ''} ${reading?.noun ?? ''}`;
}

function standsElsewhere(
  quantity: Quantity,
  words: Surroundings,
  surroundings: readonly (readonly [Quantity, Surroundings])[],
  agrees: (quote: Quantity) => boolean,
): boolean {
  const right = surroundings.filter(([quote]) => agrees(quote));
  if (right.length === 0) return false;
  const noun = countedBy(quantity);
  if (noun !== null && right.some(([, own]) => own.has(noun))) return false;
  const wrong = surroundings.filter(([quote]) => !agrees(quote) && !isImplied(quote));
  return wrong.some(([, theirs]) =>
    right.every(
      ([, own]) =>
        apart(own, theirs) > 0 &&
        apart(own, theirs, words) < LITTLE &&
        apart(theirs, own, words) >= MUCH,
    ),
  );
}

/** What it counts, as the name of a field may say it: `"episodes":20`. */
function countedBy(quantity: Quantity): string | null {
  const noun = quantity.kind === 'amount' ? quantity.readings[0]?.noun : undefined;
  return noun ? conceptOf({ word: noun, term: noun }) : null;
}

/** "A month" is too common to be what a claim should have said. */
function isImplied(quantity: Quantity): boolean {
  return quantity.kind === 'amount' && quantity.implied && quantity.bound === null;
}

/** Weight of what one holds and another does not, of the words of the claim where they are given. */
function apart(held: Surroundings, other: Surroundings, words?: Surroundings): number {
  let sum = 0;
  for (const [concept, weight] of held) {
    if (other.has(concept)) continue;
    sum += words === undefined ? weight : Math.min(weight, words.get(concept) ?? 0);
  }
  return sum;
}

/** "Two of the five": what is said, is said of the two. */
function isPartOf({ from }: Quantity, { tokens }: ReadText): boolean {
  const article = /^(?:the|these|those|all)$/.test(tokens[from - 1]?.text ?? '') ? 1 : 0;
  return tokens[from - 1 - article]?.text === 'of';
}

/** Whether two quantities are of one sort, so that either may be said where the other stands. */
function areKin(one: Quantity, other: Quantity): boolean {
  if (one.kind === 'date' && other.kind === 'date') return true;
  if (one.kind === 'time' && other.kind === 'time') return true;
  if (one.kind === 'label' && other.kind === 'label') {
    return one.text.startsWith(DAY_LABEL) && other.text.startsWith(DAY_LABEL);
  }
  if (one.kind !== 'amount' || other.kind !== 'amount') return false;
  const [a, b] = [one.readings[0], other.readings[0]];
  if (a === undefined || b === undefined) return false;
  if (a.measure === null || b.measure === null) {
    return a.measure === b.measure && (a.noun === b.noun || a.noun === null || b.noun === null);
  }
  return a.measure.dimension === b.measure.dimension;
}
