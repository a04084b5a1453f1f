import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PassageChange, RevisionDiff } from '../../src/core/diff-model.ts';
import { diffRevisions } from '../../src/history/diff.ts';
import type { RevisionPassages } from '../../src/store/types.ts';
import { chunked, revisionOf, type PassageSpec } from './revisions.ts';

const BIKES = 'Blue bikes may be kept for two weeks by every member of the club.';
const PARTS = 'Spare parts are sold at the counter on weekday mornings.';
const TOURS = 'Guided tours leave from the harbour at noon, whatever the weather.';
const FEES = 'Members pay their yearly fee before the end of March.';

/** A change in short: its kind, and the lines it went from and to. */
function inShort({ changes }: RevisionDiff): string[] {
  return changes.map(({ kind, from, to }) =>
    [kind, from && lines(from), to && lines(to)].filter((part) => part !== null).join(' '),
  );
}

function lines({ lines: { start, end } }: NonNullable<PassageChange['from']>): string {
  return start === end ? `${start}` : `${start}-${end}`;
}

function diff(from: readonly PassageSpec[], to: readonly PassageSpec[]): RevisionDiff {
  return diffRevisions(revisionOf(from), revisionOf(to));
}

describe('diffRevisions', () => {
  it('finds nothing to tell of a revision and itself', () => {
    const { counts, changes } = diff([BIKES, PARTS], [BIKES, PARTS]);
    expect(changes).toEqual([]);
    expect(counts).toEqual({ added: 0, removed: 0, changed: 0, moved: 0, unchanged: 2 });
  });

  it('takes a passage that an edit above shifted down for unchanged', () => {
    const { counts, changes } = diff([BIKES, PARTS], [TOURS, BIKES, PARTS]);
    expect(counts).toMatchObject({ added: 1, unchanged: 2, moved: 0 });
    expect(changes[0]).toMatchObject({ kind: 'added', from: null, to: { text: TOURS }, words: [] });
  });

  it('shows the words of a changed passage, each where it stands in its revision', () => {
    const { changes } = diff([BIKES, PARTS], [BIKES.replace('two', 'six'), PARTS]);
    expect(changes).toHaveLength(1);
    expect(changes[0]?.words.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: 'two', from: { start: 27, end: 30 }, to: null },
      { kind: 'added', text: 'six', from: null, to: { start: 27, end: 30 } },
    ]);
  });

  it('takes a passage that became another altogether for one removed and one added', () => {
    expect(inShort(diff([BIKES, PARTS, FEES], [BIKES, TOURS, FEES]))).toEqual([
      'removed 3',
      'added 3',
    ]);
  });

  it('lists removed passages where they stood, before those added in their stead', () => {
    expect(inShort(diff([BIKES, PARTS, FEES], [TOURS, FEES]))).toEqual([
      'removed 1',
      'removed 3',
      'added 1',
    ]);
    expect(inShort(diff([BIKES, PARTS, FEES], [BIKES, FEES, TOURS]))).toEqual([
      'removed 3',
      'added 5',
    ]);
  });

  it('calls moved the fewest passages that must have changed places', () => {
    const { counts, changes } = diff([BIKES, PARTS, TOURS, FEES], [PARTS, TOURS, FEES, BIKES]);
    expect(counts).toMatchObject({ moved: 1, unchanged: 3 });
    expect(changes[0]).toMatchObject({ kind: 'moved', from: { text: BIKES }, words: [] });
    expect(changes[0]?.to?.lines).toEqual({ start: 7, end: 7 });
  });

  it('calls moved what stands under other headings now, and unchanged what only has another title', () => {
    const under = (heading: string) => ({ text: BIKES, headings: ['Club', heading] });
    expect(inShort(diff([under('Hire'), PARTS], [under('Loans'), PARTS]))).toEqual(['moved 1 1']);
    const renamed = diffRevisions(revisionOf([BIKES], 'Old'), revisionOf([BIKES], 'New'));
    expect(renamed.counts).toMatchObject({ unchanged: 1, moved: 0 });
  });

  it('pairs repeated passages with those under the same headings', () => {
    const note = (heading: string) => ({ text: 'See the price list.', headings: [heading] });
    const { counts } = diff([note('A'), BIKES, note('B')], [BIKES, note('B')]);
    expect(counts).toMatchObject({ removed: 1, unchanged: 2, moved: 0 });
  });

  it('keeps a row whose value changed apart from the row added beside it', () => {
    const rows = ['Blue bike;14;1,000.50', 'Red bike;20;75'];
    const { counts, changes } = diff(rows, [
      'Green bike;7;3',
      'Blue bike;30;1,000.50',
      rows[1] ?? '',
    ]);
    expect(counts).toMatchObject({ added: 1, changed: 1, unchanged: 1 });
    expect(changes.find(({ kind }) => kind === 'changed')?.to?.text).toBe('Blue bike;30;1,000.50');
  });

  it('tells rows that hold no rare word by where they stand', () => {
    const rows = (state: string) =>
      Array.from({ length: 200 }, (_, n) => `${n % 3};${state};blue;wide`);
    expect(diff(rows('open'), rows('shut')).counts).toMatchObject({ changed: 200, removed: 0 });
  });

  it('shows a passage that was split as one change, with nothing but the split in its words', () => {
    const { counts, changes } = diff(
      [PARTS, `${BIKES} ${TOURS}`, FEES],
      [PARTS, BIKES, TOURS, FEES],
    );
    expect(counts).toEqual({ added: 0, removed: 0, changed: 1, moved: 0, unchanged: 2 });
    expect(changes[0]?.to?.lines).toEqual({ start: 3, end: 5 });
    expect(changes[0]?.words.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual(
      [' ', '\n\n'],
    );
  });

  it('shows merged passages as one change, and what came between the parts of a split as added words', () => {
    expect(inShort(diff([PARTS, BIKES, TOURS], [PARTS, `${BIKES} ${TOURS}`]))).toEqual([
      'changed 3-5 3',
    ]);
    const { changes } = diff([`${BIKES} ${TOURS}`], [BIKES, FEES, TOURS]);
    expect(changes).toHaveLength(1);
    expect(changes[0]?.words.find(({ kind }) => kind === 'added')?.text).toContain(FEES);
  });

  it('finds the parts of a split on both sides of the largest, and takes a second copy for added', () => {
    expect(inShort(diff([`${FEES} ${BIKES} ${TOURS}`], [FEES, `${BIKES} ${TOURS}`]))).toEqual([
      'changed 1 1-3',
    ]);
    const whole = `${BIKES} ${PARTS} ${TOURS}`;
    expect(inShort(diff([whole], [`${BIKES} ${PARTS}`, TOURS, TOURS]))).toEqual([
      'changed 1 1-3',
      'added 5',
    ]);
  });

  it('finds a short section again that grew to many times its length', () => {
    const grown = [BIKES.replace('two', 'six'), PARTS, TOURS, FEES].join(' ');
    expect(diff([BIKES], [grown]).counts).toMatchObject({ changed: 1, added: 0 });
  });

  it('does not take a few words that a long passage happens to hold for what became of it', () => {
    const { counts } = diff([[BIKES, PARTS, TOURS].join(' ')], ['Spare parts.']);
    expect(counts).toMatchObject({ changed: 0, removed: 1, added: 1 });
  });

  it('aligns a document whose sections were shuffled, and one of many alike rows, without searching long', () => {
    const passages = Array.from({ length: 3000 }, (_, n) => `Passage number ${n}.`);
    const shuffled = passages.map((_, n) => passages[(n * 701) % 3000] ?? '');
    const { counts } = diff(passages, shuffled);
    expect(counts.moved + counts.unchanged).toBe(3000);
    expect(counts.unchanged).toBeGreaterThan(1);
    const alike = (seed: number) =>
      passages.map((_, n) => ['yes', 'no', 'so'][(n * n * seed) % 3] ?? '');
    const { counts: ofAlike } = diff(alike(1), alike(2));
    expect(ofAlike.removed).toBe(ofAlike.added);
  });

  it('reads as an editor would describe it, on a page as the ingest cuts it', async () => {
    const page = (days: number, more: string) =>
      `# Returns\n\n## Refunds\n\nRefunds take ${days} days.\n\n${more}## Shipping\n\nWe ship on Mondays.\n`;
    const { counts, changes } = diffRevisions(
      await chunked(page(14, '')),
      await chunked(page(30, '## Repairs\n\nRepairs are free.\n\n')),
    );
    expect(counts).toEqual({ added: 1, removed: 0, changed: 1, moved: 0, unchanged: 1 });
    expect(changes.map(({ kind, to }) => [kind, to?.headings.at(-1)])).toEqual([
      ['changed', 'Refunds'],
      ['added', 'Repairs'],
    ]);
  });
});

describe('any two revisions', () => {
  const sentence = fc.constantFrom(BIKES, PARTS, TOURS, FEES, 'Yes.', '| 14 | 20 |', '---');
  const spec = fc.record({
    text: fc.array(sentence, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' ')),
    headings: fc.subarray(['Club', 'Hire']),
  });
  const revision = fc.array(spec, { maxLength: 12 }).map((specs) => revisionOf(specs));

  it('account for each of their passages once, and reassemble from the words', () => {
    fc.assert(
      fc.property(revision, revision, (from, to) => {
        const { counts, changes } = diffRevisions(from, to);
        expectAccounted(from, 'from', changes, counts.unchanged);
        expectAccounted(to, 'to', changes, counts.unchanged);
        for (const kind of ['added', 'removed', 'changed', 'moved'] as const) {
          expect(changes.filter((change) => change.kind === kind)).toHaveLength(counts[kind]);
        }
        for (const change of changes) expectReassembles(change);
        const starts = changes.flatMap((change) => change.to?.span.start ?? []);
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
      }),
      { numRuns: 500 },
    );
  });

  it('give nothing but unchanged passages for a revision and itself', () => {
    fc.assert(
      fc.property(revision, (same) => {
        expect(diffRevisions(same, same).counts.unchanged).toBe(same.passages.length);
      }),
    );
  });
});

/** Each passage of a side lies in one place of the changes; the others are the unchanged ones. */
function expectAccounted(
  { text, passages }: RevisionPassages,
  side: 'from' | 'to',
  changes: readonly PassageChange[],
  unchanged: number,
): void {
  const places = changes.flatMap((change) => change[side] ?? []);
  const holding = passages.map(({ span }) =>
    places.filter((place) => place.span.start <= span.start && place.span.end >= span.end),
  );
  expect(holding.filter((held) => held.length > 1)).toEqual([]);
  expect(holding.filter((held) => held.length === 0)).toHaveLength(unchanged);
  for (const place of places) expect(text.slice(place.span.start, place.span.end)).toBe(place.text);
}

function expectReassembles({ kind, from, to, words }: PassageChange): void {
  if (kind !== 'changed') {
    expect(words).toEqual([]);
    return;
  }
  const joined = (other: string): string =>
    words
      .filter((change) => change.kind === 'same' || change.kind === other)
      .map(({ text }) => text)
      .join('');
  expect(joined('removed')).toBe(from?.text);
  expect(joined('added')).toBe(to?.text);
}
