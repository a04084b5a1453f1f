import { analyse, isStopTerm } from '../core/analyse.ts';
import type { WordChange } from '../core/diff-model.ts';
import type { Span } from '../core/model.ts';
import { alignSequences } from './align-sequences.ts';
import { cutWords, type Word } from './cut-words.ts';

/** A stretch that is the same on both sides: offsets into each text, and its length. */
export interface SameStretch {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** Successive words that are the same on both sides, by index: from `from` and `to` on, `count` of them. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const LONE_LETTER = /^\p{L}\p{M}*$/u;

/**
 * What two texts have in common, word by word, in order, made readable: a lone mark, letter or stop word
 * between two changes belongs to the change. White space counts: "a b" and "a  b" share two words and no more.
 */
export function sameStretches(from: string, to: string): readonly SameStretch[] {
  const fromWords = cutWords(from);
  const toWords = cutWords(to);
  const pairs = alignSequences(
    fromWords.map(({ text }) => text),
    toWords.map(({ text }) => text),
  );
  const runs = withoutIslands(runsOf(pairs), from, fromWords, toWords.length);
  const stretches = createStretches();
  const addSpace = (a: Word | undefined, b: Word | undefined): void => {
    if (a === undefined || b === undefined) return;
    const space = from.slice(a.spaceStart, a.start);
    if (space !== to.slice(b.spaceStart, b.start)) return;
    stretches.add({ from: a.spaceStart, to: b.spaceStart, length: space.length });
  };
  let [fromAt, toAt] = [0, 0];
  for (const run of runs) {
    // The space before words that took the place of others stayed.
    if (fromAt < run.from && toAt < run.to) addSpace(fromWords[fromAt], toWords[toAt]);
    for (let i = 0; i < run.count; i++) {
      const [a, b] = [fromWords[run.from + i], toWords[run.to + i]];
      addSpace(a, b);
      if (a && b) stretches.add({ from: a.start, to: b.start, length: a.end - a.start });
    }
    [fromAt, toAt] = [run.from + run.count, run.to + run.count];
  }
  addSpace(fromWords[fromAt], toWords[toAt]);
  return stretches.all;
}

/** Stretches in order; what goes on where the last one ends becomes part of it. */
function createStretches() {
  const all: SameStretch[] = [];
  return {
    all: all as readonly SameStretch[],
    add(next: SameStretch): void {
      const last = all.at(-1);
      if (last && last.from + last.length === next.from && last.to + last.length === next.to) {
        all[all.length - 1] = { ...last, length: last.length + next.length };
      } else if (next.length > 0) {
        all.push(next);
      }
    },
  };
}

function runsOf(pairs: readonly (readonly [number, number])[]): Run[] {
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

/** Without the runs that say nothing and stand between two changes that together took words and gave some. */
function withoutIslands(
  runs: readonly Run[],
  from: string,
  fromWords: readonly Word[],
  toCount: number,
): Run[] {
  const kept: Run[] = [];
  runs.forEach((run, at) => {
    const before = kept.at(-1) ?? { from: 0, to: 0, count: 0 };
    const next = runs[at + 1] ?? { from: fromWords.length, to: toCount };
    const lost = [run.from - before.from - before.count, next.from - run.from - run.count];
    const gained = [run.to - before.to - before.count, next.to - run.to - run.count];
    const between = [0, 1].every((side) => (lost[side] ?? 0) + (gained[side] ?? 0) > 0);
    const replaced = lost.some((count) => count > 0) && gained.some((count) => count > 0);
    const start = fromWords[run.from]?.start ?? 0;
    const end = fromWords[run.from + run.count - 1]?.end ?? start;
    if (!(between && replaced && saysNothing(from.slice(start, end)))) kept.push(run);
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

/**
 * What became of one text's words in another: "same" and "removed" joined are the old text, "same" and
 * "added" the new one. Spans are offsets into the texts, moved on by where each begins in its revision.
 */
export function changedWords(
  from: { readonly text: string; readonly start: number },
  to: { readonly text: string; readonly start: number },
): WordChange[] {
  const changes: WordChange[] = [];
  const add = (kind: WordChange['kind'], fromSpan: Span | null, toSpan: Span | null): void => {
    const text =
      fromSpan === null
        ? to.text.slice(toSpan?.start, toSpan?.end)
        : from.text.slice(fromSpan.start, fromSpan.end);
    if (text === '') return;
    changes.push({ kind, text, from: moveOn(fromSpan, from.start), to: moveOn(toSpan, to.start) });
  };
  let [fromAt, toAt] = [0, 0];
  const end = { from: from.text.length, to: to.text.length, length: 0 };
  for (const same of [...sameStretches(from.text, to.text), end]) {
    add('removed', { start: fromAt, end: same.from }, null);
    add('added', null, { start: toAt, end: same.to });
    [fromAt, toAt] = [same.from + same.length, same.to + same.length];
    add('same', { start: same.from, end: fromAt }, { start: same.to, end: toAt });
  }
  return changes;
}

function moveOn(span: Span | null, by: number): Span | null {
  return span && { start: span.start + by, end: span.end + by };
}
