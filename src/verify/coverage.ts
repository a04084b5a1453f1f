import { tokenise } from '../core/analyse.ts';
import { conceptOf, conceptsOf } from './words/concept.ts';
import { weightOf } from './words/weight.ts';

/** What of a claim its quotes hold. */
export interface Coverage {
  /** Share of the weight of the claim's words, 0 to 1; 1 when none weighs. */
  readonly share: number;
  /** Most weight in one run of words that no quote holds; what one holds takes away from a run. */
  readonly uncoveredRun: number;
}

/** How much a word that is held takes from the run it stands in, per weight. */
const RELIEF = 0.5;
/** How much more a run weighs that begins where something can be added to a sentence. */
const OPENING = 1;
const OPENERS = new Set(
  `and which who whose where because since as so if unless provided until with without for even plus after
  before while only but when`.split(/\s+/),
);
const MARK = /[,;:(\u2013\u2014]/;

/**
 * How far the words of a claim stand in the texts, by concept. A true paraphrase strews its own words over
 * the claim; what was added to a true claim stands together, behind a comma or a joining word.
 */
export function coverageBy(claim: string, sources: readonly string[]): Coverage {
  const held = conceptsOf(sources.flatMap((source) => tokenise(source)));
  let covered = 0;
  let total = 0;
  let run = 0;
  let uncoveredRun = 0;
  let opening = 0;
  let end = 0;
  for (const token of tokenise(claim)) {
    if (OPENERS.has(token.word) || MARK.test(claim.slice(end, token.start))) opening = OPENING;
    end = token.end;
    const weight = weightOf(token);
    if (weight === 0) continue;
    total += weight;
    if (held.has(conceptOf(token))) {
      covered += weight;
      run = Math.max(0, run - RELIEF * weight);
      if (weight >= 1) opening = 0;
    } else {
      run += weight + opening;
      opening = 0;
      uncoveredRun = Math.max(uncoveredRun, run);
    }
  }
  return { share: total === 0 ? 1 : covered / total, uncoveredRun };
}
