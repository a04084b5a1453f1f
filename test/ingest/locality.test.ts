import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../ingest/chunk.ts';
import { parseMarkdownBlocks } from '../../src/core/markdown-blocks.ts';

function passagesOf(text: string): Set<string> {
  const blocks = parseMarkdownBlocks(text);
  const stated = { mediaType: 'text/markdown', encoding: 'utf-8', title: null, metadata: {} };
  const document = { ...stated, text, blocks, readers: null, records: null, pages: [] };
  const passages = chunkDocument(document);
  return new Set(passages.map((passage) => passage.text));
}

const words =
  'rider battery charge refund plan price month order delivery return bike limit day week'.split(
    ' ',
  );

const sentence = fc
  .array(fc.constantFrom(...words), { minLength: 6, maxLength: 24 })
  .map((chosen) => `The ${chosen.join(' ')}.`);
const paragraph = fc
  .array(sentence, { minLength: 1, maxLength: 6 })
  .map((chosen) => chosen.join(' '));

interface Kind {
  readonly part: fc.Arbitrary<string>;
  readonly count: number;
  readonly gap: string;
  readonly head: string;
}

const kinds: Record<string, Kind> = {
  'a sentence into a long paragraph': { part: sentence, count: 60, gap: ' ', head: '# Rules\n\n' },
  'a paragraph into a long section': {
    part: paragraph,
    count: 25,
    gap: '\n\n',
    head: '# Rules\n\n',
  },
  'an entry into a long list': {
    part: sentence.map((text) => `- ${text}`),
    count: 60,
    gap: '\n',
    head: '# Rules\n\nThese hold:\n\n',
  },
  'a row into a long table': {
    part: fc.tuple(sentence, fc.nat(999)).map(([text, n]) => `| ${text} | ${n} |`),
    count: 60,
    gap: '\n',
    head: '# Rules\n\n| Rule | Number |\n| - | - |\n',
  },
};

describe('what an insertion changes', () => {
  for (const [name, { part, count, gap, head }] of Object.entries(kinds)) {
    it(`${name}: the passage it falls in and at most one neighbour`, () => {
      const parts = fc.uniqueArray(part, { minLength: count, maxLength: count });
      fc.assert(
        fc.property(parts, part, fc.integer({ min: 1, max: count }), (old, inserted, at) => {
          const before = passagesOf(head + old.join(gap));
          const after = passagesOf(head + old.toSpliced(at, 0, inserted).join(gap));
          expect([...before].filter((text) => !after.has(text)).length).toBeLessThanOrEqual(2);
          expect([...after].filter((text) => !before.has(text)).length).toBeLessThanOrEqual(3);
        }),
        // Text so long without a content-defined cut that cuts depend on each other is rare, and random
        // text would meet it one day: the same texts are tried every time.
        { numRuns: 150, seed: 20_26 },
      );
    });
  }

  it('a section elsewhere: nothing', () => {
    const sections = Array.from({ length: 12 }, (_, n) => `## Part ${n}\n\nIt says ${n}.`);
    const before = passagesOf(sections.join('\n\n'));
    const after = passagesOf(sections.toSpliced(4, 0, '## New\n\nIt is new.').join('\n\n'));
    expect([...before].filter((text) => !after.has(text))).toEqual([]);
    expect([...after].filter((text) => !before.has(text))).toEqual(['## New\n\nIt is new.']);
  });
});
