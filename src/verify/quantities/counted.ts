import { analyse, tokenise } from '../../core/analyse.ts';
import { conceptOf } from '../words/concept.ts';
import type { Amount, Quantity } from './types.ts';

/** Words for whatever is counted. */
const GENERIC = new Set(
  analyse(`people persons things items pieces units parts entries points copies places kinds types others
    times cases members numbers total titles customers users individuals`),
);
/** What is counted under several names. */
const COUNTED_ALIKE = `prizes awards honours trophies medals
seats places spots
votes ratings reviews ballots
guests visitors attendees participants
episodes instalments
pupils students learners
residents inhabitants
machines devices
requests calls queries
songs tracks
participants subjects patients
games matches`
  .split('\n')
  .map((line) => new Set(analyse(line)));

/**
 * Whether a claim counts one thing where its quotes count another: "nine episodes" under "six episodes, nine
 * floors", "three episodes" under "three seasons". A word for anything ("items") may stand for each thing.
 * @param standing the quantities of the quotes with the claim's value
 */
export function countsAnother(amount: Amount, standing: readonly Quantity[]): boolean {
  const noun = nounOf(amount);
  if (noun === null || standing.length === 0) return false;
  const [word] = tokenise(noun);
  if (word === undefined || GENERIC.has(noun)) return false;
  const nouns = standing.map(nounOf);
  if (nouns.some((other) => other === null || GENERIC.has(other) || areAlike(noun, other)))
    return false;
  const counted = nouns.flatMap((other) => tokenise(other ?? ''));
  return !counted.some((other) => conceptOf(other) === conceptOf(word));
}

function areAlike(noun: string, other: string): boolean {
  return COUNTED_ALIKE.some((names) => names.has(noun) && names.has(other));
}

function nounOf(quantity: Quantity): string | null {
  return quantity.kind === 'amount' ? (quantity.readings[0]?.noun ?? null) : null;
}
