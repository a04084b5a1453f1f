import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { lockIndexFiles } from '../../src/store/sqlite/dense-lock.ts';

/** A moment of an erasure, at which its process is killed. */
export interface Moment {
  /** As it reads after "when". */
  readonly name: string;
  /** What the process does that is killed: only ask for the erasures, or make them. */
  readonly mode: 'ask' | 'erase';
  /** Keeps it from going on to the end. @returns gives way again */
  readonly hold: (dataDir: string) => () => void;
  /** Whether the moment has come, once the erasures are in the journal. */
  readonly hasCome: (seen: Seen) => boolean;
}

interface Seen {
  readonly dataDir: string;
  readonly database: Database;
  /** Of the database before; writing it anew counts as a change of its schema. */
  readonly schemaBefore: unknown;
}

export const schemaVersion = (database: Database): unknown =>
  database.pragma('schema_version', { simple: true });
const areRowsGone = ({ database }: Seen): boolean =>
  database.prepare(`SELECT 1 FROM erasures WHERE step = 'removed'`).get() !== undefined;
const areIndexFilesThere = ({ dataDir }: Seen): boolean =>
  readdirSync(dataDir).some((file) => /^dense.*(?:hnsw|json|tmp)$/.test(file));

/** A reader of the past, who needs the log. */
function holdReader(dataDir: string): () => void {
  const reader = new Sqlite(join(dataDir, 'footnote.db'), { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM passages').get();
  return () => void reader.close();
}

export const MOMENTS: readonly Moment[] = [
  {
    name: 'it is asked for and nothing is done',
    mode: 'ask',
    hold: () => () => undefined,
    hasCome: () => true,
  },
  {
    name: 'its rows are removed',
    mode: 'erase',
    hold: holdReader,
    hasCome: areRowsGone,
  },
  {
    name: 'the database is written anew',
    mode: 'erase',
    hold: lockIndexFiles,
    hasCome: (seen) => areRowsGone(seen) && schemaVersion(seen.database) !== seen.schemaBefore,
  },
  {
    name: 'all is gone but the log, which a reader needs',
    mode: 'erase',
    hold: holdReader,
    hasCome: (seen) => areRowsGone(seen) && !areIndexFilesThere(seen),
  },
];
