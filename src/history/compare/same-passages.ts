import type { Span } from '../../core/model.ts';
import type { RevisionPassage, RevisionPassages } from '../../store/types.ts';
import { alignSequences } from './align-sequences.ts';

/** Two passages of the same words, by index. */
export interface SamePassage {
  readonly kind: 'unchanged' | 'moved';
  readonly from: number;
  readonly to: number;
}

/** Ranges of indices of two revisions that stand opposite each other. */
export interface Ranges {
  readonly from: Span;
  readonly to: Span;
}

/** The canonical text of a passage. */
export function textOf({ span }: RevisionPassage, text: string): string {
  return text.slice(span.start, span.end);
}

/**
 * By what two passages are the same, the stricter first. Embedded texts say it best, but they also differ
 * when a document's title changes, and then words and headings tell.
 */
const SAMENESS: readonly {
  readonly kind: SamePassage['kind'];
  readonly keyOf: (passage: RevisionPassage, text: string) => string;
}[] = [
  { kind: 'unchanged', keyOf: ({ sha256 }) => sha256 },
  {
    kind: 'unchanged',
    keyOf: (passage, text) => JSON.stringify([passage.headings, textOf(passage, text)]),
  },
  { kind: 'moved', keyOf: textOf },
];

/** The same passages that stand in the same order, ascending; `moved` where the headings are others. */
export function sameInOrder(from: RevisionPassages, to: RevisionPassages): SamePassage[] {
  let same: SamePassage[] = [];
  for (const { kind, keyOf } of SAMENESS) {
    const keysIn = ({ text, passages }: RevisionPassages, { start, end }: Span): string[] =>
      passages.slice(start, end).map((passage) => keyOf(passage, text));
    const found = gapsBetween(same, from, to).flatMap((gap) =>
      alignSequences(keysIn(from, gap.from), keysIn(to, gap.to)).map(([i, j]): SamePassage => ({
        kind,
        from: gap.from.start + i,
        to: gap.to.start + j,
      })),
    );
    if (found.length > 0) same = [...same, ...found].sort((a, b) => a.from - b.from);
  }
  return same;
}

/** The ranges between passages that are aligned, given in order, where both revisions have some. */
export function gapsBetween(
  same: readonly SamePassage[],
  from: RevisionPassages,
  to: RevisionPassages,
): Ranges[] {
  const gaps: Ranges[] = [];
  let [fromAt, toAt] = [0, 0];
  const end = { from: from.passages.length, to: to.passages.length };
  for (const next of [...same, end]) {
    if (next.from > fromAt && next.to > toAt) {
      gaps.push({
        from: { start: fromAt, end: next.from },
        to: { start: toAt, end: next.to },
      });
    }
    [fromAt, toAt] = [next.from + 1, next.to + 1];
  }
  return gaps;
}

/** Passages by index that are not among those placed; they leave as they find their place. */
export interface Unplaced {
  readonly from: Set<number>;
  readonly to: Set<number>;
}

export function unplacedBy(
  same: readonly SamePassage[],
  from: RevisionPassages,
  to: RevisionPassages,
): Unplaced {
  const unplaced = { from: new Set(from.passages.keys()), to: new Set(to.passages.keys()) };
  for (const pair of same) {
    unplaced.from.delete(pair.from);
    unplaced.to.delete(pair.to);
  }
  return unplaced;
}

/** Of the unplaced passages those of the same words, which stand in another order: they are placed by it. */
export function sameElsewhere(
  from: RevisionPassages,
  to: RevisionPassages,
  unplaced: Unplaced,
): SamePassage[] {
  const moved: SamePassage[] = [];
  for (const { keyOf } of SAMENESS) {
    const waiting = new Map<string, number[]>();
    for (const index of unplaced.to) {
      const passage = to.passages[index];
      if (passage === undefined) continue;
      const key = keyOf(passage, to.text);
      const alike = waiting.get(key);
      if (alike) alike.push(index);
      else waiting.set(key, [index]);
    }
    for (const index of [...unplaced.from]) {
      const passage = from.passages[index];
      const there = passage && waiting.get(keyOf(passage, from.text))?.shift();
      if (there === undefined) continue;
      moved.push({ kind: 'moved', from: index, to: there });
      unplaced.from.delete(index);
      unplaced.to.delete(there);
    }
  }
  return moved;
}
