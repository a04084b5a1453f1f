import type { Database } from 'better-sqlite3';
import { toSequence } from '../term-sequence.ts';
import type { VectorTable } from '../vectors.ts';
import type { Nearest, Scope, Snapshot, TermPostings } from '../types.ts';
import { latestCommit } from './commit-log.ts';
import type { DenseOfModel } from './dense-of-model.ts';
import { sampleOf, statisticsOf } from './masks.ts';
import type { Memory } from './memory.ts';
import { readDocument, readPlaces } from './places.ts';
import type { RecordCache } from './read-records.ts';
import { prepared } from './statements.ts';
import type { TextCache } from './text-cache.ts';
import { checkCorpora, passagesInScope, pinSeq } from './scope.ts';

/*
 * Up to this many vectors a scan is as quick as the graph, and exact. Measured with `npm run bench`: a scan
 * of 10,000 takes about as long as an HNSW search at ef 400 with its round trip to the other thread.
 */
const EXACT_SCAN_PASSAGES = 10_000;
/** The graph also holds passages outside the scope; past this share of them a scan of the scope is quicker. */
const MIN_SCOPE_SHARE = 0.25;
const MASKS_KEPT = 16;

/** Masks of scopes other than the plain one, by seq and scope: working one out reads every occurrence. */
export type MaskCache = Map<string, Uint8Array>;

/** What a snapshot looks for the nearest passages in: all of one model. */
interface Searched {
  readonly mask: Uint8Array;
  readonly passageCount: number;
  readonly vectors: VectorTable;
  readonly dense: ReturnType<DenseOfModel['of']>;
}

/**
 * Opens a read transaction on `reader`, pins its seq and catches the memory up with it.
 * @throws AS_OF_IN_FUTURE, REVISION_NOT_RETAINED, INVALID_CORPUS, INVALID_FILTER; the transaction is then closed
 */
export function openSnapshot(parts: {
  reader: Database;
  memory: Memory;
  dense: Pick<DenseOfModel, 'of'>;
  masks: MaskCache;
  texts: TextCache;
  records: RecordCache;
  scope: Scope;
  release: () => void;
}): Snapshot {
  const { reader, memory, masks, texts, records, scope } = parts;
  let open = true;
  function close(): void {
    if (!open) return;
    open = false;
    // A store that was closed meanwhile has ended the transaction already.
    if (reader.open) reader.exec('COMMIT');
    parts.release();
  }

  reader.exec('BEGIN');
  try {
    return pin();
  } catch (error) {
    close();
    throw error;
  }

  function pin(): Snapshot {
    const rowsRemoved = memory.catchUp(reader, latestCommit(reader).seq);
    if (rowsRemoved) {
      masks.clear();
      texts.clear();
      records.clear();
    }
    const seq = pinSeq(reader, scope);
    checkCorpora(reader, scope);
    const mask = maskOf(seq);
    // Kept as they are now: the model may change while the snapshot is open.
    const { lexical, vectors, model } = memory;
    const { lengths } = lexical;
    const dense = parts.dense.of(model);
    const lastTerm = memory.vocabulary.lastNumber;
    const { passageCount, meanLength } = statisticsOf(mask, lengths);
    const every = passageCount === mask.length;
    // A question looks each of its terms up several times.
    const found = new Map<string, TermPostings | null>();
    const postings = (term: string): TermPostings | null => {
      let known = found.get(term);
      if (known === undefined) {
        known = lexical.postings(memory.vocabulary.numberOf(term, lastTerm), mask, every);
        found.set(term, known);
      }
      return known;
    };
    return {
      seq,
      asOf: scope.asOf,
      model,
      slotCount: mask.length,
      passageCount,
      meanLength,
      lengths,
      sample: (count) => sampleOf(mask, passageCount, count),
      postings,
      oneEditAway: (word) =>
        memory.vocabulary.oneEditAway(word).flatMap((term) => {
          const standing = postings(term);
          return standing === null ? [] : [{ term, passages: standing.slots.length }];
        }),
      termNumber: (term) => memory.vocabulary.numberOf(term, lastTerm),
      terms: async (slots) => termsOf(slots),
      nearest: (vector, k, { exact }) =>
        nearest({ mask, passageCount, vectors, dense }, vector, k, exact),
      similarities: async (vector, slots) =>
        Float32Array.from(slots, (slot) => vectors.similarity(vector, slot)),
      passagesOf: async (documentId, limit) =>
        readDocument({ reader, texts, scope, seq }, documentId, limit, (id) => memory.slotOf(id)),
      vectorOf: (slot) => vectors.vectorOf(slot),
      records: async () => records.get(reader, scope, seq, (passage) => memory.slotOf(passage)),
      places: async (slots) =>
        readPlaces({ reader, texts, scope, seq }, slots, (slot) => memory.passageIds[slot]),
      close,
    };
  }

  function maskOf(seq: number): Uint8Array {
    const plain =
      scope.asOf === null &&
      scope.corpora === null &&
      scope.filter === null &&
      scope.groups === null;
    if (plain) return memory.currentMask();
    const key = JSON.stringify([seq, memory.passageIds.length, scope.corpora, scope.filter]);
    // Readers can change with no change of this key, so a scope of groups is worked out every time.
    let mask = scope.groups === null ? masks.get(key) : undefined;
    if (mask !== undefined) return mask;
    mask = new Uint8Array(memory.passageIds.length);
    for (const passage of passagesInScope(reader, scope, seq)) {
      const slot = memory.slotOf(passage);
      if (slot !== undefined) mask[slot] = 1;
    }
    if (scope.groups !== null) return mask;
    masks.set(key, mask);
    if (masks.size > MASKS_KEPT) masks.delete(masks.keys().next().value ?? '');
    return mask;
  }

  async function nearest(
    { mask, passageCount, vectors, dense }: Searched,
    vector: Float32Array,
    k: number,
    exact: boolean,
  ): Promise<Nearest> {
    const exactly = (): Nearest => ({
      neighbours: vectors.nearest(vector, k, mask),
      exact: true,
    });
    const share = passageCount / Math.max(1, mask.length);
    if (exact || passageCount <= EXACT_SCAN_PASSAGES || share < MIN_SCOPE_SHARE) return exactly();
    const found = await dense.search(vector, Math.ceil((k / share) * 1.25));
    if (found === null) return exactly();
    const slots = found.passages.flatMap((passage) => memory.slotOf(passage) ?? []);
    const later = vectors.slotsAfter(found.coveredId);
    if (later.length > 0) dense.follow();
    // A graph that has only begun to grow saves nothing.
    if (later.length > EXACT_SCAN_PASSAGES) return exactly();
    const inScope = [...new Set([...slots, ...later])].filter((slot) => mask[slot] === 1);
    if (inScope.length < Math.min(k, passageCount)) return exactly();
    const neighbours = inScope
      .map((slot) => ({ slot, score: vectors.similarity(vector, slot) }))
      .sort((a, b) => b.score - a.score || a.slot - b.slot)
      .slice(0, k);
    return { neighbours, exact: false };
  }

  function termsOf(slots: readonly number[]): Int32Array[] {
    const statement = prepared<[number | undefined], { terms: Buffer }>(
      reader,
      'SELECT terms FROM postings WHERE passage = ?',
    );
    return slots.map((slot) => {
      const row = statement.get(memory.passageIds[slot]);
      return row === undefined ? new Int32Array(0) : toSequence(row.terms);
    });
  }
}
