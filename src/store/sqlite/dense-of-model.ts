import type { EmbeddingModel } from '../../core/embedding-model.ts';
import { createDenseIndex, type DenseIndex } from './dense-index.ts';

/** The dense index of whichever model is in use: a graph holds the vectors of one. */
export interface DenseOfModel {
  /** A snapshot that is still open when the model changes has an index that finds nothing, and scans. */
  of(model: EmbeddingModel | null): Pick<DenseIndex, 'search' | 'follow'>;
  /** See DenseIndex. */
  renew(): void;
  close(): Promise<void>;
}

const NO_INDEX = { search: () => Promise.resolve(null), follow: () => {} };

export function createDenseOfModel(directory: string): DenseOfModel {
  let current: { model: string; index: DenseIndex } | null = null;
  let closing: Promise<unknown> = Promise.resolve();
  return {
    of(model) {
      if (model === null) return NO_INDEX;
      if (current?.model !== model.id) {
        closing = Promise.all([closing, current?.index.close()]);
        const { id, dimensions } = model;
        current = { model: id, index: createDenseIndex({ directory, model: id, dimensions }) };
      }
      return current.index;
    },
    renew: () => current?.index.renew(),
    close: async () => {
      await Promise.all([closing, current?.index.close()]);
    },
  };
}
