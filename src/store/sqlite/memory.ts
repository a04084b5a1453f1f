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
  /** Reads what was committed up to the seq that `reader`'s open transaction sees. */
  catchUp(reader: Database, seq: number): void;
  /** 1 for each slot whose passage stands in a current revision; not to be written to. */
  currentMask(): Uint8Array;
}

interface StandingRow {
  passage: number;
  change: number;
}

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
  let seenEmbedding = 0;

  function catchUp(reader: Database, seq: number): void {
    if (seq <= seenSeq) return;
    readTerms(reader);
    readPassages(reader);
    readEmbeddings(reader);
    readStanding(reader, seq);
    seenSeq = seq;
    current = null;
  }

  function readTerms(reader: Database): void {
    const rows = prepared<[number], [number, string]>(
      reader,
      'SELECT id, term FROM terms WHERE id > ? ORDER BY id',
    ).raw();
    for (const [id, term] of rows.iterate(vocabulary.lastNumber)) vocabulary.add(id, term);
  }

  function readPassages(reader: Database): void {
    const last = passageIds.at(-1) ?? 0;
    const rows = prepared<[number], [number, Buffer]>(
      reader,
      'SELECT passage, terms FROM postings WHERE passage > ? ORDER BY passage',
    )
      .raw()
      .all(last);
    for (const [passage] of rows) {
      slots.set(passage, passageIds.length);
      passageIds.push(passage);
    }
    lexical.add(rows.map(([, terms]) => terms));
  }

  function readEmbeddings(reader: Database): void {
    const rows = prepared<[string, number], [number, number, Buffer]>(
      reader,
      'SELECT id, passage, vector FROM embeddings WHERE model = ? AND id > ? ORDER BY id',
    ).raw();
    for (const [id, passage, bytes] of rows.iterate(options.model, seenEmbedding)) {
      seenEmbedding = id;
      const slot = slots.get(passage);
      if (slot !== undefined) vectors.set(slot, id, toVector(bytes));
    }
  }

  function readStanding(reader: Database, seq: number): void {
    const rows = prepared<[number, number, number, number], StandingRow>(
      reader,
      `SELECT o.passage, 1 AS change FROM revisions r JOIN occurrences o ON o.revision = r.id
         WHERE r.from_seq > ? AND r.from_seq <= ?
       UNION ALL
       SELECT o.passage, -1 FROM revisions r JOIN occurrences o ON o.revision = r.id
         WHERE r.to_seq > ? AND r.to_seq <= ?`,
    );
    if (standing.length < passageIds.length) {
      const longer = new Int32Array(Math.max(standing.length * 2, passageIds.length));
      longer.set(standing);
      standing = longer;
    }
    for (const { passage, change } of rows.iterate(seenSeq, seq, seenSeq, seq)) {
      const slot = slots.get(passage);
      if (slot !== undefined) standing[slot] = (standing[slot] ?? 0) + change;
    }
  }

  return {
    lexical,
    vocabulary,
    vectors,
    passageIds,
    slotOf: (passageId) => slots.get(passageId),
    catchUp,
    currentMask() {
      current ??= Uint8Array.from(passageIds, (_, slot) => ((standing[slot] ?? 0) > 0 ? 1 : 0));
      return current;
    },
  };
}

/** A blob of the embeddings table as a vector. */
function toVector(bytes: Buffer): Float32Array {
  // Copied, since a blob need not lie at a multiple of four bytes.
  return new Float32Array(new Uint8Array(bytes).buffer);
}
