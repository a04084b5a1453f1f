import { describe, expect, it } from 'vitest';
import type { Span } from '../../../src/core/model.ts';
import { createExtractionWriter } from '../../../ingest/load/extraction.ts';

function sliceOf(text: string) {
  return ({ start, end }: Span): string => text.slice(start, end);
}

describe('createExtractionWriter', () => {
  it('writes blocks a blank line apart and knows where each stands', () => {
    const writer = createExtractionWriter();
    writer.heading(2, ' Opening \n hours ');
    writer.paragraph('We open at nine.\nOn Sundays at ten.');
    writer.quote('Quoth');
    writer.code('\n  a = 1\n    b\n');
    const { text, blocks } = writer.finish();
    expect(text).toBe(
      'Opening hours\n\nWe open at nine.\nOn Sundays at ten.\n\nQuoth\n\n  a = 1\n    b',
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'quote', 'code']);
    expect(blocks.map(sliceOf(text))).toEqual(text.split('\n\n'));
  });

  it('leaves out blocks of white space, and makes the rest well-formed Unicode', () => {
    const writer = createExtractionWriter();
    writer.paragraph(' \n\t');
    writer.heading(1, '');
    writer.table(null, [['', ' ']]);
    writer.list([{ text: ' ', marker: '-', depth: 0 }]);
    writer.code('\n \n');
    writer.paragraph('a\0b \ud800');
    expect(writer.finish()).toMatchObject({ text: 'a\ufffdb \ufffd', blocks: [{ start: 0 }] });
  });

  it('gives each row of a table its line, with bars in cells escaped', () => {
    const writer = createExtractionWriter();
    writer.paragraph('Prices:');
    writer.table(['Zone', 'Price'], [['A', '12 | 15\nEUR'], [], ['', '20']]);
    const { text, blocks } = writer.finish();
    const table = blocks[1];
    if (table?.kind !== 'table') throw new Error('no table');
    expect(table.columns).toEqual(['Zone', 'Price']);
    expect(sliceOf(text)(table)).toBe('| Zone | Price |\n| A | 12 \\| 15 EUR |\n|  | 20 |');
    expect(table.rows.map(sliceOf(text))).toEqual(['| A | 12 \\| 15 EUR |', '|  | 20 |']);
  });

  it('takes every row of a table without a header for a row', () => {
    const writer = createExtractionWriter();
    writer.table(null, [['Weight', '21 kg']]);
    expect(writer.finish().blocks).toMatchObject([{ columns: [], rows: [{ start: 0, end: 18 }] }]);
  });

  it('indents nested entries and knows where their words begin', () => {
    const writer = createExtractionWriter();
    writer.paragraph('To do');
    writer.list([
      { text: 'first\nline two', marker: '1.', depth: 0 },
      { text: 'inner', marker: '-', depth: 1 },
      { text: 'second', marker: '2.', depth: 0 },
    ]);
    const { text, blocks } = writer.finish();
    const list = blocks[1];
    if (list?.kind !== 'list') throw new Error('no list');
    expect(sliceOf(text)(list)).toBe('1. first\n   line two\n  - inner\n2. second');
    expect(list.entries.map(sliceOf(text))).toEqual([
      '1. first\n   line two',
      '  - inner',
      '2. second',
    ]);
    expect(list.entries.map(({ textStart, end }) => text.slice(textStart, end))).toEqual([
      'first\n   line two',
      'inner',
      'second',
    ]);
  });

  it('tells where each page stands', () => {
    const writer = createExtractionWriter();
    writer.page(1);
    writer.paragraph('one');
    writer.page(3);
    writer.paragraph('three');
    expect(writer.finish().pages).toEqual([
      { page: 1, start: 0, end: 3 },
      { page: 3, start: 3, end: 10 },
    ]);
  });
});
