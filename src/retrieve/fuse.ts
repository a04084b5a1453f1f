import type { EmbeddingModel } from '../core/embedding-model.ts';
import type { RetrieverScore } from '../core/model.ts';
import type { Neighbour } from '../store/types.ts';
import type { LexicalCandidate } from './lexical.ts';

/*
 * Convex fusion: what each retriever found, on one scale. Fusion of ranks alone loses to lexical on every
 * set when the dense vectors are lexical too (`npm run eval -- retrieval` shows dense alone), so scores are
 * fused, with weights per embedder. Bruch, Gai & Ingber 2023 found the same of semantic models: a convex
 * combination does better than reciprocal ranks, within the domain it was tuned for and outside of it.
 */

export interface FusionWeights {
  /** Of the lexical score, as a share of the best one. */
  readonly lexical: number;
  /** Of what the cosine says. */
  readonly dense: number;
  /**
   * `cosine`: the cosine itself, where it is above zero. `spread`: how far it lies from that of the last of
   * `depth` neighbours to that of the first.
   */
  readonly denseScale: 'cosine' | 'spread';
  /** Candidates that dense search hands to fusion. */
  readonly depth: number;
}

/**
 * The embedded embedder knows no meaning, so it breaks ties and no more; tuned on the even questions of
 * `npm run eval -- retrieval`.
 */
const LEXICAL_VECTORS: FusionWeights = { lexical: 1, dense: 0.05, denseScale: 'cosine', depth: 20 };

/*
 * For any model of an endpoint. None was run while this was made, so that nothing here is tuned: words and
 * meaning count alike, which is what one takes when nothing is known of either. Cosines are not comparable
 * between models (those of some lie between .7 and .9 whatever the texts are, those of others between 0 and .6),
 * so that a weight means something only once their own spread is taken out, as the lexical score is a share of
 * the best one. 50 neighbours are as many candidates as words bring.
 */
const SEMANTIC_VECTORS: FusionWeights = {
  lexical: 0.5,
  dense: 0.5,
  denseScale: 'spread',
  depth: 50,
};

/** @param model null = nothing is embedded, and words decide alone */
export function fusionWeights(model: EmbeddingModel | null): FusionWeights {
  return model === null || model.driver === 'embedded' ? LEXICAL_VECTORS : SEMANTIC_VECTORS;
}

export interface FusedCandidate {
  readonly slot: number;
  readonly score: number;
  readonly lexical: (RetrieverScore & { bm25: number; proximity: number }) | null;
  readonly dense: RetrieverScore | null;
}

/**
 * score = lexical · (score / best lexical score) + dense · what the cosine says. Best first; ties by slot.
 * What scores nothing has nothing in common with the question and is left out.
 * @param similarityOf cosine of a slot that dense search did not return; NaN = it has no vector
 */
export function fuse(
  lexical: readonly LexicalCandidate[],
  dense: readonly Neighbour[],
  similarityOf: (slot: number) => number,
  weights: FusionWeights,
): FusedCandidate[] {
  const best = lexical[0]?.score ?? 1;
  const shareOf = denseShare(dense, weights);
  const words = new Map(
    lexical.map((candidate, i) => [candidate.slot, { ...candidate, rank: i + 1 }]),
  );
  const vectors = new Map(dense.map(({ slot, score }, i) => [slot, { rank: i + 1, score }]));
  const slots = new Set([...words.keys(), ...vectors.keys()]);
  return [...slots]
    .map((slot) => {
      const word = words.get(slot);
      const vector = vectors.get(slot) ?? null;
      const cosine = vector?.score ?? similarityOf(slot);
      const score = weights.lexical * ((word?.score ?? 0) / best) + weights.dense * shareOf(cosine);
      const found =
        word === undefined
          ? null
          : { rank: word.rank, score: word.score, bm25: word.bm25, proximity: word.proximity };
      return { slot, score, lexical: found, dense: vector };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.slot - b.slot);
}

/** What a cosine says, from 0 to 1; 0 for a passage without a vector. */
function denseShare(
  dense: readonly Neighbour[],
  { denseScale, depth }: FusionWeights,
): (cosine: number) => number {
  const spread = denseScale === 'spread';
  // The last of a full list is as near as any passage; of a shorter one all of the scope is in it.
  const floor = spread && dense.length === depth ? (dense.at(-1)?.score ?? 0) : 0;
  const top = spread ? (dense[0]?.score ?? 1) : 1;
  return (cosine) => (cosine > floor ? Math.min(1, (cosine - floor) / (top - floor)) : 0);
}
