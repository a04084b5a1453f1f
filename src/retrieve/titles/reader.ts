import { fold } from '../../core/analyse.ts';
import { wordsToDigits } from '../../core/number-words.ts';

/* A request is read phrase by phrase; what a phrase has taken is not read again as something else. */

export interface Reader {
  /** The whole text: folded, number words as digits, lengths of time in minutes. */
  readonly text: string;
  /** What has not been taken yet; spaces in place of what has, so that positions are those of `text`. */
  readonly rest: string;
  /** Takes the first match, if there is one. */
  take(pattern: RegExp): RegExpExecArray | null;
  /** Takes every match that is one. */
  takeAll(pattern: RegExp, isOne?: (match: RegExpExecArray) => boolean): RegExpExecArray[];
  /** Whether what stands at `index` is said not to be wanted: "no horror or war", "not in French". */
  isDenied(index: number): boolean;
}

const DENIED =
  /\b(?:no|not|non|nor|nothing|without|avoid|skip|except|excluding|hates?|hated|neither|never|bored (?:of|by|with)|tired of|sick of|fed up with|can'?t stand|(?:do|does|did)n'?t (?:want|like|fancy|enjoy|care for)|isn'?t|aren'?t|rather than|instead of)(?!\s+(?:only|just|necessarily|more than|longer than|over|above|older than|too)\b)[^.;:!?]{0,40}$/;
/** What ends the reach of a "no". */
const TURN = /\b(?:but|though|please|just|only|although)\b|,(?!\s*(?:or|and|nor)\b)/;

export function createReader(question: string): Reader {
  const text = inMinutes(wordsToDigits(fold(question).replaceAll('’', "'"), () => true));
  let rest = text;
  function blank(match: RegExpExecArray): void {
    const end = match.index + match[0].length;
    rest = rest.slice(0, match.index) + ' '.repeat(match[0].length) + rest.slice(end);
  }
  return {
    text,
    get rest() {
      return rest;
    },
    take(pattern) {
      const match = pattern.exec(rest);
      if (match !== null) blank(match);
      return match;
    },
    takeAll(pattern, isOne = () => true) {
      const matches = [...rest.matchAll(pattern)].filter(isOne);
      matches.forEach(blank);
      return matches;
    },
    isDenied(index) {
      const before = text.slice(0, index);
      const denial = DENIED.exec(before);
      return denial !== null && !TURN.test(before.slice(denial.index));
    },
  };
}

const HOURS = '(?:hours?|hrs?|h)';

/** "An hour and a half", "2h", "half an hour" as "90 minutes", "120 minutes", "30 minutes". */
function inMinutes(text: string): string {
  return text
    .replace(/\bhalf an hour\b|\ba half[- ]hour\b|\bhalf[- ]hour\b/g, '30 minutes')
    .replace(/\b(?:3|three) quarters of an hour\b/g, '45 minutes')
    .replace(
      new RegExp(
        `\\b(\\d+(?:\\.\\d+)?|an?)[\\s-]*${HOURS} and (?:a half|(\\d+)[\\s-]*min\\w*)`,
        'g',
      ),
      (_, hours: string, minutes?: string) =>
        minutesOf(hours, minutes === undefined ? 30 : +minutes),
    )
    .replace(
      new RegExp(`\\b(\\d+(?:\\.\\d+)?|an?) and a half[\\s-]*${HOURS}\\b`, 'g'),
      (_, hours: string) => minutesOf(hours, 30),
    )
    .replace(
      new RegExp(
        `\\b(\\d+(?:\\.\\d+)?)[\\s-]*${HOURS}\\s?(\\d{1,2})(?![\\d-])(?:\\s*min\\w*)?`,
        'g',
      ),
      (_, hours: string, minutes: string) => minutesOf(hours, +minutes),
    )
    .replace(new RegExp(`\\b(\\d+(?:\\.\\d+)?|an?)[\\s-]*${HOURS}\\b`, 'g'), (_, hours: string) =>
      minutesOf(hours, 0),
    );
}

function minutesOf(hours: string, more: number): string {
  return `${Math.round((hours.startsWith('a') ? 1 : Number(hours)) * 60 + more)} minutes`;
}
