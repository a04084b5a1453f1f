import { hashText } from '../src/core/hash.ts';
import type { Span } from '../src/core/model.ts';

/** No passage is longer, in UTF-16 code units, unless one grapheme cluster is. */
export const MAX_PASSAGE_CHARACTERS = 2400;
/** A cut closer than this to another, or to an end, is left out. */
const MIN_CUT_DISTANCE = 250;
/** A run is cut once in so many characters on average, before cuts that are too close are left out. */
const MEAN_CUT_DISTANCE = 550;

/** Something to be cut at its gaps. */
export interface Cuttable extends Span {
  /** It leads in to what follows (a heading, "as follows:"), so no cut comes behind it. */
  readonly leadsIn: boolean;
}

/**
 * Groups a run of pieces into passages of at most MAX_PASSAGE_CHARACTERS. A run that fits is one group.
 *
 * Where a longer one is cut is decided by a hash of the piece before the gap, and by whether another such
 * gap is close; both are local, so an edit moves no cut further on, as it would if passages were filled
 * up one after the other. Only between two such cuts that lie too far apart does a cut depend on the one
 * before it.
 */
export function cutRun<T extends Cuttable>(text: string, pieces: readonly T[]): T[][] {
  if (pieces.length === 0) return [];
  if (lengthOf(pieces) <= MAX_PASSAGE_CHARACTERS) return [[...pieces]];
  return splitAfter(pieces, contentCuts(text, pieces)).flatMap((group) => fit(text, group));
}

function lengthOf(pieces: readonly Span[]): number {
  return (pieces.at(-1)?.end ?? 0) - (pieces[0]?.start ?? 0);
}

/** The higher, the rather it is cut behind this piece; 0 to 1. */
function cutRank(text: string, piece: Span): number {
  return hashText(text, piece.start, piece.end) / 2 ** 32;
}

/** Indices of the pieces behind which the run is cut. */
function contentCuts(text: string, pieces: readonly Cuttable[]): Set<number> {
  const cuts = new Set<number>();
  const runEnd = pieces.at(-1)?.end ?? 0;
  let previous = pieces[0]?.start ?? 0;
  pieces.forEach((piece, index) => {
    // Long pieces take the chance more often than short ones, so that lengths come out alike.
    const chance = (piece.end - piece.start) / MEAN_CUT_DISTANCE;
    if (piece.leadsIn || cutRank(text, piece) < 1 - chance) return;
    const clear = piece.end - previous >= MIN_CUT_DISTANCE;
    // Also a gap that is left out keeps the next one away: otherwise one change would ripple on.
    previous = piece.end;
    if (clear && runEnd - piece.end >= MIN_CUT_DISTANCE) cuts.add(index);
  });
  return cuts;
}

function splitAfter<T>(pieces: readonly T[], cuts: ReadonlySet<number>): T[][] {
  const groups: T[][] = [];
  let open: T[] = [];
  pieces.forEach((piece, index) => {
    open.push(piece);
    if (!cuts.has(index)) return;
    groups.push(open);
    open = [];
  });
  return open.length > 0 ? [...groups, open] : groups;
}

/** Cuts a group that is too long behind the pieces of the highest rank, from its start on. */
function fit<T extends Cuttable>(text: string, group: readonly T[]): T[][] {
  const fitted: T[][] = [];
  const end = group.at(-1)?.end ?? 0;
  let from = 0;
  for (let first = group[0]; first !== undefined; first = group[from]) {
    const fits = end - first.start <= MAX_PASSAGE_CHARACTERS;
    const next = fits ? group.length : from + bestFit(text, group, from);
    fitted.push(group.slice(from, next));
    from = next;
  }
  return fitted;
}

/** How many pieces to take from `from` on so that they fit; at least one. */
function bestFit(text: string, group: readonly Cuttable[], from: number): number {
  const start = group[from]?.start ?? 0;
  const runEnd = group.at(-1)?.end ?? 0;
  let best = 0;
  let bestRank = -1;
  let lastWhole = 0;
  let lastAny = 1;
  for (let index = from; index < group.length; index++) {
    const piece = group[index];
    const length = (piece?.end ?? Infinity) - start;
    if (piece === undefined || length > MAX_PASSAGE_CHARACTERS) break;
    const count = index - from + 1;
    lastAny = count;
    if (piece.leadsIn) continue;
    lastWhole = count;
    const fair = length >= MAX_PASSAGE_CHARACTERS / 3 && runEnd - piece.end >= MIN_CUT_DISTANCE;
    const rank = cutRank(text, piece);
    if (fair && rank > bestRank) [best, bestRank] = [count, rank];
  }
  return best || lastWhole || lastAny;
}
