import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { EmbeddingModel } from '../../core/embedding-model.ts';
import { createLexicalIndex, type LexicalIndex } from '../lexical-index.ts';
import { createVectorTable, type VectorTable } from '../vectors.ts';
import { createVocabulary, type Vocabulary } from '../vocabulary.ts';
import { modelInUse } from './embedding-models.ts';
import { createHeldVectors, type HeldVectors } from './held-vectors.ts';
import { prepared } from './statements.ts';

/*
 * What this process holds of the database in memory, caught up before each question: terms, postings,
 * vectors, and which passages stand in a current revision. Another process may have committed meanwhile;
 * everything new is found by rowid or by seq. A slot numbers a passage in the order of its rowid. The vectors are
 * those of the model in use: when that changes, another table takes their place, and a snapshot that is still
 * open goes on with the one it began with.
 */

export interface Memory {
  readonly lexical: LexicalIndex;
  readonly vocabulary: Vocabulary;
  /** Of the model in use; none when there is none. */
  readonly vectors: VectorTable;
  readonly model: EmbeddingModel | null;
  /** Row id of the passage in each slot. */
  readonly passageIds: readonly number[];
  slotOf(passageId: number): number | undefined;
  /**
   * Reads new passages ahead of `catchUp`, a slice at a time, so that a large commit or another model holds
   * nobody up. At the very first there is nothing to hold up, and all at once is quicker.
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

const NO_VECTORS = createVectorTable(1);

/** Empty until it first catches up. */
export function createMemory(): Memory {
  const lexical = createLexicalIndex();
  const vocabulary = createVocabulary();
  const passageIds: number[] = [];
  const slots = new Map<number, number>();
  let standing = new Int32Array(1024); // current occurrences of each slot's passage
  let current: Uint8Array | null = null; // the mask, until the next commit
  let seenSeq = 0;
  let seenEpoch = -1;
  let held: HeldVectors | null = null;
  /** Of a model that has been put in use, and that no snapshot has seen yet. */
  let next: HeldVectors | null = null;

  function catchUp(reader: Database, seq: number): boolean {
    const epoch =
      prepared<[], number>(reader, 'SELECT epoch FROM removals').pluck().get() ?? seenEpoch;
    if (epoch === seenEpoch && seq <= seenSeq) return false;
    readPassages(reader, ALL);
    held = vectorsInUse(reader);
    next = null;
    held?.readNew(reader, passageSlots(), ALL);
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
    while (read(readSlice)) await setImmediate();
  }

  /** @returns whether there may be more */
  function readSlice(reader: Database): boolean {
    const passages = readPassages(reader, SLICE_PASSAGES);
    const inUse = vectorsInUse(reader);
    if (inUse !== held) next = inUse;
    const vectors = inUse?.readNew(reader, passageSlots(), SLICE_PASSAGES) ?? 0;
    return Math.max(passages, vectors) === SLICE_PASSAGES;
  }

  function vectorsInUse(reader: Database): HeldVectors | null {
    const model = modelInUse(reader);
    if (model === null) return null;
    return [held, next].find((known) => known?.model.id === model.id) ?? createHeldVectors(model);
  }

  function passageSlots() {
    return {
      lastPassage: passageIds.at(-1) ?? 0,
      slotOf: (passageId: number) => slots.get(passageId),
    };
  }

  function readTerms(reader: Database): void {
    const rows = prepared<[number], [number, string]>(
      reader,
      'SELECT id, term FROM terms WHERE id > ? ORDER BY id',
    ).raw();
    for (const [id, term] of rows.iterate(vocabulary.lastNumber)) vocabulary.add(id, term);
  }

  /** @returns how many there were, up to the limit */
  function readPassages(reader: Database, limit: number): number {
    readTerms(reader);
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
    get vectors() {
      return held?.table ?? NO_VECTORS;
    },
    get model() {
      return held?.model ?? null;
    },
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
