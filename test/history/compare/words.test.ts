import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WordChange } from '../../../src/core/diff-model.ts';
import { changedWords } from '../../../src/history/compare/words.ts';
import { anyText, graphemeBoundaries } from '../../helpers/texts.ts';

/** The changes in one line: what was removed in square brackets, what was added in braces. */
function marked(from: string, to: string): string {
  const marks = { same: ['', ''], removed: ['[', ']'], added: ['{', '}'] } as const;
  return changedWords({ text: from, start: 0 }, { text: to, start: 0 })
    .map(({ kind, text }) => marks[kind].join(text))
    .join('');
}

describe('changedWords', () => {
  it.each([
    [
      'a number is one word',
      'within 14 days, 1,000.50 EUR.',
      'within 30 days, 1,000.75 EUR.',
      'within [14]{30} days, [1,000.50]{1,000.75} EUR.',
    ],
    [
      'words added at the end',
      'of the return.',
      'of the return, or not.',
      'of the return{, or not}.',
    ],
    ['words taken out', 'It is free and quick.', 'It is quick.', 'It is [free and ]quick.'],
    ['a contraction is one word', "You can't go.", 'You can go.', "You [can't]{can} go."],
    ['Chinese', '您可以在14天内退货。', '您可以在30天内退货。', '您可以在[14]{30}天内退货。'],
    ['Thai', 'คืนได้ภายใน 14 วัน', 'คืนได้ภายใน 30 วัน', 'คืนได้ภายใน [14]{30} วัน'],
    ['a family of emoji is one', 'We 👨‍👩‍👧 like it', 'We 👨‍👩‍👦 like it', 'We [👨‍👩‍👧]{👨‍👩‍👦} like it'],
    [
      'a combining mark goes with its letter',
      'a cafe here',
      'a cafe\u0301 here',
      'a [cafe]{cafe\u0301} here',
    ],
    ['another kind of line end', 'one\r\ntwo', 'one\ntwo', 'one[\r\n]{\n}two'],
    ['space at the ends', 'one two ', ' one two', '{ }one two[ ]'],
  ])('%s', (_, from, to, expected) => {
    expect(marked(from, to)).toBe(expected);
  });

  it('leaves no lone stop word, letter or mark standing between two changes', () => {
    expect(
      marked(
        'The quick fox jumps over the lazy dog today.',
        'The slow cat walks under the old bird today.',
      ),
    ).toBe('The [quick fox jumps over the lazy dog]{slow cat walks under the old bird} today.');
    expect(marked('red, green, blue', 'rot, gelb, blau')).toBe(
      '[red, green, blue]{rot, gelb, blau}',
    );
  });

  it('keeps a lone word that says something, the cells of a row, and words between mere additions', () => {
    expect(marked('pay within days of it', 'go after days from it')).toBe(
      '[pay within]{go after} days [of]{from} it',
    );
    expect(marked('| 14 | 20 |', '| 30 | 40 |')).toBe('| [14]{30} | [20]{40} |');
    expect(marked('go to town', 'go up to old town')).toBe('go {up }to {old }town');
  });

  it('begins lines that were put in or taken out at a line', () => {
    const [blue, green, red] = ['- Blue bikes.\n', '- Green bikes.\n', '- Red bikes.'];
    expect(marked(blue + red, blue + green + red)).toBe(`${blue}{${green}}${red}`);
    expect(marked(green + red, red)).toBe(`[${green}]${red}`);
    expect(marked('| 1 | 2 |\n| 5 | 6 |', '| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |')).toBe(
      '| 1 | 2 |\n{| 3 | 4 |\n}| 5 | 6 |',
    );
  });

  it('begins a sentence that was put in where it begins', () => {
    expect(marked('It is free.', 'It is free. It is quick.')).toBe('It is free.{ It is quick.}');
  });

  it('counts from where each text begins in its revision', () => {
    const changes = changedWords(
      { text: 'in 14 days', start: 100 },
      { text: 'in 30 days', start: 7 },
    );
    expect(changes.map(({ from, to }) => [from?.start, to?.start])).toEqual([
      [100, 7],
      [103, undefined],
      [undefined, 10],
      [105, 12],
    ]);
  });

  it('answers for texts of megabytes that have hardly a word in common', () => {
    const from = Array.from({ length: 60_000 }, (_, n) => `the word${n}`).join(' ');
    const to = Array.from({ length: 60_000 }, (_, n) => `the term${n}`).join(' ');
    expect(reassembled(changedWords({ text: from, start: 0 }, { text: to, start: 0 }))).toEqual({
      from,
      to,
    });
  });
});

function reassembled(changes: readonly WordChange[]): { from: string; to: string } {
  const join = (left: WordChange['kind']): string =>
    changes
      .filter(({ kind }) => kind !== left)
      .map(({ text }) => text)
      .join('');
  return { from: join('added'), to: join('removed') };
}

describe('any two texts', () => {
  const edited = fc
    .tuple(anyText, anyText, anyText, anyText)
    .map(([head, old, now, tail]) => [head + old + tail, head + now + tail] as const);

  it('reassemble from the changes, each of which stands at its spans', () => {
    fc.assert(
      fc.property(fc.oneof(edited, fc.tuple(anyText, anyText)), ([from, to]) => {
        const changes = changedWords({ text: from, start: 0 }, { text: to, start: 0 });
        expect(reassembled(changes)).toEqual({ from, to });
        for (const { kind, text, from: a, to: b } of changes) {
          expect([a !== null, b !== null]).toEqual([kind !== 'added', kind !== 'removed']);
          if (a !== null) expect(from.slice(a.start, a.end)).toBe(text);
          if (b !== null) expect(to.slice(b.start, b.end)).toBe(text);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are never parted within a character', () => {
    fc.assert(
      fc.property(edited, ([from, to]) => {
        const [inFrom, inTo] = [graphemeBoundaries(from), graphemeBoundaries(to)];
        for (const change of changedWords({ text: from, start: 0 }, { text: to, start: 0 })) {
          if (change.from !== null) expect(inFrom.has(change.from.start)).toBe(true);
          if (change.to !== null) expect(inTo.has(change.to.start)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
