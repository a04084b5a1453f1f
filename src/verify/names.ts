import { fold, isStopTerm, tokenise, type Token } from '../core/analyse.ts';
import { createMatcher } from './words/matcher.ts';
import { weightOf } from './words/weight.ts';

/** What a claim may take its names from. */
export interface NameSources {
  /** Quotes, field names, title and headings, question: any name in them may be used. */
  readonly texts: readonly string[];
  /** The passages that the quotes stand in: where a quote speaks as "we" or "I", who that is may be told by name. */
  readonly passages: readonly string[];
}

/** Capitalised words that do not begin a sentence, and words with a capital within. */
const NAMES =
  /(?<![.!?:;]\s{0,4}["“'(]?)(?<=\S\s{1,4}["“'(]?)\p{Lu}[\p{L}\p{N}\p{M}'’-]*|\b\p{L}{0,40}\p{Ll}\p{Lu}\p{L}*\b|\b\p{Lu}{2,}\b/gu;
/** A name of several words keeps its first word at the start of a sentence too. */
const NAMES_AT_START =
  /(?:^|[.!?:;]\s{1,4})["“'(]?(\p{Lu}[\p{L}\p{N}\p{M}'’-]+)(?=\s{1,4}\p{Lu}[\p{L}\p{M}]*\p{Ll}(?!\p{L}))/gu;
const QUOTED = /["“]([^"“”]{2,120})["”]/gu;
/** Addresses, code and identifiers; with a trailing mark of the sentence left out. */
const VERBATIM =
  /`[^`]{1,200}`|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}|\b(?:https?:\/\/|www\.)[^\s<>"]{0,500}[\w/]|\b[\w-]{1,64}(?:\.[\w-]{1,64}){0,6}\.(?:com|org|net|example|md|pdf|json|csv|txt|ts|js|html|docx)\b(?:\/[^\s<>"]{0,500}[\w/])?|\b\p{Lu}{1,20}-?\d[\w-]{0,60}|\b\d{1,3}[abcef]\b/gu;
/** Days and months by their first letters, however they are shortened. */
const CALENDAR =
  /^(?:(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:days?)?|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?)$/;
/** A date in digits may be told with the name of its month; whether it is that date is judged with the numbers. */
const DIGIT_DATE = /\d[-./]\d{1,2}[-./]\d/;
const SPEAKS =
  /\b(?:[Ww]e|[Oo]urs?|us|I|[Mm]y|me|mine)\b|(?:^|[.;]\s)(?:\d[\d.()a-z]*\s)?(?:It|He|She|They|Its|His|Her|Their)\b/u;
const MODAL_NAMES = /^(?:i|a|am|pm|ok|eur|usd|gbp|id|pin|q[1-4]|celsius|fahrenheit)$/;

/** Whether each proper name, address and identifier of a claim stands in one of the texts it may take it from. */
export function namesSupported(claim: string, { texts, passages }: NameSources): boolean {
  const raw = texts.map((text) => fold(text).replace(/\s+/g, ' ')).join('\n');
  if (![...claim.matchAll(VERBATIM)].every(([found]) => standsIn(found, raw))) return false;
  const tokens = texts.flatMap((text) => tokenise(text));
  const held = new Set(tokens.map(({ term }) => term));
  for (const { word } of tokens) {
    const entry = calendarOf(word);
    if (entry !== null) held.add(entry);
  }
  const kin = createMatcher(tokens);
  const speaks = texts.some((text) => SPEAKS.test(text));
  const stands = (token: Token): boolean => standsAs(token) || isDemonym(token);
  const standsAs = ({ term, word }: Token): boolean =>
    isStopTerm(term) ||
    MODAL_NAMES.test(word) ||
    held.has(calendarOf(word) ?? term) ||
    (calendarOf(word) !== null && DIGIT_DATE.test(raw));
  // "Canadian" for Canada; a name itself has no such forms.
  const isDemonym = (token: Token): boolean =>
    /(?:ans?|ese|ish|ian|ic)$/.test(token.word) && kin.same(token).length > 0;
  const names = [
    ...[...claim.matchAll(NAMES)].map(([name]) => name),
    ...[...claim.matchAll(NAMES_AT_START)].map(([, name = '']) => (saysLittle(name) ? '' : name)),
    ...[...claim.matchAll(QUOTED)].map(([, title = '']) => (/^\p{Lu}/u.test(title) ? title : '')),
  ];
  const isSpeaker = (word: string): boolean =>
    speaks && passages.some((passage) => passage.includes(word.replace(/['’]s$/, '')));
  return names.every((name) =>
    tokenise(name).every((token) => stands(token) || isSpeaker(name.slice(token.start, token.end))),
  );
}

/** "Every Tuesday" begins with no name. */
function saysLittle(word: string): boolean {
  return tokenise(word).every((token) => weightOf(token) < 1);
}

function calendarOf(word: string): string | null {
  const [, day, month] = CALENDAR.exec(word) ?? [];
  return day ?? month ?? null;
}

/** Whether something stands verbatim, but for case and the ticks around code, and not within something longer. */
function standsIn(found: string, raw: string): boolean {
  const wanted = fold(found.replace(/^`|`$/g, '')).replace(/\s+/g, ' ').trim();
  if (wanted === '') return true;
  for (let at = raw.indexOf(wanted); at >= 0; at = raw.indexOf(wanted, at + 1)) {
    const around = raw.charAt(at - 1) + raw.charAt(at + wanted.length);
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}
