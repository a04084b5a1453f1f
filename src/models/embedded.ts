import { ANALYSER, isStopTerm, tokenise } from '../core/analyse.ts';
import { hashText } from '../core/hash.ts';
import type { ModelEmbedder } from './types.ts';
import { toUnitLength } from './unit-length.ts';

/*
 * An embedder with no model: words, pairs of neighbours and character trigrams, each hashed to a few
 * signed places of the vector (feature hashing; Weinberger et al. 2009). It is lexical: it forgives
 * spelling and word forms, and knows nothing of meaning. What it is good for is a tie-break, a net for
 * questions whose words the corpus lacks, and a pipeline that runs with no download.
 */

const DIMENSIONS = 256;
/** Feature weights; a stop word says little, a trigram less than the word it is part of. */
const WEIGHTS = { word: 1, stopWord: 0.2, pair: 0.5, trigram: 0.25 };
/** Each feature is added at this many places, so that one collision does not decide. */
const PLACES = 2;
/** Words beyond this are left out: a vector of 256 numbers is full long before. */
const MAX_TOKENS = 4_096;

export function createEmbeddedEmbedder(): ModelEmbedder {
  // The features are the analyser's words, so its name is part of the model's.
  const id = `embedded-${DIMENSIONS}-${ANALYSER}`;
  return {
    id,
    driver: 'embedded',
    name: id,
    dimensions: DIMENSIONS,
    embed: async (texts) => texts.map(embedOne),
  };
}

function embedOne(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (const [feature, weight] of features(text)) {
    // Sublinear in the count, as in BM25: the tenth mention says less than the first.
    const value = Math.sqrt(weight);
    let hash = hashText(feature, 0, feature.length);
    for (let i = 0; i < PLACES; i++) {
      const at = (hash & 0xffff) % DIMENSIONS;
      vector[at] = (vector[at] ?? 0) + ((hash & 0x10000) === 0 ? value : -value);
      hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
    }
  }
  return toUnitLength(vector);
}

/** Each feature of a text with the sum of its squared weights. */
function features(text: string): Map<string, number> {
  const found = new Map<string, number>();
  const add = (feature: string, weight: number): void => {
    found.set(feature, (found.get(feature) ?? 0) + weight * weight);
  };
  let previous = '';
  for (const { term, word } of tokenise(text).slice(0, MAX_TOKENS)) {
    const stop = isStopTerm(term);
    add(term, stop ? WEIGHTS.stopWord : WEIGHTS.word);
    if (previous !== '' && !stop) add(`${previous} ${term}`, WEIGHTS.pair);
    previous = stop ? '' : term;
    if (stop) continue;
    const padded = `<${word.slice(0, 40)}>`;
    for (let i = 0; i + 3 <= padded.length; i++) add(padded.slice(i, i + 3), WEIGHTS.trigram);
  }
  return found;
}
