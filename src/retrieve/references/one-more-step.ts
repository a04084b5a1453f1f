import type { QuestionTerm } from '../../core/question.ts';
import type { Snapshot } from '../../store/types.ts';
import { matchedHits, type PlacedCandidate } from '../hits.ts';
import type { UnitLink } from '../../core/unit-link.ts';
import type { RetrievedPassage } from '../types.ts';
import { leadsFrom, type Lead } from './leads-from.ts';
import { createLibrary } from './library.ts';

/** Passages that one more step may add. */
const MAX_FETCHED = 3;
/** Score of a fetched passage as a share of the best one's that lead to it: the question did not find it. */
const FETCHED_SHARE = 0.5;

export interface Step {
  /** What was found, and behind it what was fetched; no more than topK. */
  readonly passages: readonly RetrievedPassage[];
  readonly links: readonly UnitLink[];
  readonly fetched: readonly PlacedCandidate[];
  readonly trace: readonly Record<string, unknown>[];
}

/** Fetches what the best passages refer to, and what overrides them. */
export async function oneMoreStep(
  snapshot: Snapshot,
  terms: readonly QuestionTerm[],
  found: readonly RetrievedPassage[],
  topK: number,
): Promise<Step> {
  const leads = await leadsFrom(snapshot, createLibrary(snapshot), terms, found);
  const fetched = fetchedPlaces(leads, found, topK);
  const kept = keptOf(found, leads, fetched, topK);
  const scores = new Map(found.map(({ passage, hit }) => [passage.slot, hit.score]));
  const candidates = fetched.map(({ to, from }): PlacedCandidate => {
    const score = (scores.get(from.slot) ?? 0) * FETCHED_SHARE;
    scores.set(to.slot, score);
    return { slot: to.slot, score, lexical: null, dense: null, place: to };
  });
  const added = matchedHits(terms, { kept: candidates, dropped: new Map() }, candidates);
  const passages = [...kept, ...added].map((one, i) => ({
    ...one,
    hit: { ...one.hit, rank: i + 1 },
  }));
  const links = linksAmong(leads, passages);
  return {
    passages,
    links,
    fetched: candidates,
    trace: links.map((link) => traced(link, passages)),
  };
}

/** The first lead to each place that was not found; those found already come in their turn. */
function fetchedPlaces(
  leads: readonly Lead[],
  found: readonly RetrievedPassage[],
  topK: number,
): Lead[] {
  const known = new Set(found.map(({ passage }) => passage.slot));
  const shown = new Set(found.slice(0, 1).map(({ passage }) => passage.slot));
  const fetched = new Map<number, Lead>();
  for (const lead of leads) {
    const { from, to } = lead;
    if (!known.has(from.slot) && !fetched.has(from.slot)) continue;
    const isNew = !known.has(to.slot) && !fetched.has(to.slot);
    if (isNew && fetched.size >= MAX_FETCHED) continue;
    if (new Set([...shown, from.slot, to.slot]).size > topK) continue;
    shown.add(from.slot).add(to.slot);
    if (isNew) fetched.set(to.slot, lead);
  }
  return [...fetched.values()];
}

/** The best of what was found, and what leads to what was fetched or is led to before the rest. */
function keptOf(
  found: readonly RetrievedPassage[],
  leads: readonly Lead[],
  fetched: readonly Lead[],
  topK: number,
): readonly RetrievedPassage[] {
  const sources = new Set(fetched.map(({ from }) => from.slot));
  const targets = new Set(leads.map(({ to }) => to.slot));
  const need = ({ passage }: RetrievedPassage, rank: number): number =>
    rank === 0 ? 3 : sources.has(passage.slot) ? 2 : targets.has(passage.slot) ? 1 : 0;
  const kept = new Set(
    found
      .map((one, rank) => ({ one, rank, need: need(one, rank) }))
      .toSorted((a, b) => b.need - a.need || a.rank - b.rank)
      .slice(0, topK - fetched.length)
      .map(({ one }) => one),
  );
  return found.filter((one) => kept.has(one));
}

/** The leads between passages that are shown, each once. */
function linksAmong(leads: readonly Lead[], passages: readonly RetrievedPassage[]): UnitLink[] {
  const indexOf = new Map(passages.map(({ passage }, i) => [passage.slot, i]));
  const distinct = new Map(
    leads.map((lead) => [
      `${lead.relation} ${lead.from.slot} ${lead.from.unit} ${lead.to.slot} ${lead.units.join()}`,
      lead,
    ]),
  );
  return [...distinct.values()].flatMap(({ from, to, units, ...lead }): UnitLink[] => {
    const [passage, leading] = [indexOf.get(to.slot), indexOf.get(from.slot)];
    if (passage === undefined || leading === undefined) return [];
    return [{ ...lead, from: { passage: leading, unit: from.unit }, to: { passage, units } }];
  });
}

function traced(
  { relation, from, to, whole, words }: UnitLink,
  passages: readonly RetrievedPassage[],
): Record<string, unknown> {
  const place = (passage: number, units: readonly number[]) => {
    const one = passages[passage]?.passage;
    const first = one?.units[units[0] ?? 0];
    const last = one?.units[units.at(-1) ?? 0];
    return {
      documentId: one?.documentId,
      revision: one?.revision,
      span: { start: first?.start, end: last?.end },
    };
  };
  return {
    relation,
    ...(relation === 'override' ? { whole } : {}),
    words,
    from: place(from.passage, [from.unit]),
    to: place(to.passage, to.units),
  };
}
