import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readLines } from '../read-lines.ts';
import { distinctFacts, isStrict, toFact, type Edit, type Fact } from './facts.ts';
import { readTimelines } from './read-timelines.ts';
import { documentIdOf, type Change, type History } from './types.ts';

interface FactLine extends Edit {
  doc_v1: string;
  doc_v2: string;
}

/** Every data set below `../shared/data/history`, as seen from the project. */
export const SHARED_HISTORIES = resolve(import.meta.dirname, '../../../shared/data/history');

/** @throws when the folder holds no data set */
export function readHistories(folder: string): History[] {
  const sets = existsSync(folder) ? readdirSync(folder).sort() : [];
  const folders = sets
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(path, 'facts.jsonl')));
  if (folders.length === 0) throw new Error(`There is no history to replay in ${folder}.`);
  return folders.flatMap((path) => [readTwoStates(path), ...readTimelines(path)]);
}

/** `v1/` is put as a whole; `v2/` document by document, what it lacks deleted first, as a scan does it. */
function readTwoStates(folder: string): History {
  const name = basename(folder);
  const before = readTree(name, join(folder, 'v1'));
  const after = readTree(name, join(folder, 'v2'));
  const rows = readLines<FactLine>(join(folder, 'facts.jsonl'));
  const textOf = (tree: ReadonlyMap<string, Uint8Array>, id: string): string =>
    Buffer.from(tree.get(id) ?? '').toString();
  const strict = rows.flatMap((row, position): Fact[] => {
    const documentBefore = documentIdOf(name, row.doc_v1);
    const documentAfter = documentIdOf(name, row.doc_v2);
    if (!isStrict(row, textOf(before, documentBefore), textOf(after, documentAfter))) return [];
    return [toFact(row, { documentBefore, documentAfter }, position)];
  });
  const facts = distinctFacts(strict);
  const put = ([documentId, bytes]: [string, Uint8Array]): Change => ({ documentId, bytes });
  const vanished = [...before.keys()].filter((id) => !after.has(id));
  const deletions = vanished.map((documentId): Change => ({ documentId, bytes: null }));
  return {
    name,
    corpus: name,
    stages: [
      { facts: [], changes: [...before].map(put) },
      { facts, changes: [...deletions, ...[...after].map(put)] },
    ],
    leftOut: {
      repeated: strict.length - facts.length,
      notStrict: rows.length - strict.length,
    },
  };
}

/** The files of a folder by document id, sorted by path. */
function readTree(corpus: string, folder: string): Map<string, Uint8Array> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  return new Map(
    files.map((path) => [documentIdOf(corpus, path), readFileSync(join(folder, path))]),
  );
}
