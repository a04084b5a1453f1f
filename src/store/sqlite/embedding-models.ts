import type { Database } from 'better-sqlite3';
import type { EmbeddingModel } from '../../core/embedding-model.ts';
import { FootnoteError } from '../../core/errors.ts';
import type { EmbeddedText, ModelSwitch, VectorCount } from '../types.ts';
import { latestCommit, nextCommit } from './commit-log.ts';
import { prepared } from './statements.ts';
import { countUnembedded } from './embedded.ts';

/*
 * Which model questions are asked of. A row of the database says so, and not a setting: every process reads it
 * with each snapshot, so that all of them change over with the same commit.
 */

/** null before the first commit. */
export function modelInUse(database: Database): EmbeddingModel | null {
  const row = prepared<[], EmbeddingModel>(
    database,
    `SELECT id, driver, name, dimensions FROM embedding_models
      WHERE since_seq IS NOT NULL ORDER BY since_seq DESC LIMIT 1`,
  ).get();
  return row ?? null;
}

/** Within the transaction of the commit. */
export function putInUse(writer: Database, model: EmbeddingModel, seq: number): void {
  addModel(writer, model);
  prepared<[number, string], never>(
    writer,
    'UPDATE embedding_models SET since_seq = ? WHERE id = ?',
  ).run(seq, model.id);
}

function addModel(writer: Database, model: EmbeddingModel): void {
  const { id, driver, name, dimensions } = model;
  prepared<[string, string, string, number], never>(
    writer,
    `INSERT INTO embedding_models (id, driver, name, dimensions)
     VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  ).run(id, driver, name, dimensions);
}

/** @throws INVALID_VECTOR */
export function checkVector(vector: Float32Array, { dimensions }: EmbeddingModel): void {
  if (vector.length !== dimensions || !vector.every(Number.isFinite)) {
    throw new FootnoteError('INVALID_VECTOR', { length: vector.length, dimensions });
  }
}

/** A vector as a blob of the embeddings table. */
export function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

export function storeVectors(
  writer: Database,
  model: EmbeddingModel,
  embedded: readonly EmbeddedText[],
): void {
  for (const { vector } of embedded) checkVector(vector, model);
  // A passage may have been erased or collected while its text was with the model.
  const insert = prepared<[string, Buffer, string], never>(
    writer,
    `INSERT INTO embeddings (passage, model, vector)
       SELECT id, ?, ? FROM passages WHERE sha256 = ?
     ON CONFLICT (passage, model) DO NOTHING`,
  );
  writer
    .transaction(() => {
      addModel(writer, model);
      for (const { sha256, vector } of embedded) insert.run(model.id, toBlob(vector), sha256);
    })
    .immediate();
}

export function switchModel(writer: Database, model: EmbeddingModel): ModelSwitch {
  return writer
    .transaction((): ModelSwitch => {
      const missing = countUnembedded(writer, model.id);
      const isInUse = modelInUse(writer)?.id === model.id;
      if (missing > 0 || isInUse) return { seq: latestCommit(writer).seq, missing };
      const { seq } = nextCommit(writer);
      putInUse(writer, model, seq);
      return { seq, missing };
    })
    .immediate();
}

export function readVectorCounts(reader: Database): VectorCount[] {
  const inUse = modelInUse(reader)?.id;
  return prepared<[], EmbeddingModel & { vectors: number }>(
    reader,
    `SELECT id, driver, name, dimensions,
            (SELECT count(*) FROM embeddings e WHERE e.model = m.id) AS vectors
       FROM embedding_models m ORDER BY since_seq IS NULL, since_seq DESC, id`,
  )
    .all()
    .map(({ vectors, ...model }) => ({ model, inUse: model.id === inUse, vectors }));
}
