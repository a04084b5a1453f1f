/*
 * The store's terms in memory, by number, with a look-up of the words one slip of the keyboard away.
 * Terms are bucketed by length, so that a look-up compares only with words of nearly the same length.
 */

export interface Vocabulary {
  readonly size: number;
  /** Highest term number seen; 0 when empty. */
  readonly lastNumber: number;
  /** A term that was taken away and came again has a new number. */
  add(number: number, term: string): void;
  /**
   * The term's number as it was when `last` was the highest; −1 when the term was not known.
   * @param last a `lastNumber`, such as a snapshot has pinned; the present one by default
   */
  numberOf(term: string, last?: number): number;
  /** Terms of two letters or more at Damerau–Levenshtein distance 1 (optimal string alignment). */
  oneEditAway(word: string): string[];
}

export function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>();
  const formerNumbers = new Map<string, number[]>(); // ascending
  const byLength = new Map<number, string[]>();
  let lastNumber = 0;

  function add(number: number, term: string): void {
    const former = numbers.get(term);
    numbers.set(term, number);
    lastNumber = Math.max(lastNumber, number);
    if (former !== undefined) {
      formerNumbers.set(term, [...(formerNumbers.get(term) ?? []), former]);
      return;
    }
    const bucket = byLength.get(term.length);
    if (bucket === undefined) byLength.set(term.length, [term]);
    else bucket.push(term);
  }

  function oneEditAway(word: string): string[] {
    const found: string[] = [];
    for (let length = Math.max(2, word.length - 1); length <= word.length + 1; length++) {
      for (const term of byLength.get(length) ?? []) if (isOneEdit(word, term)) found.push(term);
    }
    return found;
  }

  return {
    get size() {
      return numbers.size;
    },
    get lastNumber() {
      return lastNumber;
    },
    add,
    numberOf(term, last = lastNumber) {
      const number = numbers.get(term) ?? -1;
      if (number <= last) return number;
      return formerNumbers.get(term)?.findLast((former) => former <= last) ?? -1;
    },
    oneEditAway,
  };
}

/** Whether one insertion, deletion, substitution or swap of neighbours makes `a` into `b`. */
export function isOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  const shorter = Math.min(a.length, b.length);
  let prefix = 0;
  while (prefix < shorter && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  let suffix = 0;
  while (
    suffix < shorter - prefix &&
    a.charCodeAt(a.length - 1 - suffix) === b.charCodeAt(b.length - 1 - suffix)
  ) {
    suffix++;
  }
  const restA = a.length - prefix - suffix;
  const restB = b.length - prefix - suffix;
  if (restA <= 1 && restB <= 1) return true;
  return restA === 2 && restB === 2 && a[prefix] === b[prefix + 1] && a[prefix + 1] === b[prefix];
}
