import type { Span } from '../../core/model.ts';
import { MIN_SHARED } from './align-changed.ts';
import { alignPassages } from './align-passages.ts';
import type { RevisionPassages } from '../../store/types.ts';
import { unitsIn } from './units.ts';
import { weightOfWords } from './word-weight.ts';
import { sameStretches, type SameStretch } from './words.ts';

interface LostAtEnds {
  readonly head: boolean;
  readonly tail: boolean;
}

/**
 * The words of the current revision that took the place of those at `span` of the cited one, widened to
 * whole sentences, entries, rows or records; null when they went and nothing took their place, or when
 * fewer than MIN_SHARED of them are left in it, by weight.
 */
export function wordsInPlaceOf(
  span: Span,
  cited: RevisionPassages,
  current: RevisionPassages,
): Span | null {
  const place = placeOfPassages(span, cited, current);
  if (place === null) return null;
  const { from, to } = place;
  const quoted = { start: Math.max(span.start, from.start), end: Math.min(span.end, from.end) };
  const same = sameStretches(
    cited.text.slice(from.start, from.end),
    current.text.slice(to.start, to.end),
  ).map((part) => ({ ...part, from: part.from + from.start, to: part.to + to.start }));
  const kept = same
    .flatMap((part) => partWithin(part, quoted))
    .filter((part) => weightOf(cited.text, part.from, part.from + part.length) > 0);
  if (!isEnough(kept, cited.text, span)) return null;
  // A record is the whole of its passage, whatever sentences its fields hold.
  const whole = quoted.start === from.start && quoted.end === from.end;
  if (whole && !/[\r\n]/.test(current.text.slice(to.start, to.end))) return to;
  const units = unitsAt(carryOver(quoted, same, to), current.text, to);
  return wholeUnits(units, kept, lostAtEnds(kept, cited.text, quoted), current.text);
}

function isEnough(kept: readonly SameStretch[], citedText: string, quoted: Span): boolean {
  const left = kept
    .map((part) => weightOf(citedText, part.from, part.from + part.length))
    .reduce((sum, weight) => sum + weight, 0);
  return left > 0 && left >= MIN_SHARED * weightOf(citedText, quoted.start, quoted.end);
}

/** Whether words of the quote were lost before the first that was kept, and behind the last. */
function lostAtEnds(kept: readonly SameStretch[], citedText: string, quoted: Span): LostAtEnds {
  const [first, last] = [kept[0], kept.at(-1)];
  if (first === undefined || last === undefined) return { head: true, tail: true };
  return {
    head: weightOf(citedText, quoted.start, first.from) > 0,
    tail: weightOf(citedText, last.from + last.length, quoted.end) > 0,
  };
}

function weightOf(text: string, start: number, end: number): number {
  return weightOfWords(text.slice(start, end));
}

/** The passages that hold `span` and those they became, as spans of the texts. */
function placeOfPassages(
  span: Span,
  cited: RevisionPassages,
  current: RevisionPassages,
): { readonly from: Span; readonly to: Span } | null {
  const places = alignPassages(cited, current)
    .flatMap(({ from, to }) =>
      from && to ? [{ from: textSpan(cited, from), to: textSpan(current, to) }] : [],
    )
    .filter(({ from }) => from.start < span.end && from.end > span.start)
    .sort((a, b) => a.from.start - b.from.start);
  const [first, last] = [places[0], places.at(-1)];
  // Passages that parted company have no one place.
  const parted = places.some(({ to }, at) => to.start < (places[at - 1]?.to.end ?? 0));
  if (first === undefined || last === undefined || parted) return null;
  return {
    from: { start: first.from.start, end: last.from.end },
    to: { start: first.to.start, end: last.to.end },
  };
}

function textSpan({ passages }: RevisionPassages, { start, end }: Span): Span {
  return { start: passages[start]?.span.start ?? 0, end: passages[end - 1]?.span.end ?? 0 };
}

/** The part of a stretch that lies within a span of the old text. */
function partWithin(part: SameStretch, { start, end }: Span): SameStretch[] {
  const cut = Math.max(0, start - part.from);
  const length = Math.min(part.from + part.length, end) - part.from - cut;
  return length > 0 ? [{ from: part.from + cut, to: part.to + cut, length }] : [];
}

/** Ends that stayed are carried over; one that was changed gives what it was changed to. */
function carryOver({ start, end }: Span, same: readonly SameStretch[], to: Span): Span {
  const before = same.findLast((part) => part.from <= start);
  const behind = same.find((part) => part.from + part.length >= end);
  return {
    start: before ? before.to + Math.min(start - before.from, before.length) : to.start,
    end: behind ? behind.to + Math.max(0, end - behind.from) : to.end,
  };
}

function unitsAt({ start, end }: Span, text: string, within: Span): Span[] {
  return unitsIn(text, within).filter((unit) => unit.start < end && unit.end > start);
}

/**
 * From the first of the units that holds kept words to the last. Words of the quote that were lost at an end
 * were replaced by new words of that unit; if it has none there, by the units beside it.
 */
function wholeUnits(
  units: readonly Span[],
  kept: readonly SameStretch[],
  lost: LostAtEnds,
  text: string,
): Span | null {
  const holding = units.filter((unit) => kept.some((part) => isWithin(part, unit, text)));
  const [first, last] = [holding[0], holding.at(-1)];
  const [firstKept, lastKept] = [kept[0], kept.at(-1)];
  if (!first || !last || !firstKept || !lastKept) return null;
  const headIsNew = weightOf(text, first.start, firstKept.to) > 0;
  const tailIsNew = weightOf(text, lastKept.to + lastKept.length, last.end) > 0;
  return {
    start: (lost.head && !headIsNew ? units[0] : first)?.start ?? first.start,
    end: (lost.tail && !tailIsNew ? units.at(-1) : last)?.end ?? last.end,
  };
}

function isWithin({ to, length }: SameStretch, unit: Span, text: string): boolean {
  return weightOf(text, Math.max(to, unit.start), Math.min(to + length, unit.end)) > 0;
}
