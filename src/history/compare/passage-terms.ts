import { tokenise } from '../../core/analyse.ts';
import { weightOfWords } from './word-weight.ts';

/** How often each of some numbered things occurs. */
export type Counts = ReadonlyMap<number, number>;

/** The terms of a passage, as numbers that one reader gave. */
export interface PassageTerms {
  readonly words: Counts;
  /** Sum of the weights of its words. */
  readonly weight: number;
  /** Terms that follow one another. */
  readonly pairs: Counts;
  readonly pairCount: number;
}

export interface TermReader {
  /** The terms of a text; the same numbers mean the same terms in all that this reader has read. */
  read(text: string): PassageTerms;
  /** The weight of the words that both have. */
  sharedWeight(a: PassageTerms, b: PassageTerms): number;
}

/** Numbers of pairs are those of the two terms, joined; both stay exact in a double. */
const MAX_TERMS = 2 ** 26;

export function createTermReader(): TermReader {
  const numbers = new Map<string, number>();
  const weights: number[] = [];
  const numberOf = (term: string): number => {
    let number = numbers.get(term);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(term, number);
      weights.push(weightOfWords(term));
    }
    return number;
  };
  return {
    read(text) {
      const terms = tokenise(text).map(({ term }) => numberOf(term));
      const pairs = terms.slice(1).map((term, i) => (terms[i] ?? 0) * MAX_TERMS + term);
      return {
        words: count(terms),
        weight: terms.reduce((sum, term) => sum + (weights[term] ?? 0), 0),
        pairs: count(pairs),
        pairCount: pairs.length,
      };
    },
    sharedWeight: (a, b) => sharedSum(a.words, b.words, (term) => weights[term] ?? 0),
  };
}

function count(numbers: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

/** How many both have, each counted as often as in the one that has fewer of it. */
export function sharedCount(a: Counts, b: Counts): number {
  return sharedSum(a, b, () => 1);
}

function sharedSum(a: Counts, b: Counts, weightOf: (number: number) => number): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [number, times] of few) {
    const also = many.get(number);
    if (also !== undefined) sum += Math.min(times, also) * weightOf(number);
  }
  return sum;
}

/** What is left of `counts` without `taken`. */
export function without(counts: Counts, taken: Counts): Counts {
  const rest = new Map<number, number>();
  for (const [number, times] of counts) {
    const left = times - (taken.get(number) ?? 0);
    if (left > 0) rest.set(number, left);
  }
  return rest;
}
