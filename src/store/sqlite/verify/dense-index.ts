import type { Database } from 'better-sqlite3';
import type { SavedIndex } from '../dense-file.ts';
import { modelInUse } from '../embedding-models.ts';
import { toVector } from '../held-vectors.ts';
import type { Finding, Note } from './checks.ts';
import type { IndexFiles } from './index-file.ts';

/*
 * Whether the dense index is equal to the database. It is a cache: what only means that it will be built anew
 * is a note. What a store would use, and would be wrong to use, is broken.
 */

interface Removals {
  /** 0 = no row was ever taken away. */
  epoch: number;
  erasures: number;
  /** Erasures that are not finished: the index may still be there. */
  unfinished: number;
}

export async function* verifyDenseIndex(
  database: Database,
  files: IndexFiles,
): AsyncGenerator<Finding | Note> {
  for (const name of files.leftover) yield { note: 'index-leftover', detail: name };
  const { pointer, saved } = files;
  if (pointer === null) return;
  if (pointer === undefined) {
    yield { check: 'index-pointer', detail: 'the file that names the index is not well-formed' };
    return;
  }
  if (files.sha256 !== null && files.sha256 !== pointer.sha256) {
    yield { check: 'index-checksum', detail: `${pointer.file} has another SHA-256` };
    return;
  }
  if (saved === null) {
    yield { note: 'index-unused', detail: `${pointer.file} is not there, or of another version` };
    return;
  }
  if (pointer.model !== modelInUse(database)?.id) {
    yield {
      note: 'index-unused',
      detail: `${pointer.file} is of another model than the one in use`,
    };
    return;
  }
  const removals = readRemovals(database);
  if (saved.erasures !== removals.erasures) {
    const detail = `${pointer.file} was begun after ${saved.erasures} erasures of ${removals.erasures}`;
    const passing = removals.unfinished > 0 || (await files.hasChanged());
    yield passing ? { note: 'index-unused', detail } : { check: 'index-erasures', detail };
    return;
  }
  yield* verifyCovered(database, pointer.model, saved, removals);
  yield* verifyGraph(database, pointer.model, saved, removals);
}

function readRemovals(database: Database): Removals {
  const removals = database
    .prepare<[], Removals>(
      `SELECT epoch, erasures, (SELECT count(*) FROM erasures WHERE step <> 'finished') AS unfinished
         FROM removals`,
    )
    .get();
  return removals ?? { epoch: 0, erasures: 0, unfinished: 0 };
}

/** The last embedding that it says it holds tells whether it is of this database. */
function* verifyCovered(
  database: Database,
  model: string,
  { coveredId, coveredSha256 }: SavedIndex,
  { epoch }: Removals,
): Generator<Finding | Note> {
  const found = database
    .prepare<[string, number], string>(
      `SELECT p.sha256 FROM embeddings e JOIN passages p ON p.id = e.passage
        WHERE e.model = ? AND e.id = ?`,
    )
    .pluck()
    .get(model, coveredId);
  if (found === coveredSha256) return;
  if (found === undefined && epoch > 0) {
    yield { note: 'index-unused', detail: `embedding row ${coveredId}, its last, was collected` };
  } else {
    const detail = `embedding row ${coveredId}, its last, is not there, or of another passage`;
    yield { check: 'index-covered', detail };
  }
}

/** Vectors of passages that were collected stay in it until it is built anew. */
function* verifyGraph(
  database: Database,
  model: string,
  { graph, coveredId }: SavedIndex,
  { epoch }: Removals,
): Generator<Finding> {
  const labels = new Set(graph.getIdsList());
  const embeddings = database
    .prepare<[string, number], { id: number; passage: number; vector: Buffer }>(
      'SELECT id, passage, vector FROM embeddings WHERE model = ? AND id <= ? ORDER BY id',
    )
    .iterate(model, coveredId);
  for (const { id, passage, vector } of embeddings) {
    if (!labels.delete(passage)) {
      yield { check: 'index-covered', detail: `the vector of embedding row ${id} is not in it` };
    } else if (!sameVector(graph.getPoint(passage), toVector(vector))) {
      yield { check: 'index-vectors', detail: `the vector of passage row ${passage} is another` };
    }
  }
  const isPassage = database.prepare<[number], number>('SELECT 1 FROM passages WHERE id = ?');
  for (const label of labels) {
    if (epoch > 0 && isPassage.get(label) === undefined) continue;
    yield { check: 'index-covered', detail: `it has a vector of passage row ${label} too many` };
  }
}

function sameVector(point: readonly number[], vector: Float32Array): boolean {
  return point.length === vector.length && vector.every((value, i) => value === point[i]);
}
