import type { PassageChange, PassagePlace, RevisionDiff } from '../core/diff-model.ts';
import type { Span } from '../core/model.ts';
import { alignPassages } from './compare/align-passages.ts';
import type { RevisionPassages } from '../store/types.ts';
import { changedWords } from './compare/words.ts';

/**
 * What changed from one revision of a document to another: passages that were added, removed, changed
 * (with their words) or moved, in the order of the newer revision; unchanged ones are counted. An edit that
 * split a passage or merged some gives one change, whose places cover the adjoining passages. The same
 * revisions always give the same diff.
 */
export function diffRevisions(from: RevisionPassages, to: RevisionPassages): RevisionDiff {
  const counts = { added: 0, removed: 0, changed: 0, moved: 0, unchanged: 0 };
  const changes: PassageChange[] = [];
  for (const { kind, ...ranges } of alignPassages(from, to)) {
    counts[kind]++;
    if (kind === 'unchanged') continue;
    const fromPlace = ranges.from && placeOf(from, ranges.from);
    const toPlace = ranges.to && placeOf(to, ranges.to);
    const words = kind === 'changed' && fromPlace && toPlace ? wordsOf(fromPlace, toPlace) : [];
    changes.push({ kind, from: fromPlace, to: toPlace, words });
  }
  return { counts, changes };
}

function wordsOf(from: PassagePlace, to: PassagePlace): PassageChange['words'] {
  return changedWords(
    { text: from.text, start: from.span.start },
    { text: to.text, start: to.span.start },
  );
}

/** The place of adjoining passages: page and headings are those of the first. */
function placeOf({ text, passages }: RevisionPassages, range: Span): PassagePlace | null {
  const first = passages[range.start];
  const last = passages[range.end - 1];
  if (first === undefined || last === undefined) return null;
  const span = { start: first.span.start, end: last.span.end };
  return {
    span,
    lines: { start: first.lines.start, end: last.lines.end },
    page: first.page,
    headings: [...first.headings],
    text: text.slice(span.start, span.end),
  };
}
