import { sha256 } from '../../src/core/ids.ts';
import type { Embedder } from '../../src/models/types.ts';

/** Texts that went through a model. */
export interface EmbeddingCounts {
  /** Different texts. */
  readonly texts: number;
  /** Times that a text went through which had done so before. */
  readonly again: number;
}

export interface EmbeddingRecord {
  /** The model itself, and what it is given is counted. */
  readonly embedder: Embedder;
  /** Since the beginning. */
  counts(): EmbeddingCounts;
}

/** Counts what a model embeds, by the SHA-256 of each text; a call that fails counts, too. */
export function recordEmbedding(embedder: Embedder): EmbeddingRecord {
  const seen = new Set<string>();
  let again = 0;
  return {
    embedder: {
      ...embedder,
      embed(texts, signal) {
        for (const hash of texts.map(sha256)) {
          if (seen.has(hash)) again++;
          seen.add(hash);
        }
        return embedder.embed(texts, signal);
      },
    },
    counts: () => ({ texts: seen.size, again }),
  };
}
