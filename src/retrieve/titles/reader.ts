import { plainWords } from './plain-words.ts';
import { findPhrases, type FoundPhrase, type PhraseIndex } from './phrases.ts';

/* A request is read phrase by phrase; what a phrase has taken is not read again as something else. */

export interface Reader {
  /** The whole text, in plain words. */
  readonly text: string;
  /** What has not been taken yet; spaces in place of what has, so that positions are those of `text`. */
  readonly rest: string;
  /** Takes the first match, if there is one. */
  take(pattern: RegExp): RegExpExecArray | null;
  /** Takes every match that is one. */
  takeAll(pattern: RegExp, isOne?: (match: RegExpExecArray) => boolean): RegExpExecArray[];
  /** Takes every name of an index that is one. */
  takePhrases<Value>(
    index: PhraseIndex<Value>,
    isOne?: (phrase: FoundPhrase<Value>) => boolean,
  ): FoundPhrase<Value>[];
  /** Whether what stands at `index` is said not to be wanted: "no horror or war", "not in French". */
  isDenied(index: number): boolean;
}

const DENIED =
  /\b(?:no|not|non|nor|nothing|without|avoid|skip|except|excluding|hates?|hated|neither|never|bored (?:of|by|with)|tired of|sick of|fed up with|can'?t stand|(?:do|does|did)n'?t (?:want|like|fancy|enjoy|care for)|isn'?t|aren'?t|rather than|instead of)\b(?!\s+(?:only|just|necessarily|more than|longer than|over|above|older than)\b)[^.;:!?]{0,60}$/;
/** What ends the reach of a "no"; a comma does not between the members of a list. */
const TURN =
  /\b(?:but|though|please|just|only|although|because|which|for)\b|,(?!\s*(?:or|and|nor)\b)(?!\s*[\w-]+(?:\s[\w-]+)?\s*(?:,|\s(?:or|nor)\b))/;
/** How far back a "no" is looked for, in characters. */
const DENIAL_REACH = 80;

export function createReader(question: string): Reader {
  const text = plainWords(question);
  let rest = text;
  function blank(start: number, end: number): void {
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
  }
  function blankMatch(match: RegExpExecArray): void {
    blank(match.index, match.index + match[0].length);
  }
  return {
    text,
    get rest() {
      return rest;
    },
    take(pattern) {
      const match = pattern.exec(rest);
      if (match !== null) blankMatch(match);
      return match;
    },
    takeAll(pattern, isOne = () => true) {
      const matches = [...rest.matchAll(pattern)].filter(isOne);
      matches.forEach(blankMatch);
      return matches;
    },
    takePhrases(index, isOne = () => true) {
      const phrases = findPhrases(rest, index).filter(isOne);
      phrases.forEach(({ start, end }) => blank(start, end));
      return phrases;
    },
    isDenied(index) {
      const from = Math.max(0, index - DENIAL_REACH);
      const denial = DENIED.exec(text.slice(from, index));
      if (denial === null) return false;
      const reach = from + denial.index;
      // What follows tells whether a comma is one of a list.
      const turn = TURN.exec(text.slice(reach, index + DENIAL_REACH));
      return turn === null || reach + turn.index >= index;
    },
  };
}
