import type { Database } from 'better-sqlite3';
import type { Finding } from './checks.ts';
import { modelInUse } from '../embedding-models.ts';
import { toVector } from '../held-vectors.ts';
import { findRows } from './rows.ts';

/** How far from 1 the length of a vector of 32-bit numbers may be. */
const LENGTH_TOLERANCE = 1e-3;

export function* verifyVectors(database: Database): Generator<Finding> {
  const rows = database
    .prepare<[], { id: number; model: string; vector: Buffer }>(
      'SELECT id, model, vector FROM embeddings ORDER BY id',
    )
    .iterate();
  const dimensionsOf = new Map(
    database
      .prepare<[], [string, number]>('SELECT id, dimensions FROM embedding_models')
      .raw()
      .all(),
  );
  for (const { id, model, vector } of rows) {
    const flaw = flawOf(vector, dimensionsOf.get(model));
    if (flaw !== null) yield { check: 'vector', detail: `embedding row ${id} ${flaw}` };
  }
  yield* verifyModels(database);
}

/** @param dimensions undefined = the model is not known */
function flawOf(blob: Buffer, dimensions: number | undefined): string | null {
  if (dimensions === undefined) return 'is of no known model';
  const bytes = dimensions * Float32Array.BYTES_PER_ELEMENT;
  if (blob.length !== bytes) return `has ${blob.length} bytes, not ${bytes}`;
  const vector = toVector(blob);
  if (!vector.every(Number.isFinite)) return 'has a value that is not finite';
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  // A text without a word that the model knows has the vector 0.
  if (length === 0 || Math.abs(length - 1) <= LENGTH_TOLERANCE) return null;
  return `has the length ${length.toPrecision(4)}`;
}

/** Once there are passages, one model is in use, and has a vector of each that is current. */
function* verifyModels(database: Database): Generator<Finding> {
  const model = modelInUse(database);
  if (model !== null) {
    yield* findRows(database, 'vector-missing', MISSING, model.id, model.id);
    return;
  }
  yield* findRows(
    database,
    'embedding-model',
    `SELECT 'none is in use, and there are ' || count(*) || ' passages' FROM passages HAVING count(*) > 0`,
  );
}

const MISSING = `
  SELECT DISTINCT 'passage row ' || o.passage || ' has no vector of the model ' || ?
    FROM revisions r JOIN occurrences o ON o.revision = r.id
   WHERE r.to_seq IS NULL
     AND NOT EXISTS (SELECT 1 FROM embeddings e WHERE e.passage = o.passage AND e.model = ?)`;
