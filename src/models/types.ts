import type { EmbeddingModel } from '../core/embedding-model.ts';
import type { ErrorCode } from '../core/errors.ts';

/** Turns text into vectors. Vectors are of unit length, so that a dot product is the cosine. */
export interface Embedder {
  /** Names the model and everything that changes its vectors; vectors of two ids are never mixed. */
  readonly id: string;
  readonly dimensions: number;
  /**
   * One vector a text, in order; each (dimensions,), finite, of length 1 (or 0 for a text without words).
   * @throws INVALID_VECTOR when the model gives anything else
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}

/** An embedder with what the store keeps of its model, so that another process can make it again. */
export interface ModelEmbedder extends Embedder, EmbeddingModel {}

/** Makes embedders: the store says which one its vectors are of, and the settings which one they should be of. */
export interface Embedders {
  /**
   * The one that made the vectors in use.
   * @param model null = there are no vectors yet, so that the settings decide
   * @throws EMBEDDER_UNAVAILABLE when these settings do not lead to the model
   * @throws what `configured` throws, when nothing is in use
   */
  of(model: EmbeddingModel | null): Promise<ModelEmbedder>;
  /**
   * The one of the settings. Its endpoint may be asked for the dimensions.
   * @throws MODEL_…
   */
  configured(): Promise<ModelEmbedder>;
}

/** Whether the models can be asked; `reason` is a sentence for whoever runs the service. */
export type ModelHealth =
  { readonly ok: true } | { readonly ok: false; readonly code: ErrorCode; readonly reason: string };
