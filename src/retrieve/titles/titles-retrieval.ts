import type { Snapshot } from '../../store/types.ts';
import type { FusedCandidate } from '../fuse.ts';
import { matchedHits, traceCandidate, type PlacedCandidate } from '../hits.ts';
import type { Evidence, Query, Retrieval } from '../types.ts';
import type { FoundTitles } from './find-titles.ts';
import type { TitleCondition, TitleRequest } from './types.ts';

/** Titles beyond those shown that the trace names. */
const TRACED_OTHERS = 20;
/** A title is shown because its record meets the conditions: nothing is left to weigh. */
const CERTAIN: Evidence = {
  value: 1,
  signs: { strength: 0, coverage: 0, words: 0 },
  threshold: 0,
  unknownWords: [],
};

/** What a question for titles found, in the form of any other retrieval. */
export async function titlesRetrieval(
  snapshot: Snapshot,
  query: Query,
  { request, shown, others }: FoundTitles,
  startedAt: number,
): Promise<Omit<Retrieval, 'standAlone'>> {
  const named = request.like.filter(({ weight }) => weight === 1).map(({ title }) => title.slot);
  const dropped = new Map<number, string>([
    ...others.slice(0, TRACED_OTHERS).map(({ title }) => [title.slot, 'fits less'] as const),
    ...named.map((slot) => [slot, 'named in the question'] as const),
  ]);
  const ranked = [...shown, ...others.slice(0, TRACED_OTHERS)];
  // Their order is the ranking's own, which may be by another field than how well they fit.
  const fused = [
    ...ranked.map(({ title, score }) => candidateOf(title.slot, score)),
    ...named.map((slot) => candidateOf(slot, 0)),
  ];
  const places = await snapshot.places(fused.map(({ slot }) => slot));
  const placed = fused.flatMap((candidate, i): PlacedCandidate[] => {
    const place = places[i];
    return place === undefined ? [] : [{ ...candidate, place }];
  });
  const selection = { kept: fused.slice(0, shown.length), dropped };
  const reasons = new Map(shown.map(({ title, reasons: fields }) => [title.slot, fields]));
  const passages = matchedHits([], selection, placed).map((one) => ({
    ...one,
    reasons: reasons.get(one.passage.slot) ?? null,
  }));
  return {
    embedder: snapshot.model?.id ?? 'none',
    seq: snapshot.seq,
    asOf: snapshot.asOf,
    terms: [],
    passages,
    links: [],
    evidence: CERTAIN,
    noTitles: shown.length === 0 ? `No title meets all of this: ${describe(request)}.` : null,
    trace: {
      scope: { corpora: query.corpora, filter: query.filter, passages: snapshot.passageCount },
      titles: tracedRequest(request, shown.length + others.length),
      evidence: CERTAIN,
      candidates: placed.map((candidate) => traceCandidate(candidate, selection)),
    },
    durationMs: performance.now() - startedAt,
  };
}

function candidateOf(slot: number, score: number): FusedCandidate {
  return { slot, score, lexical: null, dense: null };
}

/** How the request was read, as the trace keeps it. */
function tracedRequest(
  { day, conditions, like, about, avoid, order, count }: TitleRequest,
  eligible: number,
): Record<string, unknown> {
  return {
    day,
    conditions,
    like: like.map(({ title, weight }) => ({ name: title.name, weight })),
    about,
    avoid,
    order,
    count,
    eligible,
  };
}

/** The conditions in words, for whoever asked. */
function describe({ conditions, like, about, avoid }: TitleRequest): string {
  const said = conditions.filter(({ words }) => words !== '').map(describeCondition);
  const named = like
    .filter(({ weight }) => weight === 1)
    .map(({ title }) => `like “${title.name}”`);
  const subject = about.length === 0 ? [] : [`about “${about.join(' ')}”`];
  const avoided = avoid.map((phrase) => `not “${phrase}”`);
  return [...said, ...named, ...subject, ...avoided].join('; ') || 'can be seen today';
}

function describeCondition({ words, exclude }: TitleCondition): string {
  return exclude ? `not “${words}”` : `“${words}”`;
}
