import type { EmbeddingModel } from '../../src/core/embedding-model.ts';
import { hashText } from '../../src/core/hash.ts';
import type { ModelSwitch, Store } from '../../src/store/types.ts';

/* A second model beside the one of `documents.ts`, whose vectors are of another length and say something else. */

export const OTHER_MODEL: EmbeddingModel = {
  id: 'other-4',
  driver: 'openai',
  name: 'other',
  dimensions: 4,
};

/** A unit vector that only the text decides. */
export function otherVectorOf(text: string): Float32Array {
  const numbers = Array.from({ length: OTHER_MODEL.dimensions }, (_, i) => {
    const salted = `other ${i} ${text}`;
    return hashText(salted, 0, salted.length) / 2 ** 31 - 1;
  });
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (number) => number / length);
}

/** Gives every passage that has none a vector of the other model. @returns how many */
export async function embedWithOther(store: Store): Promise<number> {
  const { texts } = await store.unembedded(OTHER_MODEL.id, 0, 1_000_000);
  const embedded = texts.map(({ sha256, text }) => ({ sha256, vector: otherVectorOf(text) }));
  await store.storeVectors(OTHER_MODEL, embedded);
  return texts.length;
}

export async function switchToOther(store: Store): Promise<ModelSwitch> {
  await embedWithOther(store);
  return store.switchModel(OTHER_MODEL);
}
