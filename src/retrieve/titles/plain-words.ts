import { fold } from '../../core/analyse.ts';
import { wordsToDigits } from '../../core/number-words.ts';
import { repairWord } from './repair-words.ts';

/** What people shorten when they type, and words that mean a number. */
const SHORT_FORMS: ReadonlyMap<string, string> = new Map([
  ['yr', 'year'],
  ['yrs', 'years'],
  ['eps', 'episodes'],
  ['mins', 'minutes'],
  ['sth', 'something'],
  ['smth', 'something'],
  ['pls', 'please'],
  ['plz', 'please'],
  ['xtra', 'extra'],
  ['doc', 'documentary'],
  ['docs', 'documentaries'],
  ['dozen', '12'],
  ['twenties', '1920s'],
  ['thirties', '1930s'],
  ['forties', '1940s'],
  ['fifties', '1950s'],
  ['sixties', '1960s'],
  ['seventies', '1970s'],
  ['eighties', '1980s'],
  ['nineties', '1990s'],
]);
const SHORT_FORM = new RegExp(
  `(?<![\\w'])(?:an? (?=dozen\\b))?(${[...SHORT_FORMS.keys()].join('|')})\\b`,
  'g',
);

const COUNTS =
  /\d|hour|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|twent|thirt|fift|hundred|thousand|million|billion/;

/** A text as it is read: folded, short forms and slips written right, number words as digits, lengths of time in minutes. */
export function plainWords(text: string): string {
  const folded = fold(text).replaceAll('’', "'");
  const whole = folded
    .replace(SHORT_FORM, (_, short: string) => SHORT_FORMS.get(short) ?? short)
    .replace(/[a-z]{5,}/g, repairWord);
  // Most names say no number, and a large catalogue has many.
  return COUNTS.test(whole) ? inMinutes(wordsToDigits(whole, () => true)) : whole;
}

const HOURS = '(?:hours?|hrs?|h)';
const HALF_HOUR = /\bhalf an hour\b|\b(?:a )?half[- ]hour\b/g;
const THREE_QUARTERS = /\b3 quarters of an hour\b/g;
const AND_MINUTES = new RegExp(
  `\\b(?:(\\d+(?:\\.\\d+)?|an?)[\\s-]{0,3})?${HOURS} and (?:a half|(\\d+)[\\s-]{0,3}min\\w*)`,
  'g',
);
const AND_A_HALF_HOURS = new RegExp(`\\b(\\d+|an?) and a half[\\s-]{0,3}${HOURS}\\b`, 'g');
const HOURS_MINUTES = new RegExp(
  `\\b(\\d+(?:\\.\\d+)?)[\\s-]{0,3}${HOURS}\\s?(\\d{1,2})(?![\\d-])(?:\\s?min\\w*)?`,
  'g',
);
const PLAIN_HOURS = new RegExp(`\\b(\\d+(?:\\.\\d+)?|an?)[\\s-]{0,3}${HOURS}\\b`, 'g');

/** "An hour and a half", "2h", "half an hour" as "90 minutes", "120 minutes", "30 minutes". */
function inMinutes(text: string): string {
  return text
    .replace(HALF_HOUR, '30 minutes')
    .replace(THREE_QUARTERS, '45 minutes')
    .replace(AND_MINUTES, (_, hours: string | undefined, minutes?: string) =>
      minutesOf(hours ?? 'a', minutes === undefined ? 30 : Number(minutes)),
    )
    .replace(AND_A_HALF_HOURS, (_, hours: string) => minutesOf(hours, 30))
    .replace(HOURS_MINUTES, (_, hours: string, minutes: string) =>
      minutesOf(hours, Number(minutes)),
    )
    .replace(PLAIN_HOURS, (_, hours: string) => minutesOf(hours, 0));
}

function minutesOf(hours: string, more: number): string {
  return `${Math.round((hours.startsWith('a') ? 1 : Number(hours)) * 60 + more)} minutes`;
}
