import type { Clause } from './types.ts';
import type { Modal } from './cues.ts';

/*
 * Whether a claim obliges, advises, allows or promises as its quotes do. Denied, "may" and "must" are one ban;
 * "need not" is no ban.
 */

type Force = Exclude<Modal, 'required'> | 'ban' | 'advise against';

/** For each force of a claim, those of a quote that it must not be made from, unless its own stands there too. */
const MADE_FROM: ReadonlyMap<Force, readonly Force[]> = new Map<Force, readonly Force[]>([
  ['must', ['should', 'may', 'neednot']],
  ['should', ['must', 'ban', 'may', 'neednot']],
  ['may', ['must', 'ban', 'advise against']],
  ['will', ['may', 'should']],
  ['neednot', ['must', 'ban', 'should', 'advise against']],
  ['ban', ['neednot', 'advise against', 'should']],
  ['advise against', ['ban', 'neednot']],
]);

export function modalitySupported(said: readonly Clause[], held: readonly Clause[]): boolean {
  return said.every((clause) => {
    const forces = forcesOf(clause);
    if (forces.size === 0) return true;
    const near = nearest(clause, held);
    const heldForces = new Set(near.flatMap((other) => [...forcesOf(other)]));
    const narrowed = clause.narrowed || near.some((other) => other.narrowed);
    return [...forces].every((force) => {
      if (heldForces.has(force)) return true;
      // "May only be used by members" and "must be used by members only" say one thing.
      if (narrowed && (force === 'may' || force === 'must')) return true;
      return !(MADE_FROM.get(force) ?? []).some((other) => heldForces.has(other));
    });
  });
}

function forcesOf({ modals, denials }: Clause): ReadonlySet<Force> {
  const denied = denials.length % 2 === 1;
  const forces = new Set<Force>();
  for (const modal of modals) {
    if (modal === 'neednot' || modal === 'will') forces.add(modal);
    else if (modal === 'required') forces.add(denied ? 'neednot' : 'must');
    else if (!denied) forces.add(modal);
    else forces.add(modal === 'should' ? 'advise against' : 'ban');
  }
  return forces;
}

/** The clauses of the quotes that share most with one of the claim; all of them where none shares a word. */
export function nearest(clause: Clause, held: readonly Clause[]): readonly Clause[] {
  let most = 0;
  let found: Clause[] = [];
  for (const other of held) {
    let shared = 0;
    for (const [concept, weight] of clause.words) if (other.words.has(concept)) shared += weight;
    if (shared > most) [found, most] = [[other], shared];
    else if (shared === most && most > 0) found.push(other);
  }
  return most === 0 ? held : found;
}
