import { analyse, isStopTerm } from '../../core/analyse.ts';
import type { IndexPair } from './align-sequences.ts';
import type { Word } from './cut-words.ts';

/** Successive words that are the same on both sides, by index: from `from` and `to` on, `count` of them. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** A text cut into its words. */
export interface CutText {
  readonly text: string;
  readonly words: readonly Word[];
}

const LONE_LETTER = /^\p{L}\p{M}*$/u;
const SENTENCE_END = /^[.!?。！？]$/u;

/** The aligned words as runs, put where a reader would see the changes between them. */
export function readableRuns(pairs: readonly IndexPair[], from: CutText, to: CutText): Run[] {
  return withoutIslands(slideToBreaks(runsOf(pairs), from, to), from, to);
}

function runsOf(pairs: readonly IndexPair[]): Run[] {
  const runs: Run[] = [];
  for (const [from, to] of pairs) {
    const last = runs.at(-1);
    if (last && last.from + last.count === from && last.to + last.count === to) {
      runs[runs.length - 1] = { ...last, count: last.count + 1 };
    } else {
      runs.push({ from, to, count: 1 });
    }
  }
  return runs;
}

/**
 * Words put in between "- a" and "- b" may be "- x" or "x -": of such choices the one that begins at a line,
 * or else at a sentence. The same for words that were taken out.
 */
function slideToBreaks(runs: readonly Run[], from: CutText, to: CutText): Run[] {
  const slid = [...runs];
  for (let at = 1; at < runs.length; at++) {
    const [before, behind] = [slid[at - 1], slid[at]];
    if (before === undefined || behind === undefined) break;
    const [fromAt, toAt] = [before.from + before.count, before.to + before.count];
    if (fromAt < behind.from && toAt < behind.to) continue;
    const removed = fromAt < behind.from;
    // A run keeps one word, or changes would run together, unless it is the text's first or last.
    const first = before.from === 0 && before.to === 0;
    const last = at === runs.length - 1;
    const by = bestSlide(removed ? from : to, {
      start: removed ? fromAt : toAt,
      end: removed ? behind.from : behind.to,
      back: first ? before.count : before.count - 1,
      on: last ? behind.count : behind.count - 1,
    });
    slid[at - 1] = { ...before, count: before.count + by };
    slid[at] = { from: behind.from + by, to: behind.to + by, count: behind.count - by };
  }
  return slid.filter(({ count }) => count > 0);
}

/** How far the words from `start` to `end` are best moved: up to `back` words back (below 0) or `on` on. */
function bestSlide(
  side: CutText,
  change: {
    readonly start: number;
    readonly end: number;
    readonly back: number;
    readonly on: number;
  },
): number {
  const { start, end, back, on } = change;
  let best = { by: 0, rank: breakRank(side, start) };
  const consider = (by: number): void => {
    const rank = breakRank(side, start + by);
    if (rank > best.rank) best = { by, rank };
  };
  for (let by = -1; by >= -back && sameWord(side, start + by, end + by); by--) consider(by);
  for (let by = 1; by <= on && sameWord(side, start + by - 1, end + by - 1); by++) consider(by);
  return best.by;
}

function sameWord({ words }: CutText, a: number, b: number): boolean {
  return words[a]?.text === words[b]?.text;
}

/** The higher, the clearer the break before a word. */
function breakRank({ text, words }: CutText, at: number): number {
  const word = words[at];
  if (word === undefined) return 0;
  if (word.start === 0) return 2;
  const lineEnds = text.slice(word.spaceStart, word.start).match(/\r\n|\n|\r/g)?.length ?? 0;
  if (lineEnds > 0) return 1 + Math.min(2, lineEnds);
  return word.spaceStart < word.start && SENTENCE_END.test(words[at - 1]?.text ?? '') ? 1 : 0;
}

/** Without the runs that say nothing and stand between two changes that together took words and gave some. */
function withoutIslands(runs: readonly Run[], from: CutText, to: CutText): Run[] {
  const kept: Run[] = [];
  const last = { from: from.words.length, to: to.words.length };
  runs.forEach((run, at) => {
    const before = kept.at(-1) ?? { from: 0, to: 0, count: 0 };
    const behind = runs[at + 1] ?? last;
    const lost = [run.from - before.from - before.count, behind.from - run.from - run.count];
    const gained = [run.to - before.to - before.count, behind.to - run.to - run.count];
    const between = [0, 1].every((side) => (lost[side] ?? 0) + (gained[side] ?? 0) > 0);
    const replaced = lost.some((count) => count > 0) && gained.some((count) => count > 0);
    const start = from.words[run.from]?.start ?? 0;
    const end = from.words[run.from + run.count - 1]?.end ?? start;
    if (!(between && replaced && saysNothing(from.text.slice(start, end)))) kept.push(run);
  });
  return kept;
}

function saysNothing(words: string): boolean {
  // The cells of a row stay apart.
  if (words.includes('|')) return false;
  const [first, ...others] = analyse(words);
  if (first === undefined || LONE_LETTER.test(words)) return true;
  return others.length === 0 && isStopTerm(first);
}
