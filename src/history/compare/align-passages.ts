import type { Span } from '../../core/model.ts';
import { alignChanged, type Leftover } from './align-changed.ts';
import { createTermReader, type TermReader } from './passage-terms.ts';
import {
  gapsBetween,
  sameElsewhere,
  sameInOrder,
  textOf,
  unplacedBy,
  type Ranges,
  type SamePassage,
} from './same-passages.ts';
import type { RevisionPassages } from '../../store/types.ts';

/** What became of passages, given as ranges of indices; `from` is null for added ones, `to` for removed. */
export interface AlignedPassages {
  readonly kind: 'unchanged' | 'moved' | 'changed' | 'added' | 'removed';
  readonly from: Span | null;
  readonly to: Span | null;
}

interface Link extends Ranges {
  readonly kind: 'unchanged' | 'moved' | 'changed';
}

/**
 * Accounts for every passage of both revisions, each once, in the order of the newer one; removed passages
 * come where they stood. A passage that edits above it only shifted is unchanged; `moved` are the fewest
 * that must have changed places, and those with the same words under other headings.
 */
export function alignPassages(from: RevisionPassages, to: RevisionPassages): AlignedPassages[] {
  const inOrder = sameInOrder(from, to);
  const unplaced = unplacedBy(inOrder, from, to);
  const moved = sameElsewhere(from, to, unplaced);
  const reader = createTermReader();
  const changed = gapsBetween(inOrder, from, to).flatMap((gap) =>
    alignChanged(
      leftoverIn(gap.from, from, unplaced.from, reader),
      leftoverIn(gap.to, to, unplaced.to, reader),
      reader,
    ),
  );
  const links: Link[] = [
    ...inOrder.map((same) => ({ kind: same.kind, from: only(same.from), to: only(same.to) })),
    ...changed.map((ranges) => ({ kind: 'changed' as const, ...ranges })),
  ];
  links.sort((a, b) => a.to.start - b.to.start);
  return fillIn(links, moved, from.passages.length, to.passages.length);
}

function only(index: number): Span {
  return { start: index, end: index + 1 };
}

/** The passages of a range that have no place yet, with their terms. */
function leftoverIn(
  { start, end }: Span,
  { text, passages }: RevisionPassages,
  unplaced: ReadonlySet<number>,
  reader: TermReader,
): Leftover {
  const terms: Leftover['terms'] = new Map(
    passages
      .slice(start, end)
      .map((passage, i) => ({ passage, index: start + i }))
      .filter(({ index }) => unplaced.has(index))
      .map(({ passage, index }) => [index, reader.read(textOf(passage, text))]),
  );
  return { indices: [...terms.keys()], terms };
}

/** The links, which ascend on both sides, with what was removed, added and moved between them. */
function fillIn(
  links: readonly Link[],
  moved: readonly SamePassage[],
  fromCount: number,
  toCount: number,
): AlignedPassages[] {
  const movedAway = new Set(moved.map((same) => same.from));
  const movedHere = new Map(moved.map((same) => [same.to, same.from]));
  const all: AlignedPassages[] = [];
  let [fromAt, toAt] = [0, 0];
  const fillUpTo = (fromEnd: number, toEnd: number): void => {
    for (; fromAt < fromEnd; fromAt++) {
      if (!movedAway.has(fromAt)) all.push({ kind: 'removed', from: only(fromAt), to: null });
    }
    for (; toAt < toEnd; toAt++) {
      const origin = movedHere.get(toAt);
      if (origin === undefined) all.push({ kind: 'added', from: null, to: only(toAt) });
      else all.push({ kind: 'moved', from: only(origin), to: only(toAt) });
    }
  };
  for (const link of links) {
    fillUpTo(link.from.start, link.to.start);
    all.push(link);
    [fromAt, toAt] = [link.from.end, link.to.end];
  }
  fillUpTo(fromCount, toCount);
  return all;
}
