import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { prepared } from './statements.ts';
import { createLexicalIndex, type LexicalIndex } from '../lexical-index.ts';
import { createVectorTable, type VectorTable } from '../vectors.ts';
import { createVocabulary, type Vocabulary } from '../vocabulary.ts';

/*
 * What this process holds of the database in memory, caught up before each question: terms, postings,
 * vectors, and which passages stand in a current revision. Another process may have committed meanwhile;
 * everything new is found by rowid or by seq. A slot numbers a passage in the order of its rowid.
 */

export interface Memory {
  readonly lexical: LexicalIndex;
  readonly vocabulary: Vocabulary;
  readonly vectors: VectorTable;
  /** Row id of the passage in each slot. */
  readonly passageIds: readonly number[];
  slotOf(passageId: number): number | undefined;
  /**
   * Reads new passages ahead of `catchUp`, a slice at a time, so that a large commit holds nobody up. At the
   * very first there is nothing to hold up, and all at once is quicker.
   */
  readAhead(read: <T>(run: (reader: Database) => T) => T): Promise<void>;
  /**
   * Reads what was committed up to the seq that `reader`'s open transaction sees.
   * @returns whether rows were taken away since, so that what was made of them is void
   */
  catchUp(reader: Database, seq: number): boolean;
  /** 1 for each slot whose passage stands in a current revision; not to be written to. */
  currentMask(): Uint8Array;
}

interface StandingRow {
  passage: number;
  change: number;
}

/** Passages in a slice of `readAhead`: 10 ms of work. */
const SLICE_PASSAGES = 256;
const ALL = -1; // as SQLite's LIMIT has it

/** Empty until it first catches up. */
export function createMemory(options: { model: string; dimensions: number }): Memory {
  const lexical = createLexicalIndex();
  const vocabulary = createVocabulary();
  const vectors = createVectorTable(options.dimensions);
  const passageIds: number[] = [];
  const slots = new Map<number, number>();
  let standing = new Int32Array(1024); // current occurrences of each slot's passage
  let current: Uint8Array | null = null; // the mask, until the next commit
  let seenSeq = 0;
  let seenEpoch = -1;
  let seenEmbedding = 0;

  function catchUp(reader: Database, seq: number): boolean {
    const epoch =
      prepared<[], number>(reader, 'SELECT epoch FROM removals').pluck().get() ?? seenEpoch;
    if (epoch === seenEpoch && seq <= seenSeq) return false;
    readNew(reader, ALL);
    makeRoom();
    if (epoch === seenEpoch) readStanding(reader, seq);
    else countStanding(reader);
    const removed = epoch !== seenEpoch;
    seenSeq = seq;
    seenEpoch = epoch;
    current = null;
    return removed;
  }

  async function readAhead(read: <T>(run: (reader: Database) => T) => T): Promise<void> {
    if (passageIds.length === 0) return;
    while (read((reader) => readNew(reader, SLICE_PASSAGES)) === SLICE_PASSAGES) {
      await setImmediate();
    }
  }

  /** @returns how many passages there were, up to the limit */
  function readNew(reader: Database, limit: number): number {
    readTerms(reader);
    const passages = readPassages(reader, limit);
    readEmbeddings(reader);
    return passages;
  }

  function readTerms(reader: Database): void {
    const rows = prepared<[number], [number, string]>(
      reader,
      'SELECT id, term FROM terms WHERE id > ? ORDER BY id',
    ).raw();
    for (const [id, term] of rows.iterate(vocabulary.lastNumber)) vocabulary.add(id, term);
  }

  function readPassages(reader: Database, limit: number): number {
    const last = passageIds.at(-1) ?? 0;
    const rows = prepared<[number, number], [number, Buffer]>(
      reader,
      'SELECT passage, terms FROM postings WHERE passage > ? ORDER BY passage LIMIT ?',
    )
      .raw()
      .all(last, limit);
    for (const [passage] of rows) {
      slots.set(passage, passageIds.length);
      passageIds.push(passage);
    }
    lexical.add(rows.map(([, terms]) => terms));
    return rows.length;
  }

  function readEmbeddings(reader: Database): void {
    const rows = prepared<[string, number], [number, number, Buffer]>(
      reader,
      'SELECT id, passage, vector FROM embeddings WHERE model = ? AND id > ? ORDER BY id',
    ).raw();
    const lastPassage = passageIds.at(-1) ?? 0;
    for (const [id, passage, bytes] of rows.iterate(options.model, seenEmbedding)) {
      // Of a passage that comes with a later slice, and has no slot yet.
      if (passage > lastPassage) break;
      seenEmbedding = id;
      const slot = slots.get(passage);
      if (slot !== undefined) vectors.set(slot, id, toVector(bytes));
    }
  }

  function makeRoom(): void {
    if (standing.length >= passageIds.length) return;
    const longer = new Int32Array(Math.max(standing.length * 2, passageIds.length));
    longer.set(standing);
    standing = longer;
  }

  /** Counts anew, from what stands now. */
  function countStanding(reader: Database): void {
    standing.fill(0);
    const rows = prepared<[], number>(
      reader,
      `SELECT o.passage FROM revisions r JOIN occurrences o ON o.revision = r.id
        WHERE r.to_seq IS NULL`,
    ).pluck();
    for (const passage of rows.iterate()) addStanding(passage, 1);
  }

  function addStanding(passage: number, change: number): void {
    const slot = slots.get(passage);
    if (slot !== undefined) standing[slot] = (standing[slot] ?? 0) + change;
  }

  /** Counts what the commits since the last time opened and closed. */
  function readStanding(reader: Database, seq: number): void {
    const rows = prepared<[number, number, number, number], StandingRow>(
      reader,
      `SELECT o.passage, 1 AS change FROM revisions r JOIN occurrences o ON o.revision = r.id
         WHERE r.from_seq > ? AND r.from_seq <= ?
       UNION ALL
       SELECT o.passage, -1 FROM revisions r JOIN occurrences o ON o.revision = r.id
         WHERE r.to_seq > ? AND r.to_seq <= ?`,
    );
    for (const { passage, change } of rows.iterate(seenSeq, seq, seenSeq, seq)) {
      addStanding(passage, change);
    }
  }

  return {
    lexical,
    vocabulary,
    vectors,
    passageIds,
    slotOf: (passageId) => slots.get(passageId),
    readAhead,
    catchUp,
    currentMask() {
      if (current === null) {
        current = new Uint8Array(passageIds.length);
        for (let slot = 0; slot < current.length; slot++) {
          if ((standing[slot] ?? 0) > 0) current[slot] = 1;
        }
      }
      return current;
    },
  };
}

/** A blob of the embeddings table as a vector. */
function toVector(bytes: Buffer): Float32Array {
  // Copied, since a blob need not lie at a multiple of four bytes.
  return new Float32Array(new Uint8Array(bytes).buffer);
}
