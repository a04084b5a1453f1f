import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphemeAround, snapToGraphemes } from '../../src/core/graphemes.ts';
import { createLineIndex, toCanonicalText, trimSpan } from '../../src/core/text.ts';
import { anyText, graphemeBoundaries } from '../helpers/texts.ts';

describe('toCanonicalText', () => {
  it('removes the byte order mark, mends surrogates and nulls, and keeps line ends', () => {
    expect(toCanonicalText('\ufeffa\r\nb\rc\ud83d\0\ude00😀')).toBe(
      'a\r\nb\rc\ufffd\ufffd\ufffd😀',
    );
  });

  it('makes well-formed text of anything', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const text = toCanonicalText(raw);
        expect(text.isWellFormed() && !text.includes('\0')).toBe(true);
        expect(toCanonicalText(text.replace(/^\ufeff/, ''))).toBe(text.replace(/^\ufeff/, ''));
      }),
    );
  });
});

describe('createLineIndex', () => {
  it('counts lines from 1 with every kind of line end', () => {
    const text = 'one\r\ntwo\nthree\rfour\n';
    const index = createLineIndex(text);
    expect(index.lineCount).toBe(5);
    expect([0, 4, 5, 9, 15, 16, 20].map((offset) => index.lineAt(offset))).toEqual([
      1, 1, 2, 3, 4, 4, 5,
    ]);
    expect(index.linesOf({ start: 5, end: 9 })).toEqual({ start: 2, end: 2 });
    expect(index.linesOf({ start: 5, end: 10 })).toEqual({ start: 2, end: 3 });
    expect(index.linesOf({ start: 9, end: 9 })).toEqual({ start: 3, end: 3 });
  });

  it('agrees with counting line ends before the offset', () => {
    fc.assert(
      fc.property(anyText, fc.nat(400), (text, n) => {
        const offset = Math.min(n, text.length);
        // Between \r and \n one is still on the line that they end.
        const whole = text.slice(0, offset).replace(/\r$/, text[offset] === '\n' ? '' : '\r');
        expect(createLineIndex(text).lineAt(offset)).toBe(whole.split(/\r\n|\n|\r/).length);
      }),
    );
  });
});

describe('trimSpan', () => {
  it('takes white space of any script off both ends', () => {
    expect(trimSpan('\u3000\u00a0 a b\r\n', { start: 0, end: 9 })).toEqual({ start: 3, end: 6 });
    expect(trimSpan('   ', { start: 0, end: 3 })).toEqual({ start: 3, end: 3 });
  });
});

describe('graphemes', () => {
  it('finds the cluster around an offset as a segmentation of the whole text does', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const boundaries = graphemeBoundaries(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const { start, end } = graphemeAround(text, offset);
          expect(start === end).toBe(boundaries.has(offset));
          expect(boundaries.has(start) && boundaries.has(end)).toBe(true);
        }
      }),
    );
  });

  it('knows of every character of the first two planes what it joins with', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    const wrong: string[] = [];
    for (let code = 0; code < 0x20000; code++) {
      if ((code >= 0xd800 && code < 0xe000) || (code >= 0x10000 && code < 0x1d400)) continue;
      const text = `a${String.fromCodePoint(code, code)}a`;
      const boundaries = new Set(Array.from(segmenter.segment(text), ({ index }) => index));
      for (let offset = 1; offset < text.length; offset++) {
        const { start, end } = graphemeAround(text, offset);
        if ((start === end) !== boundaries.has(offset)) wrong.push(code.toString(16));
      }
    }
    expect(wrong).toEqual([]);
  });

  it('moves the ends of spans outward, but never into the span before', () => {
    const text = 'a👨‍👩‍👧b';
    const spans = snapToGraphemes(text, [
      { start: 0, end: 3 },
      { start: 4, end: 5 },
      { start: 5, end: 10 },
    ]);
    expect(spans).toEqual([
      { start: 0, end: 9 },
      { start: 9, end: 10 },
    ]);
  });
});
