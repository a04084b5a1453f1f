import { isStopTerm, tokenise, type Token } from '../core/analyse.ts';
import { conceptOf } from './words/concept.ts';
import { isCapital } from './words/is-capital.ts';
import { createMatcher } from './words/matcher.ts';
import { weightOf } from './words/weight.ts';

/** A word of a claim that stands where its quotes have another. */
export interface Swap {
  readonly claimed: string;
  readonly quoted: string;
  /** One of the two is capitalised: a name was swapped. */
  readonly name: boolean;
}

/** How many of the four words around (two on each side; the end of a text counts for one) must be the same. */
const AROUND_NAME = 3;
const AROUND_WORD = 4;
/** A word that stands more often is too common to tell a place. */
const MAX_PLACES = 100;

/**
 * Words that were exchanged in what is else a copy: the words around stand in the quotes, with another word
 * between them. A paraphrase changes more than one word in five; who copies and changes one, changes what is
 * said.
 */
export function swapsIn(
  claim: string,
  quotes: readonly string[],
  context: readonly string[],
): Swap[] {
  const said = tokenise(claim);
  const held = [...quotes, ...context].flatMap((text) => tokenise(text));
  const inQuotes = createMatcher(held);
  const inClaim = createMatcher(said);
  const swaps: Swap[] = [];
  for (const text of quotes) {
    const tokens = tokenise(text);
    const places = new Map<string, number[]>();
    tokens.forEach(({ word }, index) => {
      const known = places.get(word);
      if (known === undefined) places.set(word, [index]);
      else known.push(index);
    });
    said.forEach((token, index) => {
      const isName = isCapital(claim, token);
      if (!tells(claim, token) || (inQuotes.same(token).length > 0 && !isName)) return;
      for (const at of candidates(said, index, places)) {
        const other = tokens[at];
        if (other === undefined || !tells(text, other)) continue;
        const name = isName || isCapital(text, other);
        if (conceptOf(other) === conceptOf(token) || inClaim.same(other).length > 0) continue;
        if (around(said, index, tokens, at) < (name ? AROUND_NAME : AROUND_WORD)) continue;
        swaps.push({ claimed: token.word, quoted: other.word, name });
      }
    });
  }
  if (swaps.length === 0) return [];
  const pairs = new Set(held.map((token, index) => `${token.word} ${held[index + 1]?.word ?? ''}`));
  return swaps.filter(({ claimed: word }) => !stands(word));

  /** A name may stand in the quotes and yet not in this place; any other word that stands is no swap. */
  function stands(word: string): boolean {
    return said.every((token, index) => {
      if (token.word !== word) return true;
      const next = said[index + 1];
      const before = said[index - 1];
      return (
        (next !== undefined && pairs.has(`${word} ${next.word}`)) ||
        (before !== undefined && !isStopTerm(before.term) && pairs.has(`${before.word} ${word}`))
      );
    });
  }
}

/** Where in the quote the word could stand, by the word behind it or before it. */
function candidates(
  said: readonly Token[],
  index: number,
  places: ReadonlyMap<string, readonly number[]>,
): number[] {
  const behind = places.get(said[index + 1]?.word ?? '') ?? [];
  const before = places.get(said[index - 1]?.word ?? '') ?? [];
  if (behind.length + before.length > MAX_PLACES) return [];
  return [...new Set([...behind.map((at) => at - 1), ...before.map((at) => at + 1)])];
}

function around(said: readonly Token[], index: number, held: readonly Token[], at: number): number {
  return [-2, -1, 1, 2].filter((step) => said[index + step]?.word === held[at + step]?.word).length;
}

/** A common word tells nothing, unless it is part of a name ("Cover Plus"). */
function tells(text: string, token: Token): boolean {
  const weight = weightOf(token);
  return weight === 1 || (weight > 0 && token.start > 0 && isCapital(text, token));
}
