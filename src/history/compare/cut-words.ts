import { graphemeAround } from '../../core/graphemes.ts';

/** A word, a number or a mark, with the white space before it: all by offsets into the text it is cut from. */
export interface Word {
  /** Where the white space before it begins. */
  readonly spaceStart: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A number keeps its marks ("1,000.50"); a word keeps an apostrophe ("don't") and what joins its letters. */
const RUN =
  /\s+|\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200c\u200d]*(?:['’]\p{L}+)*|[^]/uy;
const SPACE = /^\s/;
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
/** Intl.Segmenter takes time quadratic in the length, so it gets windows. */
const WINDOW_CHARACTERS = 500;

const segmenter = new Intl.Segmenter('th', { granularity: 'word' });

/**
 * The words of a text in order; together they cover all of it. Text that ends in white space ends with a
 * word of no characters. No word begins or ends within a grapheme cluster.
 */
export function cutWords(text: string): Word[] {
  const words: Word[] = [];
  let spaceStart = 0;
  for (let start = 0; start < text.length;) {
    const end = endOfRun(text, start);
    const run = text.slice(start, end);
    if (!SPACE.test(run)) {
      for (const wordEnd of wordEnds(text, start, end)) {
        words.push({ spaceStart, start, end: wordEnd, text: text.slice(start, wordEnd) });
        start = wordEnd;
        spaceStart = wordEnd;
      }
    }
    start = end;
  }
  if (spaceStart < text.length) {
    words.push({ spaceStart, start: text.length, end: text.length, text: '' });
  }
  return words;
}

function endOfRun(text: string, start: number): number {
  RUN.lastIndex = start;
  const end = start + (RUN.exec(text)?.[0].length ?? 1);
  return Math.max(end, graphemeAround(text, end).end);
}

/** Where the words of a run end that has no white space in it, the last at `end`. */
function wordEnds(text: string, start: number, end: number): number[] {
  if (end - start === 1 || !UNSPACED.test(text.slice(start, end))) return [end];
  const ends = new Set<number>();
  for (let from = start; from < end; from += WINDOW_CHARACTERS) {
    const to = Math.min(end, from + WINDOW_CHARACTERS);
    for (const { index, segment } of segmenter.segment(text.slice(from, to))) {
      const wordEnd = from + index + segment.length;
      ends.add(Math.min(end, Math.max(wordEnd, graphemeAround(text, wordEnd).end)));
    }
  }
  return [...ends].sort((a, b) => a - b);
}
