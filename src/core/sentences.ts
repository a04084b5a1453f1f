import { graphemeAround, snapToGraphemes } from './graphemes.ts';
import { hashText } from './hash.ts';
import type { Span } from './model.ts';
import { trimSpan } from './text.ts';

/** A longer sentence is cut, in UTF-16 code units: at clause marks, else at white space, else anywhere. */
export const MAX_SENTENCE_CHARACTERS = 600;

const WINDOW_CHARACTERS = 4000;
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

const LINE_END = /[\n\r\v\f\u0085\u2028\u2029]/g;
/** A blank line or a hard break of Markdown ends a sentence; any other line end is only a wrap. */
const HARD_END = /(?:\r\n|\n|\r(?!\n))[^\S\n\r]*[\n\r]\s*|(?: {2}|\\)[\n\r]+/g;

/** Terminators of scripts that put no space behind them. */
const SPACELESS_TERMINATOR = /[。！？｡．‼⁇⁈⁉]/;
const OPENERS_AT_END = /[「『（【《〈]+$/;
/**
 * What closes around a finished sentence, marks of Markdown and of references ([3], [^a]) included. As
 * many as there may be: a group repeated without end overflows the stack on megabytes of quote marks.
 */
const CLOSERS = /(?:["'”’»›)\]}*_`~」』】）〉》]|\[\^?[\w-]{1,12}\](?!\()){0,100}/y;

const ABBREVIATION =
  /(?:^|[\s("'“‘[*_])(?:e\.\s?g|i\.\s?e|cf|viz|vs|approx|ca|incl|excl|resp|Dr|Mr|Mrs|Ms|Mx|Prof|Rev|Hon|Gen|Col|Capt|Lt|Sgt|St|Mt|Ft|Messrs|Gov|Sen|Rep|Pres)\.$/;
/** These end sentences too ("The answer is no."), so only a number behind them tells. */
const ABBREVIATION_BEFORE_NUMBER =
  /(?:^|[\s("'“‘[*_])(?:No|Nos|Nr|Fig|Figs|Sec|Sect|Art|Ch|Chap|Vol|Eq|Ref|Para|Cl|p|pp|par|no|nos|fig|sec|art|ch|vol|para|cl|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|max|min|tel|Tel|ext|Ext)\.$/;
/** "J. Smith", "George W. Bush", "U.S. Army"; "vitamin C. The" has a small letter before. */
const INITIAL = /(?:^|[\s("'“‘[.*_])\p{Lu}\.$/u;
const AFTER_SMALL_WORD = /(?:^|\s)\p{Ll}\S*\s+\p{Lu}\.$/u;
const SENTENCE_OPENER =
  /^(?:The|This|That|These|Those|It|Its|If|In|On|At|You|Your|We|Our|They|He|She|A|An|And|But|For|When|Where|What|How|Who|Why|Do|Does|To|No|Yes|Please|All|Each|There|Then|As|By|From|With)\b/;
const ENUMERATOR = /^[^\p{L}\p{N}]*(?:\d{1,3}|\p{L})\.$/u;
/** The segmenter takes "5 EUR. 30 days" for one sentence, a small letter following, and "End.[2] Next". */
const MISSED_END = /\.["'”’»)\]*_]*\s+(?=["'“‘(*_]*\d)|[.!?](?:\[\^?[\w-]{1,12}\])+\s+(?=\p{Lu})/gu;
const WORD = /[\p{L}\p{N}]/u;

/**
 * The sentences of a span, trimmed of white space, in order; together they cover all of it that is not
 * white space. Segmented by Unicode's rules (UAX #29), then mended where these take an abbreviation, an
 * initial, an enumerator or a wrapped line for an end. Ends never lie inside a grapheme cluster.
 */
export function splitSentences(text: string, span: Span): Span[] {
  const sentences: Span[] = [];
  let start = span.start;
  const add = (end: number): void => {
    const whole = trimSpan(text, { start, end });
    start = end;
    if (whole.start === whole.end) return;
    if (whole.end - whole.start <= MAX_SENTENCE_CHARACTERS) sentences.push(whole);
    else for (const part of cutLong(text, whole)) sentences.push(part);
  };
  for (const end of sentenceEnds(text, span)) add(end);
  add(span.end);
  return snapToGraphemes(text, sentences, span.start);
}

/** Offsets at which sentences end, ascending, as far as marks tell. */
function sentenceEnds(text: string, span: Span): number[] {
  const slice = text.slice(span.start, span.end);
  const ends: number[] = [];
  let partStart = 0;
  for (const { index, 0: gap } of [...slice.matchAll(HARD_END), { index: slice.length, 0: '' }]) {
    // A wrapped line is to the segmenter what a space is; the length stays the same.
    const part = slice.slice(partStart, index).replace(LINE_END, ' ');
    for (const end of endsIn(part)) ends.push(span.start + partStart + end);
    // What makes the break (a backslash) stays with the sentence before it.
    partStart = index + gap.length;
    ends.push(span.start + partStart);
  }
  return ends;
}

function endsIn(part: string): number[] {
  const ends: number[] = [];
  let start = 0;
  for (const index of candidatesIn(part)) {
    if (index <= start) continue;
    const end = mendedEnd(part, start, index);
    if (end === null || end <= start) continue;
    ends.push(end);
    start = end;
  }
  return ends;
}

function candidatesIn(part: string): number[] {
  const candidates = segmentStarts(part);
  const missed = Array.from(part.matchAll(MISSED_END), ({ index, 0: mark }) => index + mark.length);
  return missed.length === 0 ? candidates : [...candidates, ...missed].sort((a, b) => a - b);
}

/** Where the segmenter sees sentences begin. It takes time quadratic in the length, so it gets windows. */
function segmentStarts(part: string): number[] {
  const starts: number[] = [];
  for (let from = 0; from < part.length;) {
    const window = part.slice(from, from + WINDOW_CHARACTERS);
    const found = Array.from(segmenter.segment(window), ({ index }) => from + index);
    if (from + window.length === part.length) return [...starts, ...found];
    // The last sentence of a window may go on; one that fills it is too long to be quoted whole anyway.
    const last = found.length > 1 ? found.pop() : undefined;
    starts.push(...found);
    from = last ?? from + window.length;
  }
  return starts;
}

/** Where the sentence from `start` really ends if it is at `boundary`; null when it goes on. */
function mendedEnd(part: string, start: number, boundary: number): number | null {
  const end = pastClosers(part, start, boundary);
  const done = part.slice(start, end).trimEnd();
  const spaceless = SPACELESS_TERMINATOR.test(done.slice(-3));
  const closed = end === part.length || /\s/.test(part.charAt(end)) || end > start + done.length;
  if (!spaceless && !closed) return null;
  if (!WORD.test(done)) return null;
  return spaceless || !goesOn(done, part.slice(end, end + 40).trimStart()) ? end : null;
}

/** The segmenter counts 「 to the sentence before it, and ** or [1] to the one after. */
function pastClosers(part: string, start: number, boundary: number): number {
  const openers = OPENERS_AT_END.exec(part.slice(Math.max(start, boundary - 4), boundary));
  const end = boundary - (openers?.[0].length ?? 0);
  if (/\s/.test(part.charAt(end - 1))) return end;
  CLOSERS.lastIndex = end;
  return end + (CLOSERS.exec(part)?.[0].length ?? 0);
}

function goesOn(done: string, next: string): boolean {
  if (!WORD.test(next)) return true;
  if (/[!?.]["'”’»)\]]+$/.test(done) && /^\p{Ll}/u.test(next)) return true;
  if (!done.endsWith('.')) return false;
  const tail = done.slice(-40);
  if (ABBREVIATION.test(tail) || ENUMERATOR.test(done)) return true;
  if (ABBREVIATION_BEFORE_NUMBER.test(tail)) return /^[#§(]?\d/.test(next);
  const initial = INITIAL.test(tail) && !AFTER_SMALL_WORD.test(tail);
  return initial && /^\p{Lu}/u.test(next) && !SENTENCE_OPENER.test(next);
}

const CLAUSE_END = /[,;:，、；：،؛—–)]/;

/**
 * Pieces of at most `maxCharacters`. Of the possible places the one with the greatest hash of what stands
 * before it is taken, so that after an edit the same places are found again.
 */
export function cutLong(
  text: string,
  span: Span,
  maxCharacters: number = MAX_SENTENCE_CHARACTERS,
): Span[] {
  const pieces: Span[] = [];
  let start = span.start;
  while (span.end - start > maxCharacters) {
    const cut = bestCut(text, start + Math.ceil(maxCharacters / 3), start + maxCharacters);
    const { start: before, end: after } = graphemeAround(text, cut);
    // A cluster that is itself too long stays whole.
    const end = before > start ? before : Math.min(after, span.end);
    const piece = trimSpan(text, { start, end });
    if (piece.start < piece.end) pieces.push(piece);
    start = end;
  }
  const rest = trimSpan(text, { start, end: span.end });
  if (rest.start < rest.end) pieces.push(rest);
  return pieces;
}

function bestCut(text: string, from: number, to: number): number {
  let best = to;
  let bestRank = -1;
  for (let offset = from; offset <= to; offset++) {
    const afterWhite = /\s/.test(text.charAt(offset - 1));
    const clause = CLAUSE_END.test(text.charAt(offset - (afterWhite ? 2 : 1)));
    const wide = text.charCodeAt(offset - 1) > 0x2fff;
    const kind = clause && (afterWhite || wide) ? 2 : afterWhite ? 1 : 0;
    const rank = kind + hashText(text, Math.max(0, offset - 8), offset) / 2 ** 33;
    if (rank > bestRank) [best, bestRank] = [offset, rank];
  }
  return best;
}
