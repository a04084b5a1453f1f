import type { Snapshot } from '../../store/types.ts';
import { numberOf, type Catalogue } from './catalogue.ts';
import { createLikeness } from './likeness.ts';
import { meetsCondition } from './meets-condition.ts';
import { avoidedSlots, subjectShares } from './subject-shares.ts';
import type { Title, TitleRequest } from './types.ts';

/** A title that meets every condition, and how well it fits beside them. */
export interface RankedTitle {
  readonly title: Title;
  /** Higher is better; unitless. */
  readonly score: number;
  /** Share of what the request is about that the title's record holds, 0 to 1. */
  readonly about: number;
  /** How much it resembles the titles that were named or praised, 0 to 1. */
  readonly alike: number;
}

/** A title must fit by this share of what the best one does: in subject, and beside a named title in likeness. */
const MIN_FIT_SHARE = 0.7;
/** The viewers' score decides between titles that fit alike. */
const SCORE_WEIGHT = 0.02;

/** Titles that meet every condition, best first; ties by name, then by where they stand. */
export function rankTitles(
  snapshot: Snapshot,
  catalogue: Catalogue,
  request: TitleRequest,
): RankedTitle[] {
  const avoided = avoidedSlots(snapshot, request);
  const likeness = createLikeness(snapshot, catalogue, request.like);
  const about = subjectShares(snapshot, catalogue, request);
  const eligible = catalogue.titles
    .filter(
      (title) =>
        !request.known.has(title.slot) &&
        !avoided.has(title.slot) &&
        request.conditions.every((condition) => meetsCondition(title, condition)),
    )
    .map((title): RankedTitle => {
      const share = about.get(title.slot) ?? 0;
      const alike = likeness(title);
      const score = (numberOf(title, catalogue, 'score') ?? 0) * SCORE_WEIGHT;
      return { title, about: share, alike, score: share + alike + score };
    });
  return fitting(eligible, request).sort(
    (a, b) =>
      inOrder(a.title, b.title, request) ||
      b.score - a.score ||
      (a.title.name < b.title.name ? -1 : a.title.name > b.title.name ? 1 : 0) ||
      a.title.slot - b.title.slot,
  );
}

/** Those that fit nearly as well as the best; none that does not fit at all where it must. */
function fitting(
  eligible: readonly RankedTitle[],
  { like, aboutStated }: TitleRequest,
): RankedTitle[] {
  const named = like.some(({ weight }) => weight === 1);
  const fit = ({ about, alike }: RankedTitle): number => (named ? about + alike : about);
  const mustFit = named || aboutStated;
  const least = MIN_FIT_SHARE * eligible.reduce((best, one) => Math.max(best, fit(one)), 0);
  return eligible.filter((one) => fit(one) >= least && (!mustFit || fit(one) > 0));
}

function inOrder(a: Title, b: Title, { order }: TitleRequest): number {
  if (order === null) return 0;
  const [first, second] = [a, b].map(({ metadata }) => Number(metadata[order.field] ?? Number.NaN));
  // What states nothing comes last either way.
  if (first === undefined || Number.isNaN(first)) return Number.isNaN(second) ? 0 : 1;
  if (second === undefined || Number.isNaN(second)) return -1;
  return order.direction === 'ascending' ? first - second : second - first;
}
