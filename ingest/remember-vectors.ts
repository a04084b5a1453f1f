import type { Embedder, Embedders } from '../src/models/types.ts';

/**
 * Embedders that keep every vector they made, for as long as what they are for is not in the store: a text goes
 * through a model once, also when a neighbour fails or the commit is to be made again.
 * @param onEmbedded told how many texts went through the model
 */
export function rememberVectors(
  embedders: Pick<Embedders, 'of'>,
  onEmbedded: (count: number) => void,
): Pick<Embedders, 'of'> {
  /** By model: the model may change before the commit. */
  const remembering = new Map<string, Embedder['embed']>();
  return {
    async of(model) {
      const embedder = await embedders.of(model);
      const embed = remembering.get(embedder.id) ?? remember(embedder, onEmbedded);
      remembering.set(embedder.id, embed);
      return { ...embedder, embed };
    },
  };
}

function remember(embedder: Embedder, onEmbedded: (count: number) => void): Embedder['embed'] {
  const vectors = new Map<string, Float32Array>();
  return async (texts, signal) => {
    const unknown = texts.filter((text) => !vectors.has(text));
    if (unknown.length > 0) {
      const made = await embedder.embed(unknown, signal);
      made.forEach((vector, index) => vectors.set(unknown[index] ?? '', vector));
      onEmbedded(unknown.length);
    }
    return texts.flatMap((text) => vectors.get(text) ?? []);
  };
}
