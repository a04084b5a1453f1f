import { isStopTerm, type Token } from '../../core/analyse.ts';
import { conceptOf, stemOf } from './concept.ts';
import { relatedTo } from './related.ts';

/** Where the words of a text stand, to be asked for words of another text. */
export interface Matcher {
  /** Places of the word in any form, its synonyms, and words of its family ("approval" for "approve"). */
  same(token: Token): readonly number[];
  /** Places of words that a paraphrase may put for it. */
  related(token: Token): readonly number[];
}

/** How much two stems of one family share ("insur-ance", "insur-ed"), at least, in characters. */
const MIN_FAMILY = 5;
const MAX_ENDING = 5;
/** A word that stands more often is found at its first places. */
const MAX_PLACES = 50;
const MIN_BASE = 3;
const PREFIX = /^(?:un|non|in|im|dis|re|over|pre|mis|out|self|under|co)(?=\p{L}{4})/u;
const SUFFIX =
  /(?<=\p{L}{3})(?:less|ful|able|ible|er|or|ist|ment|ship|hood|ly|y|ing|ed|ish|ness|age|al|en|th|ity|ive|ous|ance|ence|ion|ation)$/u;

/** @param tokens places are their positions, from 0 */
export function createMatcher(tokens: readonly Token[]): Matcher {
  const places = new Map<string, number[]>();
  const families = new Map<string, { readonly concept: string; readonly at: number }[]>();
  tokens.forEach((token, at) => {
    for (const key of keysOf(token)) add(places, key, at);
    const concept = conceptOf(token);
    if (concept.length >= MIN_FAMILY && !isStopTerm(concept)) {
      add(families, concept.slice(0, MIN_FAMILY), { concept, at });
    }
  });
  return {
    same(token) {
      for (const key of keysOf(token)) {
        const found = places.get(key);
        if (found !== undefined) return found;
      }
      const concept = conceptOf(token);
      const family = families.get(concept.slice(0, MIN_FAMILY)) ?? [];
      return family.filter((other) => areKin(concept, other.concept)).map(({ at }) => at);
    },
    related: (token) =>
      keysOf(token)
        .flatMap((key) => relatedTo(key))
        .flatMap((key) => places.get(key) ?? []),
  };
}

const keys = new Map<string, readonly string[]>();
const MAX_KEYS = 100_000;

/** The concept of a word, then those of what is left of it without prefix or ending ("undelivered", "harmless"). */
function keysOf(token: Token): readonly string[] {
  const known = keys.get(token.word);
  if (known !== undefined) return known;
  const found = new Set([conceptOf(token)]);
  const bare = token.word.replace(PREFIX, '');
  for (const word of [bare, bare.replace(SUFFIX, ''), token.word.replace(SUFFIX, '')]) {
    const term = stemOf(word);
    if (word.length >= MIN_BASE && !isStopTerm(term)) found.add(conceptOf({ word, term }));
  }
  // The words of hostile text are without end.
  if (keys.size >= MAX_KEYS) keys.clear();
  keys.set(token.word, [...found]);
  return [...found];
}

function add<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else if (list.length < MAX_PLACES) list.push(value);
}

function areKin(a: string, b: string): boolean {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return (
    shared >= MIN_FAMILY &&
    Math.max(a.length, b.length) - shared <= Math.min(MAX_ENDING, shared - 2)
  );
}
