import { tokenise, type Token } from '../../core/analyse.ts';
import { conceptOf } from '../words/concept.ts';
import { weightOf } from '../words/weight.ts';
import { AUXILIARIES, CONTRASTS, MODALS, SUBORDINATORS, WITHOUTS } from './cues.ts';

/*
 * What a word that denies is about: the content words next to it.
 */

/** Marks that end a clause. */
export const HARD = /^[.!?;:()\u2013\u2014"|\n]$/;

/** How many parts and content words a denial reaches. */
const REACH = 7;
const FOCUS = 2;
/** Where what a denial is about ends. */
const OPENING = new Set([...SUBORDINATORS, ...CONTRASTS, ...WITHOUTS, 'with', 'unless']);

/** The content words next to a denial: behind it, or before it where nothing follows ("… is forbidden"). */
export function focusAt(parts: readonly string[], index: number): string[] {
  const behind = contentFrom(parts, index, 1);
  const says = behind.some(([, weight]) => weight >= 1);
  const found = says ? behind : [...behind, ...contentFrom(parts, index, -1)];
  return found.map(([concept]) => concept);
}

function contentFrom(parts: readonly string[], index: number, step: 1 | -1): Weighed[] {
  const found: Weighed[] = [];
  for (let i = index + step, n = 0; n < REACH && found.length < FOCUS; i += step, n++) {
    const part = parts[i];
    if (part === undefined) break;
    // "Workshop: no" and "| bank details | no |" deny what stands before.
    if (step < 0 && (part === '|' || part === ':' || part === '"')) continue;
    if (HARD.test(part) || part === ',' || OPENING.has(part)) break;
    if (found.length > 0 && AUXILIARIES.has(part)) break;
    if (!MODALS.has(part)) found.push(...conceptsIn(part));
  }
  return found;
}

/** Concepts by part; bounded, since the words of hostile text are without end. */
type Weighed = readonly [concept: string, weight: number];
const known = new Map<string, readonly Weighed[]>();
const MAX_KNOWN = 20_000;

export function conceptsIn(part: string): readonly Weighed[] {
  let found = known.get(part);
  if (found === undefined) {
    if (known.size >= MAX_KNOWN) known.clear();
    found = tokenise(part)
      .map((token) => [conceptOf(token), weightIn(token)] as const)
      .filter(([, weight]) => weight > 0);
    known.set(part, found);
  }
  return found;
}

/** "Except on Mondays", "not in May": a statement ends at these, though numbers are another gate's. */
const TIMES =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|mornings?|evenings?|nights?|january|february|march|april|may|june|july|august|september|october|november|december)$/;

function weightIn(token: Token): number {
  return TIMES.test(token.word) ? 1 : weightOf(token);
}
