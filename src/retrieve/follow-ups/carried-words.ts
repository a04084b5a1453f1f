import type { Leaning } from './leans.ts';
import { ASKING, sentencesSaid, wordsOf, type Word } from './spoken.ts';

/* What a follow-up lacks of the question before it: its names, its content words, and how it asks. */

const MAX_NAMES = 4;
const MAX_WORDS = 8;
const MAX_NAME_WORDS = 8;
/** Of a request for titles every word may be a condition: "no", "under". */
const MAX_REQUEST_WORDS = 30;
/** Without these a question asks for the opposite. */
const NEGATIONS = new Set(
  'not no never without except cannot cant dont doesnt didnt isnt arent wont shouldnt mustnt'.split(
    ' ',
  ),
);
/** Small words within a name: "The Clerk of Seeds". */
const WITHIN_NAME = new Set(['of', 'the', 'and', 'in', 'on', 'at', 'a', 'for', 'de', 'van']);
const HOW = /\b(?:how (?:long|much|many|often|far|soon|fast)|when|where|why|who)\b/i;

interface Phrase {
  readonly text: string;
  readonly terms: readonly string[];
  readonly name: boolean;
  /** The word in front of it; empty where there is none. */
  readonly before: string;
}

/**
 * Words of `before` in their order, a name as one; those that `question` has itself are left out.
 * @param before the question before it, such that it stands alone
 */
export function carriedWords(question: string, before: string, leaning: Leaning): string[] {
  if (leaning === 'titles') {
    const words = sentencesSaid(before).flatMap(wordsOf);
    return words.slice(0, MAX_REQUEST_WORDS).map(({ text }) => text);
  }
  const asked = wordsOf(question);
  const own = new Set(asked.map(({ term }) => term));
  const lacking = phrasesOf(before).filter(({ terms }) => !terms.every((term) => own.has(term)));
  const names = lacking.filter(({ name }) => name);
  const replaced = leaning === 'part' ? replacedName(asked, names) : undefined;
  const kept = lacking.filter((phrase) => phrase !== replaced);
  const surplus = new Set(kept.filter(({ name }) => name).slice(MAX_NAMES));
  const words = kept.filter((phrase) => !surplus.has(phrase)).map(({ text }) => text);
  const how =
    leaning === 'part' && !asksItself(asked) ? HOW.exec(before)?.[0].toLowerCase() : undefined;
  return [...(how === undefined ? [] : [how]), ...words.slice(0, MAX_WORDS)];
}

/**
 * "And the Bracken?" asks the same of another: the name it takes the place of stays behind. That is the
 * last one with the same word in front of it, or the last one.
 */
function replacedName(asked: readonly Word[], names: readonly Phrase[]): Phrase | undefined {
  const at = asked.findIndex(({ name }) => name);
  if (at < 0) return undefined;
  const alike = names.findLast(({ before }) => before === asked[at - 1]?.word);
  return alike ?? names.at(-1);
}

/** "What about" asks nothing. */
function asksItself(asked: readonly Word[]): boolean {
  return asked.some(({ word }, i) => ASKING.has(word) && asked[i + 1]?.word !== 'about');
}

/** Names from all that was said, other words from what was asked: people tell a story before they ask. */
function phrasesOf(before: string): Phrase[] {
  const sentences = sentencesSaid(before);
  const asking = sentences.filter((sentence) => sentence.includes('?'));
  const phrases = sentences.flatMap((sentence) => {
    const told = asking.length > 0 && !sentence.includes('?');
    return joinNames(wordsOf(sentence), sentence).filter(({ name }) => name || !told);
  });
  const seen = new Set<string>();
  return phrases.filter(({ terms }) => {
    const key = terms.join(' ');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function joinNames(words: readonly Word[], sentence: string): Phrase[] {
  const phrases: Phrase[] = [];
  for (let i = 0; i < words.length; i++) {
    const first = words[i] as Word;
    if (!first.content && !NEGATIONS.has(first.word)) continue;
    const end = first.name ? endOfName(words, i) : i;
    const within = words.slice(i, end + 1);
    phrases.push({
      text: sentence.slice(first.start, words[end]?.end),
      terms: within.filter((word) => word === first || word.content).map(({ term }) => term),
      name: first.name,
      before: words[i - 1]?.word ?? '',
    });
    i = end;
  }
  return phrases;
}

/** Index of the last word of the name that begins at `start`. */
function endOfName(words: readonly Word[], start: number): number {
  let end = start;
  for (let i = start + 1; i < Math.min(words.length, start + MAX_NAME_WORDS); i++) {
    const word = words[i] as Word;
    if (word.afterMark) break;
    if (word.name) end = i;
    else if (!WITHIN_NAME.has(word.word)) break;
  }
  return end;
}
