import type { Neighbour } from './types.ts';
import { createTopK } from '../core/top-k.ts';

/*
 * Vectors in memory, by slot: what exact search scans, and what scores the candidates of an approximate
 * index. Kept in blocks, so that growing never copies.
 */

export interface VectorTable {
  readonly count: number;
  /** @param id rises with every call: the order in which the database got the vectors */
  set(slot: number, id: number, vector: Float32Array): void;
  /** Cosine with a unit vector; NaN when the slot has no vector. */
  similarity(vector: Float32Array, slot: number): number;
  /** A slot's vector; null when it has none. */
  vectorOf(slot: number): Float32Array | null;
  /** The k nearest among the slots marked 1, best first; ties by slot. */
  nearest(vector: Float32Array, k: number, mask: Uint8Array): Neighbour[];
  /** Slots whose vector came after the one of this id. */
  slotsAfter(id: number): readonly number[];
}

const BLOCK_VECTORS = 1024;

/** @param dimensions length of every vector */
export function createVectorTable(dimensions: number): VectorTable {
  const blocks: Float32Array[] = []; // each (BLOCK_VECTORS, dimensions)
  let present = new Uint8Array(BLOCK_VECTORS);
  const ids: number[] = []; // ascending
  const slots: number[] = []; // parallel to ids

  function set(slot: number, id: number, vector: Float32Array): void {
    const block = Math.floor(slot / BLOCK_VECTORS);
    while (blocks.length <= block) blocks.push(new Float32Array(BLOCK_VECTORS * dimensions));
    if (slot >= present.length) {
      const longer = new Uint8Array(Math.max(present.length * 2, slot + 1));
      longer.set(present);
      present = longer;
    }
    blocks[block]?.set(vector, (slot % BLOCK_VECTORS) * dimensions);
    present[slot] = 1;
    ids.push(id);
    slots.push(slot);
  }

  function dot(vector: Float32Array, slot: number): number {
    const block = blocks[Math.floor(slot / BLOCK_VECTORS)];
    if (block === undefined) return Number.NaN;
    const from = (slot % BLOCK_VECTORS) * dimensions;
    // Four sums at a time: the additions do not wait for one another.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < dimensions; i += 4) {
      a += (block[from + i] ?? 0) * (vector[i] ?? 0);
      b += (block[from + i + 1] ?? 0) * (vector[i + 1] ?? 0);
      c += (block[from + i + 2] ?? 0) * (vector[i + 2] ?? 0);
      d += (block[from + i + 3] ?? 0) * (vector[i + 3] ?? 0);
    }
    return a + b + c + d;
  }

  return {
    get count() {
      return ids.length;
    },
    set,
    similarity: (vector, slot) => (present[slot] === 1 ? dot(vector, slot) : Number.NaN),
    vectorOf(slot) {
      const from = (slot % BLOCK_VECTORS) * dimensions;
      const block = present[slot] === 1 ? blocks[Math.floor(slot / BLOCK_VECTORS)] : undefined;
      return block?.slice(from, from + dimensions) ?? null;
    },
    nearest(vector, k, mask) {
      const top = createTopK(k);
      const end = Math.min(mask.length, present.length);
      for (let slot = 0; slot < end; slot++) {
        if (mask[slot] === 1 && present[slot] === 1) top.offer(slot, dot(vector, slot));
      }
      return top.best();
    },
    slotsAfter(id) {
      let low = 0;
      let high = ids.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((ids[middle] ?? 0) <= id) low = middle + 1;
        else high = middle;
      }
      return slots.slice(low);
    },
  };
}
