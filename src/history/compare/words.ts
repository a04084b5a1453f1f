import type { WordChange } from '../../core/diff-model.ts';
import type { Span } from '../../core/model.ts';
import { alignByAnchors } from './align-sequences.ts';
import { cutWords } from './cut-words.ts';
import { readableRuns, type CutText } from './runs.ts';
import { weightOfWords } from './word-weight.ts';

/** A stretch that is the same on both sides: offsets into each text, and its length. */
export interface SameStretch {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/**
 * What two texts have in common, word by word, in order, made readable: a lone mark, letter or stop word
 * between two changes belongs to the change, and lines that were put in or taken out begin at a line. White
 * space counts: "a b" and "a  b" share two words and no more.
 */
export function sameStretches(fromText: string, toText: string): readonly SameStretch[] {
  const [from, to] = [cut(fromText), cut(toText)];
  const pairs = alignByAnchors(
    from.words.map(({ text }) => text),
    to.words.map(({ text }) => text),
    weightOfWords,
  );
  const stretches = createStretches();
  let [fromAt, toAt] = [0, 0];
  for (const run of readableRuns(pairs, from, to)) {
    // The space where a change begins stayed, whether or not words follow it on both sides.
    const changed = fromAt < run.from || toAt < run.to;
    const led = changed && stretches.add(sameSpace(from, fromAt, to, toAt));
    // It is the only space of a side that has no words of its own in the change.
    const spent = led && (fromAt === run.from || toAt === run.to);
    for (let i = 0; i < run.count; i++) {
      if (i > 0 || !spent) stretches.add(sameSpace(from, run.from + i, to, run.to + i));
      stretches.add(sameWord(from, run.from + i, to, run.to + i));
    }
    [fromAt, toAt] = [run.from + run.count, run.to + run.count];
  }
  stretches.add(sameSpace(from, fromAt, to, toAt));
  return stretches.all;
}

function cut(text: string): CutText {
  return { text, words: cutWords(text) };
}

/** The space before two words if it is the same; of no length otherwise. */
function sameSpace(from: CutText, fromAt: number, to: CutText, toAt: number): SameStretch {
  const [a, b] = [from.words[fromAt], to.words[toAt]];
  const none = { from: 0, to: 0, length: 0 };
  if (a === undefined || b === undefined) return none;
  const space = from.text.slice(a.spaceStart, a.start);
  if (space !== to.text.slice(b.spaceStart, b.start)) return none;
  return { from: a.spaceStart, to: b.spaceStart, length: space.length };
}

function sameWord(from: CutText, fromAt: number, to: CutText, toAt: number): SameStretch {
  const [a, b] = [from.words[fromAt], to.words[toAt]];
  return { from: a?.start ?? 0, to: b?.start ?? 0, length: a?.text.length ?? 0 };
}

/** Stretches in order; what goes on where the last one ends becomes part of it. */
function createStretches() {
  const all: SameStretch[] = [];
  return {
    all: all as readonly SameStretch[],
    /** Whether there was anything to add. */
    add(next: SameStretch): boolean {
      const last = all.at(-1);
      if (next.length === 0) return false;
      if (last && last.from + last.length === next.from && last.to + last.length === next.to) {
        all[all.length - 1] = { ...last, length: last.length + next.length };
      } else {
        all.push(next);
      }
      return true;
    },
  };
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
