import { mayAskForTitles } from '../titles/asks-for-titles.ts';
import { plainWords } from '../titles/plain-words.ts';
import type { Leaning } from './leans.ts';
import { findReferring } from './referring.ts';
import { sentencesSaid, wordsOf } from './spoken.ts';

/** A request that says more than this is whole: what was seen and liked is read from the history anyway. */
const MAX_OWN_WORDS = 2;
/** It changes the request before it: "something shorter", "another one", "and in Spanish?". */
const REFINES =
  /^(?:and|or|but|ok(?:ay)?)\b|\b(?:something|anything|one|ones|any) (?:else|less|more|[a-z]+er)\b|\b(?:another|others?)\b|\bmore (?:like|of) (?:that|those|this|these)\b|\b[a-z]+er ones?\b/;

/** How a request for titles leans on what was said before it. */
export function refinesTitles(question: string, before: string): Leaning | null {
  const words = wordsOf(sentencesSaid(question).join(' '));
  if (words.filter(({ content }) => content).length > MAX_OWN_WORDS) return null;
  if (findReferring(words)) return 'refers';
  const refines = REFINES.test(plainWords(question)) && mayAskForTitles(plainWords(before));
  return refines ? 'titles' : null;
}
