import { tokenise, type Token } from '../core/analyse.ts';
import { createMatcher, type Matcher } from './words/matcher.ts';
import { weightOf } from './words/weight.ts';

/** A word of a claim that weighs something. */
export interface Placed {
  readonly weight: number;
  /** By the quotes; by title, headings or question alone; or by none. */
  readonly held: 'covered' | 'known' | 'foreign';
  /** Whether something can be added to a sentence here. */
  readonly opens: boolean;
  /** The nearest words before and behind it (or itself) that have a place in the quotes: that place. */
  readonly before: number | null;
  readonly behind: number | null;
}

export interface Places {
  readonly words: readonly Placed[];
  /** Words of the quotes that weigh something, in order. */
  readonly quoted: readonly QuotedWord[];
  /** Positions among them of words that the claim does not say. */
  readonly left: Set<number>;
}

interface QuotedWord {
  readonly token: Token;
  readonly weight: number;
  /** Number of the quote. */
  readonly text: number;
}

const OPENERS = new Set(
  `and or which who whose where because since as so if unless provided until with without for even plus after
  before while only but when by thanks making including despite although`.split(/\s+/),
);
const MARK = /[,;:(\u2013\u2014]/;

/** Finds for each word of the claim the one of the quotes that it repeats or, for want of that, stands for. */
export function placeWords(
  claim: string,
  quotes: readonly string[],
  fields: readonly string[],
  context: readonly string[],
): Places {
  const said = weighingWords(claim);
  const quoted = quotes.flatMap((quote, text) =>
    weighingWords(quote).map(({ token, weight }) => ({ token, weight, text })),
  );
  const [inClaim, inQuotes] = [matcherOf(said), matcherOf(quoted)];
  const [inFields, inContext] = [fields, context].map((texts) =>
    createMatcher(texts.flatMap((text) => tokenise(text))),
  );
  const left = new Set<number>();
  quoted.forEach(({ token }, at) => {
    if (inClaim.same(token).length === 0) left.add(at);
  });
  const repeated = inOrder(said, ({ token }) => inQuotes.same(token));
  const places = inOrder(
    said,
    ({ token }, index) => {
      const at = repeated[index] ?? null;
      if (at !== null) return [at];
      if (inFields?.same(token).length !== 0) return [];
      return inQuotes.related(token).filter((place) => left.has(place));
    },
    left,
  );
  const heldOf = ({ token, name }: SaidWord, index: number): Placed['held'] => {
    if (places[index] !== null || inFields?.same(token).length !== 0) return 'covered';
    // Names are judged by a gate of their own.
    return name || inContext?.same(token).length !== 0 ? 'known' : 'foreign';
  };
  const before = lastKnown(places);
  const behind = lastKnown(places.toReversed()).reverse();
  const words = said.map((word, index): Placed => ({
    weight: word.weight,
    opens: word.opens,
    held: heldOf(word, index),
    before: before[index] ?? null,
    behind: behind[index] ?? null,
  }));
  return { words, quoted, left };
}

interface SaidWord {
  readonly token: Token;
  readonly weight: number;
  readonly opens: boolean;
  readonly name: boolean;
}

function weighingWords(text: string): SaidWord[] {
  const words: SaidWord[] = [];
  let [opens, end] = [false, 0];
  for (const token of tokenise(text)) {
    opens ||= OPENERS.has(token.word) || MARK.test(text.slice(end, token.start));
    end = token.end;
    const weight = weightOf(token);
    if (weight === 0) continue;
    const name = token.start > 0 && /\p{Lu}/u.test(text.charAt(token.start));
    words.push({ token, weight, opens, name });
    opens = false;
  }
  return words;
}

function matcherOf(words: readonly { readonly token: Token }[]): Matcher {
  return createMatcher(words.map(({ token }) => token));
}

/** Of each word's places the one nearest behind the place of the word before. @param free takes each once */
function inOrder(
  said: readonly SaidWord[],
  placesOf: (word: SaidWord, index: number) => readonly number[],
  free?: Set<number>,
): (number | null)[] {
  let last = -1;
  return said.map((word, index) => {
    let best: number | null = null;
    for (const at of placesOf(word, index)) {
      if (best === null || Math.abs(at - last - 1) < Math.abs(best - last - 1)) best = at;
    }
    if (best !== null) free?.delete(best);
    last = best ?? last;
    return best;
  });
}

function lastKnown(places: readonly (number | null)[]): (number | null)[] {
  let last: number | null = null;
  return places.map((at) => (last = at ?? last));
}
