import { hrefOf } from '../core/ids.ts';
import type { Hit } from '../core/model.ts';
import type { QuestionTerm } from '../core/question.ts';
import type { TracedCandidate } from '../core/traced-candidates.ts';
import type { PlacedPassage } from '../store/types.ts';
import type { FusedCandidate } from './fuse.ts';
import { matchContext, matchUnits } from './match-units.ts';
import type { Selection } from './select.ts';
import type { RetrievedPassage } from './types.ts';

/** A candidate where it stands. */
export interface PlacedCandidate extends FusedCandidate {
  readonly place: PlacedPassage;
}

/** Candidates with their places; equal scores by document id, then by where they stand. */
export function orderTies(
  fused: readonly FusedCandidate[],
  places: readonly PlacedPassage[],
): PlacedCandidate[] {
  return fused
    .flatMap((candidate, i) => {
      const place = places[i];
      return place === undefined ? [] : [{ ...candidate, place }];
    })
    .sort(
      (a, b) =>
        b.score - a.score ||
        compareText(a.place.documentId, b.place.documentId) ||
        a.place.span.start - b.place.span.start,
    );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What is shown, best first, each unit matched with the question. */
export function matchedHits(
  terms: readonly QuestionTerm[],
  selection: Selection,
  ordered: readonly PlacedCandidate[],
): RetrievedPassage[] {
  const kept = new Set(selection.kept.map(({ slot }) => slot));
  return ordered
    .filter(({ slot }) => kept.has(slot))
    .map((candidate, i) => ({
      hit: toHit(candidate, i + 1),
      passage: candidate.place,
      contextMatches: matchContext(terms, candidate.place),
      units: matchUnits(terms, candidate.place),
      reasons: null,
    }));
}

function toHit({ place, score, lexical, dense }: PlacedCandidate, rank: number): Hit {
  return {
    documentId: place.documentId,
    corpus: place.corpus,
    title: place.title,
    revision: place.revision,
    revisionSha256: place.revisionSha256,
    ingestedAt: place.ingestedAt,
    span: place.span,
    lines: place.lines,
    page: place.page,
    headings: [...place.headings],
    href: hrefOf(place.documentId, place.revision, place.span.start, place.span.end),
    text: place.text,
    metadata: place.metadata,
    rank,
    score,
    lexical: lexical === null ? null : { rank: lexical.rank, score: lexical.score },
    dense,
  };
}

/** A candidate as the trace keeps it, with why it was left out if it was. */
export function traceCandidate(
  candidate: PlacedCandidate,
  { dropped }: Selection,
): TracedCandidate {
  const { place, score, lexical, dense, slot } = candidate;
  return {
    documentId: place.documentId,
    revision: place.revision,
    span: place.span,
    passage: place.passageSha256,
    score,
    lexical,
    dense,
    dropped: dropped.get(slot) ?? null,
  };
}
