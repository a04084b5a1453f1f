import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SENTENCE_CHARACTERS, splitSentences } from '../../src/core/sentences.ts';
import { anyText, graphemeBoundaries } from '../helpers/texts.ts';

const split = (text: string): string[] =>
  splitSentences(text, { start: 0, end: text.length }).map(({ start, end }) =>
    text.slice(start, end),
  );

/** Sentences parted by a bar, which is not in the text that is split. */
function expectSplit(marked: string, gap = ' '): void {
  const sentences = marked.split('|');
  expect(split(sentences.join(gap))).toEqual(sentences);
}

describe('splitSentences', () => {
  it.each([
    'Dr. Smith paid approx. 30 EUR, e.g. Berlin and i.e. Paris.|See No. 5 and Fig. 3.|Done.',
    'The answer is no.|It is 3.5 km.|It costs 5 EUR.|30 days later it ends.',
    'J. R. R. Tolkien met George W. Bush.|Take vitamin C.|The U.S. Army left the U.S.|The end.',
    '1. Do this.|2. Then do that.',
    'Wait... what?|Yes!|Is it (really?).|(All of it.)|Word . . .|Next',
    'Visit https://x.io/?Q=A.B or Node.js today!|Then go.',
    '"Stop!" he said.|"Go."|She went.',
    '**Bold lead.**|Then *more.*|See [1].|It holds.[2]|Again.',
    'We close at 5 p.m.|The shop opens at 9 a.m. on Mondays.',
    'हिन्दी वाक्य।|दूसरा वाक्य।|مرحبا بكم.|كيف حالك؟|جيد.',
  ])('%s', (marked) => expectSplit(marked));

  it('splits Chinese and Japanese, which put no space behind a stop', () => {
    expectSplit('今天天气很好。|我们去公园吧！|你好吗？|「好。」|他说。', '');
  });

  it('takes a wrapped line for a space, and a blank line or hard break for an end', () => {
    expectSplit('This is\nwrapped twice\r\nand ends.|Next', ' ');
    expect(split('A line\n\nAnother\r\n\r\nThird  \nfourth\\\nfifth')).toEqual([
      'A line',
      'Another',
      'Third',
      'fourth\\',
      'fifth',
    ]);
  });

  it('cuts an endless sentence at clause marks, else at white space, else anywhere', () => {
    const clause = 'and then the rider charges the battery for a while, ';
    for (const [text, end] of [
      [clause.repeat(40), /,$/],
      ['word '.repeat(400), /word$/],
      ['x'.repeat(2000), /x$/],
      ['สวัสดี '.repeat(300), /สวัสดี$/],
      ['👨‍👩‍👧'.repeat(300), /^(?:👨‍👩‍👧)+$/u],
    ] as const) {
      const pieces = split(text);
      expect(pieces.length).toBeGreaterThan(2);
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(MAX_SENTENCE_CHARACTERS);
        expect(piece).toMatch(end);
      }
    }
  });

  it('covers all of any text that is not white space, in order, at grapheme boundaries', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const boundaries = graphemeBoundaries(text);
        const spans = splitSentences(text, { start: 0, end: text.length });
        let rest = 0;
        for (const { start, end } of spans) {
          expect(text.slice(rest, start).trim()).toBe('');
          expect(start).toBeGreaterThanOrEqual(rest);
          expect(end).toBeGreaterThan(start);
          expect(boundaries.has(start) && boundaries.has(end)).toBe(true);
          rest = end;
        }
        expect(text.slice(rest).trim()).toBe('');
      }),
      { numRuns: 300 },
    );
  });
});
