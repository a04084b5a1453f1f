import type { TermPostings } from './types.ts';
import { forEachTerm } from './term-sequence.ts';

/*
 * An inverted index in memory over the packed term sequences that the database holds: a cache that
 * follows the database and can be thrown away. Postings stand in one flat array per column, term after
 * term (compressed sparse rows); passages that came later stand in a small overlay until it is worth
 * merging. Slots number passages in the order they were added.
 */

export interface LexicalIndex {
  readonly slotCount: number;
  /** Weighted length of each passage in terms; (slotCount,) or longer. */
  readonly lengths: Float32Array;
  /** Passages take the next slots, in order. */
  add(sequences: readonly Uint8Array[]): void;
  /**
   * Postings of a term among the slots that `mask` marks with 1; null when there are none, or for −1.
   * @param every the mask marks all its slots, so that none need be looked at
   */
  postings(term: number, mask: Uint8Array, every?: boolean): TermPostings | null;
}

interface Overlay {
  slots: number[];
  frequencies: number[];
}

/** Overlay postings are merged into the flat arrays when they outgrow both of these. */
const MIN_OVERLAY_POSTINGS = 100_000;
const MAX_OVERLAY_SHARE = 0.25;
const MAX_FREQUENCY = 255;

export function createLexicalIndex(): LexicalIndex {
  let offsets = new Uint32Array(1); // (terms + 1,)
  let baseSlots = new Int32Array(0); // (postings,)
  let baseFrequencies = new Uint8Array(0); // (postings,)
  let overlay = new Map<number, Overlay>();
  let overlayPostings = 0;
  let lengths = new Float32Array(1024);
  let slotCount = 0;

  function add(sequences: readonly Uint8Array[]): void {
    if (slotCount === 0) {
      build(sequences);
      return;
    }
    for (const packed of sequences) addOne(packed);
    if (overlayPostings > Math.max(MIN_OVERLAY_POSTINGS, baseSlots.length * MAX_OVERLAY_SHARE))
      merge();
  }

  /** Fills the flat arrays at once: one pass counts each term's passages, a second writes them. */
  function build(sequences: readonly Uint8Array[]): void {
    slotCount = sequences.length;
    lengths = new Float32Array(Math.max(lengths.length, slotCount));
    let highest = -1;
    for (const packed of sequences)
      forEachTerm(packed, (term) => (highest = Math.max(highest, term)));
    const next = new Uint32Array(highest + 2); // where the next posting of a term goes
    forEachPosting(sequences, highest + 1, (term) => (next[term + 1] = (next[term + 1] ?? 0) + 1));
    for (let term = 0; term <= highest; term++)
      next[term + 1] = (next[term + 1] ?? 0) + (next[term] ?? 0);
    offsets = next.slice();
    baseSlots = new Int32Array(next[highest + 1] ?? 0);
    baseFrequencies = new Uint8Array(baseSlots.length);
    forEachPosting(sequences, highest + 1, (term, slot, frequency) => {
      const at = next[term] ?? 0;
      next[term] = at + 1;
      baseSlots[at] = slot;
      baseFrequencies[at] = Math.min(frequency, MAX_FREQUENCY);
      lengths[slot] = (lengths[slot] ?? 0) + frequency;
    });
  }

  function addOne(packed: Uint8Array): void {
    const slot = slotCount++;
    if (slot >= lengths.length) {
      const longer = new Float32Array(lengths.length * 2);
      longer.set(lengths);
      lengths = longer;
    }
    const frequencies = new Map<number, number>();
    let length = 0;
    forEachTerm(packed, (term, weight) => {
      frequencies.set(term, (frequencies.get(term) ?? 0) + weight);
      length += weight;
    });
    lengths[slot] = length;
    overlayPostings += frequencies.size;
    for (const [term, frequency] of frequencies) {
      let list = overlay.get(term);
      if (list === undefined) overlay.set(term, (list = { slots: [], frequencies: [] }));
      list.slots.push(slot);
      list.frequencies.push(Math.min(frequency, MAX_FREQUENCY));
    }
  }

  function baseRange(term: number): [number, number] {
    return [offsets[term] ?? baseSlots.length, offsets[term + 1] ?? baseSlots.length];
  }

  function merge(): void {
    let termCount = offsets.length - 1;
    for (const term of overlay.keys()) termCount = Math.max(termCount, term + 1);
    const total = baseSlots.length + overlayPostings;
    const nextOffsets = new Uint32Array(termCount + 1);
    const nextSlots = new Int32Array(total);
    const nextFrequencies = new Uint8Array(total);
    let at = 0;
    for (let term = 0; term < termCount; term++) {
      nextOffsets[term] = at;
      const [from, to] = baseRange(term);
      nextSlots.set(baseSlots.subarray(from, to), at);
      nextFrequencies.set(baseFrequencies.subarray(from, to), at);
      at += to - from;
      const added = overlay.get(term);
      if (added === undefined) continue;
      nextSlots.set(added.slots, at);
      nextFrequencies.set(added.frequencies, at);
      at += added.slots.length;
    }
    nextOffsets[termCount] = at;
    offsets = nextOffsets;
    baseSlots = nextSlots;
    baseFrequencies = nextFrequencies;
    overlay = new Map();
    overlayPostings = 0;
  }

  /** As they stand, up to a slot: passages may have been added since the mask was made. */
  function basePostings(from: number, to: number, slotsEnd: number): TermPostings | null {
    let end = to;
    while (end > from && (baseSlots[end - 1] ?? 0) >= slotsEnd) end--;
    if (end === from) return null;
    return {
      slots: baseSlots.subarray(from, end),
      frequencies: baseFrequencies.subarray(from, end),
    };
  }

  function postings(term: number, mask: Uint8Array, every = false): TermPostings | null {
    if (term < 0) return null;
    const [from, to] = baseRange(term);
    const added = overlay.get(term);
    if (every && added === undefined) return basePostings(from, to, mask.length);
    const most = to - from + (added?.slots.length ?? 0);
    const slots = new Int32Array(most);
    const frequencies = new Uint8Array(most);
    let count = 0;
    for (let i = from; i < to; i++) {
      const slot = baseSlots[i] ?? 0;
      if (mask[slot] !== 1) continue;
      slots[count] = slot;
      frequencies[count++] = baseFrequencies[i] ?? 0;
    }
    for (let i = 0; i < (added?.slots.length ?? 0); i++) {
      const slot = added?.slots[i] ?? 0;
      if (mask[slot] !== 1) continue;
      slots[count] = slot;
      frequencies[count++] = added?.frequencies[i] ?? 0;
    }
    if (count === 0) return null;
    return { slots: slots.subarray(0, count), frequencies: frequencies.subarray(0, count) };
  }

  return {
    get slotCount() {
      return slotCount;
    },
    get lengths() {
      return lengths;
    },
    add,
    postings,
  };
}

/** Visits each term of each passage once, with its weighted frequency there; passages in order. */
function forEachPosting(
  sequences: readonly Uint8Array[],
  termCount: number,
  visit: (term: number, slot: number, frequency: number) => void,
): void {
  const frequencies = new Uint32Array(termCount); // of the passage at hand
  sequences.forEach((packed, slot) => {
    const terms: number[] = [];
    forEachTerm(packed, (term, weight) => {
      const before = frequencies[term] ?? 0;
      if (before === 0) terms.push(term);
      frequencies[term] = before + weight;
    });
    for (const term of terms) {
      visit(term, slot, frequencies[term] ?? 0);
      frequencies[term] = 0;
    }
  });
}
