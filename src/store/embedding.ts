import type { EmbeddingModel } from '../core/embedding-model.ts';

/* What the store says of the models that its vectors are of. */

/** A vector for the text it was made from, by that text's SHA-256. */
export interface EmbeddedText {
  readonly sha256: string;
  readonly vector: Float32Array;
}

/** How many vectors of a model there are. */
export interface VectorCount {
  readonly model: EmbeddingModel;
  /** Questions are compared with these. */
  readonly inUse: boolean;
  readonly vectors: number;
}

/** Texts of passages that have no vector of a model, oldest first. */
export interface UnembeddedTexts {
  readonly texts: readonly {
    readonly sha256: string;
    readonly text: string;
    /** A document in which the passage stands. */
    readonly documentId: string;
  }[];
  /** Where to go on. */
  readonly position: number;
}

export interface ModelSwitch {
  /** The commit that put the model in use; the latest one when it was in use already, or is not now. */
  readonly seq: number;
  /** Passages without a vector of it. If there are any, the model in use is as it was. */
  readonly missing: number;
}
