import { tokenise } from '../core/analyse.ts';
import { placeWords, type Placed, type Places } from './place-words.ts';
import { isNumeric } from './words/weight.ts';

/** What of a claim its quotes hold. */
export interface Coverage {
  /** Share of the weight of the claim's words, 0 to 1; 1 when none weighs. */
  readonly share: number;
  /** Most weight in one run of words that were added to what the quotes say. */
  readonly uncoveredRun: number;
}

/** Words of the question and the headings prove nothing; this much of their weight is missed. */
const KNOWN = 0.5;
/** How much a word that is held takes from the run it stands in, per weight. */
const RELIEF = 0.5;
/** What of a word's weight is forgiven where the quote has a word left that it may stand for. */
const SUBSTITUTED = 0.5;
/** How near such a word must be, in words that weigh. */
const NEAR = 3;
/** Least weight of a word that tells what a text speaks of. */
const SAYS_SOMETHING = 0.5;

/**
 * How far the words of a claim stand in its quotes. A paraphrase strews its own words over the claim, common ones
 * mostly, and in the place of words of the quote; what was added to a true claim stands together, behind a comma
 * or a joining word, and nothing of the quote is left that it could stand for.
 * @param sources.context title, headings and question
 */
export function coverageBy(
  claim: string,
  sources: {
    readonly quotes: readonly string[];
    readonly fields?: readonly string[];
    readonly context?: readonly string[];
  },
): Coverage {
  const places = placeWords(claim, sources.quotes, sources.fields ?? [], sources.context ?? []);
  let [covered, total, said] = [0, 0, 0];
  for (const { weight, held } of places.words) {
    if (held === 'covered') covered += weight;
    if (held === 'covered' && weight >= SAYS_SOMETHING) said++;
    total += held === 'known' ? KNOWN * weight : weight;
  }
  const share = total === 0 ? 1 : covered / total;
  // One word in common shows what a claim speaks of and nothing of what it says, unless a number does.
  const onlyTopic = said <= 1 && share < 0.5 && !tokenise(claim).some(isNumeric);
  return { share: onlyTopic ? 0 : share, uncoveredRun: heaviestRun(places) };
}

function heaviestRun(places: Places): number {
  let [run, heaviest, begun] = [0, 0, false];
  for (const stretch of stretchesOf(places.words)) {
    const weight = stretch.reduce((sum, word) => sum + word.weight, 0);
    const [first] = stretch;
    if (first?.held === 'covered') {
      begun = true;
      run = Math.max(0, run - RELIEF * weight);
      continue;
    }
    const isKnown = first?.held === 'known';
    // What was asked may open a claim.
    if (isKnown && !begun) continue;
    // What is added behind a comma or a joining word stands for nothing.
    const forgiven = isKnown || first?.opens === true ? 0 : forgive(stretch, places);
    run += (weight - forgiven) * (isKnown ? KNOWN : 1);
    heaviest = Math.max(heaviest, run);
  }
  return heaviest;
}

/** Words in a row that are held alike; one that opens an addition begins a new one. */
function stretchesOf(words: readonly Placed[]): Placed[][] {
  const stretches: Placed[][] = [];
  for (const word of words) {
    const last = stretches.at(-1);
    if (last?.[0]?.held === word.held && !word.opens) last.push(word);
    else stretches.push([word]);
  }
  return stretches;
}

/** Weight of words that stand for words of the quote; those are used up. */
function forgive(stretch: readonly Placed[], { left, quoted }: Places): number {
  const weight = stretch.reduce((sum, word) => sum + word.weight, 0);
  const [first, last] = [stretch[0], stretch.at(-1)];
  let wanting = weight;
  for (const at of [first?.before, last?.behind]) {
    if (at === undefined || at === null) continue;
    for (let near = at - NEAR; near <= at + NEAR && wanting > 0; near++) {
      if (!left.has(near) || quoted[near]?.text !== quoted[at]?.text) continue;
      left.delete(near);
      wanting -= quoted[near]?.weight ?? 0;
    }
  }
  return SUBSTITUTED * (weight - Math.max(0, wanting));
}
