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

/** How much a word that is held takes from the run that it stands in, per weight. */
const RELIEF = 0.5;

/**
 * How far the words of a claim stand in the texts, by concept. A true paraphrase strews its own words over
 * the claim; what was added to a true claim stands together.
 */
export function coverageBy(claim: string, sources: readonly string[]): Coverage {
  const held = conceptsOf(sources.flatMap((source) => tokenise(source)));
  let covered = 0;
  let total = 0;
  let run = 0;
  let uncoveredRun = 0;
  for (const token of tokenise(claim)) {
    const weight = weightOf(token);
    total += weight;
    if (held.has(conceptOf(token))) {
      covered += weight;
      run = Math.max(0, run - RELIEF * weight);
    } else {
      run += weight;
      uncoveredRun = Math.max(uncoveredRun, run);
    }
  }
  return { share: total === 0 ? 1 : covered / total, uncoveredRun };
}
