import type { Embedder } from '../src/models/types.ts';

/**
 * An embedder that keeps every vector it made, for as long as what they are for is not in the store: a text
 * goes through the model once, also when a neighbour fails or the commit is to be made again.
 * @param onEmbedded told how many texts went through the model
 */
export function rememberVectors(embedder: Embedder, onEmbedded: (count: number) => void): Embedder {
  const vectors = new Map<string, Float32Array>();
  return {
    id: embedder.id,
    dimensions: embedder.dimensions,
    async embed(texts, signal) {
      const unknown = texts.filter((text) => !vectors.has(text));
      if (unknown.length > 0) {
        const made = await embedder.embed(unknown, signal);
        made.forEach((vector, index) => vectors.set(unknown[index] ?? '', vector));
        onEmbedded(unknown.length);
      }
      return texts.flatMap((text) => vectors.get(text) ?? []);
    },
  };
}
