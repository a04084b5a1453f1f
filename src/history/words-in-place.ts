import type { Span } from '../core/model.ts';
import { MIN_SHARED } from './align-changed.ts';
import { alignPassages } from './align-passages.ts';
import type { RevisionPassages } from './same-passages.ts';
import { unitsIn } from './units.ts';
import { sameStretches, type SameStretch } from './words.ts';

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/gu;

/**
 * The words of the current revision that took the place of those at `span` of the cited one, widened to
 * whole sentences, entries, rows or records; null when they went and nothing took their place, or when
 * fewer than MIN_SHARED of their letters and digits are left in it.
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
    .filter((part) => lettersIn(cited.text, part.from, part.from + part.length) > 0);
  const left = kept.reduce(
    (sum, part) => sum + lettersIn(cited.text, part.from, part.from + part.length),
    0,
  );
  if (left === 0 || left < MIN_SHARED * lettersIn(cited.text, span.start, span.end)) return null;
  // A record is the whole of its passage, whatever sentences its fields hold.
  const whole = quoted.start === from.start && quoted.end === from.end;
  if (whole && !/[\r\n]/.test(current.text.slice(to.start, to.end))) return to;
  const units = unitsAt(carryOver(quoted, same, to), current.text, to);
  return wholeUnits(units, kept, cited.text, quoted, current.text);
}

function lettersIn(text: string, start: number, end: number): number {
  return text.slice(start, end).match(LETTER_OR_DIGIT)?.length ?? 0;
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
 * From the first of the units that holds kept words to the last, or to the outermost where words of the
 * quote were replaced at that end: only what was merely added beside the quote is left out.
 */
function wholeUnits(
  units: readonly Span[],
  kept: readonly SameStretch[],
  citedText: string,
  quoted: Span,
  text: string,
): Span | null {
  const holding = units.filter((unit) =>
    kept.some(
      ({ to, length }) =>
        lettersIn(text, Math.max(to, unit.start), Math.min(to + length, unit.end)) > 0,
    ),
  );
  const firstKept = kept[0]?.from ?? quoted.start;
  const lastKept = kept.at(-1);
  const keptEnd = lastKept ? lastKept.from + lastKept.length : quoted.end;
  const headReplaced = lettersIn(citedText, quoted.start, firstKept) > 0;
  const tailReplaced = lettersIn(citedText, keptEnd, quoted.end) > 0;
  const first = (headReplaced ? units : holding)[0];
  const last = (tailReplaced ? units : holding).at(-1);
  return first && last ? { start: first.start, end: last.end } : null;
}
