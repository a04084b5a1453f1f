/* Names of one or more words, looked up in a text by its words: a look-up takes no longer when there are more. */

/** Values by the words of their names. */
export interface PhraseIndex<Value> {
  readonly byWords: ReadonlyMap<string, Value>;
  /** Words of the longest name. */
  readonly longest: number;
}

/** A name in a text: `text.slice(start, end)`. */
export interface FoundPhrase<Value> {
  readonly start: number;
  readonly end: number;
  readonly value: Value;
}

const WORD = /[\p{L}\p{N}]+(?:'\p{L}+)*/gu;
/** Words of one name have no more than this between them, in characters. */
const MAX_GAP = 3;

/** The words of a name, folded, as one key; empty when it has none. */
export function wordsOf(text: string): string {
  return (text.match(WORD) ?? []).join(' ');
}

/** Of two values with one name the first is kept. */
export function createPhraseIndex<Value>(
  named: Iterable<readonly [string, Value]>,
): PhraseIndex<Value> {
  const byWords = new Map<string, Value>();
  let longest = 0;
  for (const [name, value] of named) {
    const words = wordsOf(name);
    if (words === '' || byWords.has(words)) continue;
    byWords.set(words, value);
    longest = Math.max(longest, words.split(' ').length);
  }
  return { byWords, longest };
}

/** The names in a text, in its order, of overlapping ones the one that begins first, then the longest. */
export function findPhrases<Value>(text: string, index: PhraseIndex<Value>): FoundPhrase<Value>[] {
  const words = [...text.matchAll(WORD)];
  const found: FoundPhrase<Value>[] = [];
  let at = 0;
  while (at < words.length) {
    const phrase = longestAt(words, at, index);
    if (phrase !== null) found.push(phrase.found);
    at += phrase?.words ?? 1;
  }
  return found;
}

function longestAt<Value>(
  words: readonly RegExpExecArray[],
  at: number,
  { byWords, longest }: PhraseIndex<Value>,
): { found: FoundPhrase<Value>; words: number } | null {
  let key = '';
  let best: { found: FoundPhrase<Value>; words: number } | null = null;
  const start = words[at]?.index ?? 0;
  let end = start;
  for (let count = 1; count <= longest; count++) {
    const word = words[at + count - 1];
    if (word === undefined || (count > 1 && word.index - end > MAX_GAP)) break;
    key = count === 1 ? word[0] : `${key} ${word[0]}`;
    end = word.index + word[0].length;
    const value = byWords.get(key);
    if (value !== undefined) best = { found: { start, end, value }, words: count };
  }
  return best;
}
