import type { Database } from 'better-sqlite3';
import type { EmbeddingModel } from '../../core/embedding-model.ts';
import { createVectorTable, type VectorTable } from '../vectors.ts';
import { prepared } from './statements.ts';

/** The vectors of one model in memory, read from the database in the order of their row ids. */
export interface HeldVectors {
  readonly model: EmbeddingModel;
  readonly table: VectorTable;
  /** @returns how many were read, up to the limit; −1 = all */
  readNew(reader: Database, passages: PassageSlots, limit: number): number;
}

interface PassageSlots {
  /** Row id of the last passage that has a slot. */
  readonly lastPassage: number;
  readonly slotOf: (passageId: number) => number | undefined;
}

export function createHeldVectors(model: EmbeddingModel): HeldVectors {
  const table = createVectorTable(model.dimensions);
  let lastId = 0;
  return {
    model,
    table,
    readNew(reader, { lastPassage, slotOf }, limit) {
      const rows = prepared<[string, number, number], [number, number, Buffer]>(
        reader,
        'SELECT id, passage, vector FROM embeddings WHERE model = ? AND id > ? ORDER BY id LIMIT ?',
      ).raw();
      let count = 0;
      for (const [id, passage, bytes] of rows.iterate(model.id, lastId, limit)) {
        // Of a passage that comes with a later slice, and has no slot yet.
        if (passage > lastPassage) break;
        lastId = id;
        count++;
        const slot = slotOf(passage);
        if (slot !== undefined) table.set(slot, id, toVector(bytes));
      }
      return count;
    },
  };
}

/** A blob of the embeddings table as a vector. */
export function toVector(blob: Buffer): Float32Array {
  // Copied, since a blob need not lie at a multiple of four bytes.
  return new Float32Array(new Uint8Array(blob).buffer);
}
