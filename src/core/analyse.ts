import { stemmer } from 'stemmer';

/*
 * The one analyser: what it makes of a passage is what it makes of a question, so that they meet.
 * Words are folded (compatibility forms, case, Latin accents) and stemmed (Porter, for words of a-z);
 * Chinese, Japanese and Korean run as overlapping pairs of characters, since they need no dictionary
 * and cut a question as they cut a text; Thai, Lao, Khmer and Burmese are cut into words by ICU.
 */

/** A term and where it stands: `text.slice(start, end)` in UTF-16 code units. */
export interface Token {
  readonly term: string;
  /** The folded word before stemming. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Names the analyser in stored postings; change it whenever its output changes. */
export const ANALYSER = 'analyser-1';

const PAIRED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]/u;
// A character with its voicing marks, or a syllable spelt letter by letter: NFC and NFD are cut alike.
const CHARACTERS = /[^][\p{M}\uff9e\uff9f\u1160-\u11ff]*/gu;
const UNSPACED = /[\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
const MARK = /\p{M}/u;
const OTHER_SCRIPT = /[^\p{ASCII}\p{Script=Latin}]/u;
const PLAIN_WORD = /^[a-z]{3,}$/;
const NOT_ASCII = /[^\p{ASCII}]/u;
// A number keeps its decimal and thousands marks, and lets go of what is written to it ("3.5mm"); a word
// keeps an apostrophe ("don't", "rider's").
const WORDS = /\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}]+)*/gu;
const THOUSANDS = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

const words = new Intl.Segmenter('th', { granularity: 'word' });

/** Stems by word; bounded, since the words of hostile text are without end. */
const stems = new Map<string, string>();
const MAX_STEMS = 200_000;

function stem(word: string): string {
  if (!PLAIN_WORD.test(word)) return word;
  let found = stems.get(word);
  if (found === undefined) {
    if (stems.size >= MAX_STEMS) stems.clear();
    found = stemmer(word);
    stems.set(word, found);
  }
  return found;
}

/** One spelling for the forms of a word: NFKC, lower case, no Latin accents. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (!NOT_ASCII.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase();
}

function foldWord(raw: string): string {
  const word = fold(raw)
    .replace(/['’]s$/, '')
    .replace(/['’]/g, '');
  return THOUSANDS.test(word) ? word.replaceAll(',', '') : word;
}

/** The tokens of a text in order. Text without words gives none. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORDS)) {
    const raw = match[0];
    if (OTHER_SCRIPT.test(raw)) pushScripts(tokens, raw, match.index);
    else pushWord(tokens, raw, match.index);
  }
  return tokens;
}

/** The terms of a text in order: what postings are made of. */
export function analyse(text: string): string[] {
  return tokenise(text).map((token) => token.term);
}

function pushWord(tokens: Token[], raw: string, start: number): void {
  const word = foldWord(raw);
  if (word !== '') tokens.push({ term: stem(word), word, start, end: start + raw.length });
}

/** A run that holds other scripts than Latin: each stretch of a script is cut in that script's way. */
function pushScripts(tokens: Token[], run: string, offset: number): void {
  let from = 0;
  while (from < run.length) {
    const kind = scriptOf(run, from);
    let to = from + widthAt(run, from);
    // A mark goes with what it stands on, whichever scripts use it.
    while (to < run.length && (isMark(run, to) || scriptOf(run, to) === kind)) {
      to += widthAt(run, to);
    }
    const piece = run.slice(from, to);
    if (kind === 'paired') pushPairs(tokens, piece, offset + from);
    else if (kind === 'unspaced') pushSegments(tokens, piece, offset + from);
    else pushWord(tokens, piece, offset + from);
    from = to;
  }
}

function widthAt(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}

function isMark(run: string, index: number): boolean {
  return MARK.test(String.fromCodePoint(run.codePointAt(index) ?? 0));
}

function scriptOf(run: string, index: number): 'paired' | 'unspaced' | 'spaced' {
  const character = String.fromCodePoint(run.codePointAt(index) ?? 0);
  if (PAIRED.test(character)) return 'paired';
  return UNSPACED.test(character) ? 'unspaced' : 'spaced';
}

function pushPairs(tokens: Token[], piece: string, offset: number): void {
  const starts = Array.from(piece.matchAll(CHARACTERS), ({ index }) => index);
  starts.push(piece.length);
  const pairs = Math.max(1, starts.length - 2);
  for (let i = 0; i < pairs; i++) {
    const start = starts[i] ?? 0;
    const end = starts[i + 2] ?? piece.length;
    const word = fold(piece.slice(start, end));
    tokens.push({ term: word, word, start: offset + start, end: offset + end });
  }
}

function pushSegments(tokens: Token[], piece: string, offset: number): void {
  for (const { segment, index } of words.segment(piece)) {
    pushWord(tokens, segment, offset + index);
  }
}

/** The terms of a text that say something, each once, in the order they first stand. */
export function contentTerms(text: string): string[] {
  return [...new Set(analyse(text))].filter((term) => !isStopTerm(term));
}

const STOP_WORDS = new Set(
  `a about above after again against all also am an and any are as at be because been before being below
  between both but by can could did do does doing down during each few for from further get had has have
  having he her here hers him his how i if in into is it its itself just may me might more most must my no
  nor not of off on once one only or other our ours out over own same shall she should so some such than
  that the their theirs them then there these they this those through to too under until up us very was we
  were what when where which while who whom whose why will with within without would you your yours
  dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt im ive id ill youre youve`
    .split(/\s+/)
    .map((word) => stem(word)),
);

/** Whether a term is a function word of English, which says little about what a text is about. */
export function isStopTerm(term: string): boolean {
  return STOP_WORDS.has(term);
}
