import type { RetrieverScore } from '../core/model.ts';
import type { Neighbour } from '../store/types.ts';
import type { LexicalCandidate } from './lexical.ts';

/*
 * Convex fusion: what each retriever found, on one scale. Fusion of ranks alone loses to lexical on every
 * set when the dense vectors are lexical too (`npm run eval -- retrieval` shows dense alone), so scores are fused, with weights per embedder.
 */

export interface FusionWeights {
  /** Of the lexical score, as a share of the best one. */
  readonly lexical: number;
  /** Of the cosine, where it is above zero. */
  readonly dense: number;
  /** Candidates that dense search hands to fusion. */
  readonly depth: number;
}

/**
 * Weights by embedder. The embedded one knows no meaning, so it breaks ties and no more; tuned on the even
 * questions of `npm run eval -- retrieval`. A semantic model speaks as loudly as the words.
 */
export function fusionWeights(embedderId: string): FusionWeights {
  return embedderId.startsWith('embedded-')
    ? { lexical: 1, dense: 0.05, depth: 20 }
    : { lexical: 0.5, dense: 0.5, depth: 50 };
}

export interface FusedCandidate {
  readonly slot: number;
  readonly score: number;
  readonly lexical: (RetrieverScore & { bm25: number; proximity: number }) | null;
  readonly dense: RetrieverScore | null;
}

/**
 * score = lexical · (score / best lexical score) + dense · max(0, cosine). Best first; ties by slot.
 * What scores nothing has nothing in common with the question and is left out.
 * @param similarityOf cosine of a slot that dense search did not return; NaN = it has no vector
 */
export function fuse(
  lexical: readonly LexicalCandidate[],
  dense: readonly Neighbour[],
  similarityOf: (slot: number) => number,
  weights: Pick<FusionWeights, 'lexical' | 'dense'>,
): FusedCandidate[] {
  const best = lexical[0]?.score ?? 1;
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
      const score =
        weights.lexical * ((word?.score ?? 0) / best) +
        weights.dense * (Number.isNaN(cosine) ? 0 : Math.max(0, cosine));
      const found =
        word === undefined
          ? null
          : { rank: word.rank, score: word.score, bm25: word.bm25, proximity: word.proximity };
      return { slot, score, lexical: found, dense: vector };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.slot - b.slot);
}
