import type { Database } from 'better-sqlite3';
import type { Finding } from './checks.ts';
import { findRows } from './rows.ts';

/** How far from 1 the length of a vector of 32-bit numbers may be. */
const LENGTH_TOLERANCE = 1e-3;

export function* verifyVectors(database: Database): Generator<Finding> {
  const rows = database
    .prepare<[], { id: number; model: string; vector: Buffer }>(
      'SELECT id, model, vector FROM embeddings ORDER BY id',
    )
    .iterate();
  const bytesOf = new Map<string, number>();
  for (const { id, model, vector } of rows) {
    const flaw = flawOf(vector, bytesOf.get(model) ?? vector.length);
    if (flaw !== null) yield { check: 'vector', detail: `embedding row ${id} ${flaw}` };
    else bytesOf.set(model, vector.length);
  }
  yield* verifyCoverage(database);
}

function flawOf(blob: Buffer, bytes: number): string | null {
  if (blob.length !== bytes || bytes === 0 || bytes % 4 !== 0) {
    return `has ${blob.length} bytes, not ${bytes}`;
  }
  const vector = toVector(blob);
  if (!vector.every(Number.isFinite)) return 'has a value that is not finite';
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  // A text without a word that the model knows has the vector 0.
  if (length === 0 || Math.abs(length - 1) <= LENGTH_TOLERANCE) return null;
  return `has the length ${length.toPrecision(4)}`;
}

/** A blob of the embeddings table as a vector. */
export function toVector(blob: Buffer): Float32Array {
  // Copied, since a blob need not lie at a multiple of four bytes.
  return new Float32Array(new Uint8Array(blob).buffer);
}

/** Which model the store is used with is not written in it: one of them must have all. */
function* verifyCoverage(database: Database): Generator<Finding> {
  const models = database
    .prepare<[], string>('SELECT DISTINCT model FROM embeddings')
    .pluck()
    .all();
  let fewest: Finding[] | null = null;
  for (const model of models.length === 0 ? [''] : models) {
    const missing = [...findRows(database, 'vector-missing', MISSING, model, model)];
    if (fewest === null || missing.length < fewest.length) fewest = missing;
  }
  yield* fewest ?? [];
}

const MISSING = `
  SELECT DISTINCT 'passage row ' || o.passage || ' has no vector of the model ' || ?
    FROM revisions r JOIN occurrences o ON o.revision = r.id
   WHERE r.to_seq IS NULL
     AND NOT EXISTS (SELECT 1 FROM embeddings e WHERE e.passage = o.passage AND e.model = ?)`;
