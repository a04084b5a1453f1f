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

/** Whether the models can be asked; `reason` is a sentence for whoever runs the service. */
export type ModelHealth =
  { readonly ok: true } | { readonly ok: false; readonly code: ErrorCode; readonly reason: string };
