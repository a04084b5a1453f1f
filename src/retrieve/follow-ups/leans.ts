import { AUXILIARY, ASKING, sentencesSaid, wordsOf, type Word } from './spoken.ts';
import { findReferring } from './referring.ts';

/* Whether a question leans on what was asked before it. In doubt it does not: a question that stands alone stays as it is. */

/** How it leans: by a word that refers back, as a part of a question, or as a change to a request for titles. */
export type Leaning = 'refers' | 'part' | 'titles';

/** A question that says more than this of its own is found by what it says. */
const MAX_OWN_WORDS = 4;
/** A part of a question without any sign but that it has no verb. */
const MAX_BARE_WORDS = 2;

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const SUBJECTS = set('i we you they he she it im ive ill id were youre youve theyre its');
const REQUESTS = set(
  `show give explain describe list find name solve write compare recommend suggest calculate translate draw
  help convert define summarise summarize`,
);
/** What a part begins with that goes on from the question before it. */
const GOES_ON = set(
  'and but or so for with without in on at from by during after before per only even also except not if unless',
);
const CONDITIONS = set('if unless');
const ABOUT = /^(?:(?:and|but|or|so|ok(?:ay)?|well)[\s,]+)*(?:what|how) about\b/i;
const SAME =
  /^(?:(?:and|but|or|so)[\s,]+)*(?:is (?:it|that) )?(?:the )?same (?:for|in|with|at|on)\b/i;
/** @param question one turn */
export function leaningOf(question: string): Leaning | null {
  const sentences = sentencesSaid(question);
  const words = wordsOf(sentences.join(' '));
  const own = words.filter(({ content }) => content);
  if (words.length === 0 || own.length > MAX_OWN_WORDS) return null;
  if (findReferring(words)) return 'refers';
  const [only = ''] = sentences;
  return sentences.length === 1 && isPart(only, words, own) ? 'part' : null;
}

function isPart(sentence: string, words: readonly Word[], own: readonly Word[]): boolean {
  // "How are you?", "What can you do?": to whom it is said is no part of what was asked.
  if (own.length === 0) return !words.some(({ word }) => word === 'you' || word === 'your');
  if (ABOUT.test(sentence) || SAME.test(sentence)) return true;
  const first = words[0]?.word ?? '';
  const joined = first === 'and' || first === 'but' || first === 'or' || first === 'so';
  const opening = (joined ? words[1]?.word : first) ?? '';
  if (CONDITIONS.has(opening)) return !hasMainClause(words.slice(joined ? 2 : 1));
  if (hasVerb(words)) return asksOnlyOf(words, own);
  if (GOES_ON.has(first)) return true;
  return sentence.includes('?') && own.length <= MAX_BARE_WORDS;
}

/** As far as closed classes of words tell. */
function hasVerb(words: readonly Word[]): boolean {
  return words.some(
    ({ word }, i) =>
      AUXILIARY.has(word) ||
      ASKING.has(word) ||
      SUBJECTS.has(word) ||
      (i === 0 && REQUESTS.has(word)),
  );
}

/** Behind "if …": another asking word, or a verb in front of its subject. */
function hasMainClause(words: readonly Word[]): boolean {
  return words.some(({ word, afterMark }, i) => {
    if (ASKING.has(word)) return true;
    return AUXILIARY.has(word) && (afterMark || SUBJECTS.has(words[i + 1]?.word ?? ''));
  });
}

/** "What is the deadline?", "Who are the actors?", "Which is cheaper?": nothing in it says of what. */
function asksOnlyOf(words: readonly Word[], own: readonly Word[]): boolean {
  const [one, ...others] = own;
  const [first, second, third] = words;
  if (one === undefined || one.name || others.length > 0) return false;
  if (!AUXILIARY.has(second?.word ?? '') || one !== words.at(-1)) return false;
  if (first?.word === 'which') return /(?:er|est)$/.test(one.word);
  return (first?.word === 'what' || first?.word === 'who') && third?.word === 'the';
}
