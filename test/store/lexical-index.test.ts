import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLexicalIndex } from '../../src/store/lexical-index.ts';
import { FIELD_WEIGHTS, packTerms, type FieldTerms } from '../../src/store/term-sequence.ts';

const terms = fc.array(fc.nat(12), { maxLength: 8 });
const passage = fc.record({ title: terms, headings: terms, text: terms });

/** How often a passage holds a term, by its fields' weights. */
function weightedCount(fields: FieldTerms<number>, term: number): number {
  const count = (field: readonly number[]) => field.filter((other) => other === term).length;
  return (
    FIELD_WEIGHTS.title * count(fields.title) +
    FIELD_WEIGHTS.headings * count(fields.headings) +
    FIELD_WEIGHTS.text * count(fields.text)
  );
}

describe('the lexical index', () => {
  it('holds what counting by hand holds, for any scope', () => {
    const batches = fc.array(fc.array(passage, { maxLength: 6 }), { maxLength: 4 });
    fc.assert(
      fc.property(batches, fc.infiniteStream(fc.boolean()), (added, choices) => {
        const index = createLexicalIndex();
        for (const batch of added) index.add(batch.map(packTerms));
        const passages = added.flat();
        const mask = Uint8Array.from(passages, () => (choices.next().value === true ? 1 : 0));
        expect(index.slotCount).toBe(passages.length);
        for (let term = -1; term < 14; term++) {
          const counts = passages.map((fields) => weightedCount(fields, term));
          const slots = counts.flatMap((count, slot) =>
            count > 0 && mask[slot] === 1 ? [slot] : [],
          );
          const found = index.postings(term, mask);
          expect([...(found?.slots ?? [])]).toEqual(slots);
          expect([...(found?.frequencies ?? [])]).toEqual(slots.map((slot) => counts[slot]));
        }
        passages.forEach((fields, slot) => {
          const length = 3 * fields.title.length + 2 * fields.headings.length + fields.text.length;
          expect(index.lengths[slot]).toBe(length);
        });
      }),
    );
  });

  it('gives all postings of a scope of everything as it was when the scope was made', () => {
    const batches = fc.array(fc.array(passage, { maxLength: 6 }), { maxLength: 4 });
    fc.assert(
      fc.property(batches, fc.array(passage, { maxLength: 3 }), (added, later) => {
        const index = createLexicalIndex();
        for (const batch of added) index.add(batch.map(packTerms));
        const mask = new Uint8Array(added.flat().length).fill(1);
        index.add(later.map(packTerms));
        for (let term = 0; term < 14; term++) {
          expect(index.postings(term, mask, true)).toEqual(index.postings(term, mask));
        }
      }),
    );
  });

  it('holds the same after merges, and takes more between them', () => {
    const index = createLexicalIndex();
    // 80 distinct terms a passage: the overlay is merged at 100,000 postings and again later.
    const termsOf = (slot: number) => Array.from({ length: 80 }, (_, i) => (slot % 7) + 7 * i);
    const passages = 4_000;
    for (let slot = 0; slot < passages; slot += 400) {
      const batch = Array.from({ length: 400 }, (_, i) => termsOf(slot + i));
      index.add(batch.map((text) => packTerms({ title: [], headings: [], text })));
    }
    const mask = new Uint8Array(passages).fill(1);
    for (const term of [0, 3, 6, 7 * 79 + 6]) {
      const found = index.postings(term, mask);
      const expected = Array.from({ length: passages }, (_, slot) => slot).filter(
        (slot) => slot % 7 === term % 7,
      );
      expect([...(found?.slots ?? [])]).toEqual(expected);
    }
    expect(index.postings(7 * 80, mask)).toBeNull();
    expect(index.lengths.subarray(0, passages).every((length) => length === 80)).toBe(true);
  });

  it('counts no further than a byte holds', () => {
    const index = createLexicalIndex();
    index.add([packTerms({ title: Array<number>(100).fill(5), headings: [], text: [] })]);
    expect(index.postings(5, Uint8Array.of(1))?.frequencies).toEqual(Uint8Array.of(255));
    expect(index.lengths[0]).toBe(300);
  });

  it('keeps a list of lengths that was taken before it grew', () => {
    const index = createLexicalIndex();
    const one = packTerms({ title: [], headings: [], text: [1] });
    index.add([one]);
    const before = index.lengths;
    index.add(Array<Uint8Array>(5_000).fill(one));
    expect(before[0]).toBe(1);
    expect(index.lengths[5_000]).toBe(1);
  });
});
