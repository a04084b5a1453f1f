import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignQuote, carriesEnough } from '../../src/verify/align.ts';
import { anyText } from '../helpers/texts.ts';

/** The words that `quote` is aligned with in all of `text`; null when it stands nowhere. */
function found(quote: string, text: string, start: number | null = null): string | null {
  const span = alignQuote(quote, text, { start: 0, end: text.length }, start);
  return span === null ? null : text.slice(span.start, span.end);
}

/** Equal but for white space, Unicode form, quote marks, dashes and what is invisible. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‘’‚‛′`´]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff]/g, '');
}

describe('alignQuote', () => {
  it('finds the words themselves', () => {
    expect(found('within 14 days', 'Refunds are paid within 14 days.')).toBe('within 14 days');
  });

  it.each([
    ['paid within 14 days', 'paid within\r\n  14 days'],
    ['paid within\n14 days', 'paid within 14 days'],
    ["the rider's “own” bicycle", 'the rider’s "own" bicycle'],
    ['9–17 o’clock', "9-17 o'clock"],
    ['cafe\u0301', 'caf\u00e9'],
    ['caf\u00e9', 'cafe\u0301'],
    ['한국', '한국'.normalize('NFD')],
    ['ガス', 'ｶﾞｽ'],
    ['co\u00adoperate', 'cooperate'],
    ['a b', 'a \u200b b'],
    ['file', 'ﬁle'],
    ["9 o'clock", '9 o´clock'],
    ['wait... what', 'wait… what'],
  ])('finds %j as the source has it: %j', (quote, source) => {
    expect(found(quote, `Before: ${source} - after.`)).toBe(source);
  });

  it.each([
    ['within 90 days', 'Refunds are paid within 30 days.'],
    ['30 days', 'It takes 130 days.'],
    ['30 days', 'It takes 1,030 days.'],
    ['5 days', 'It takes 2.5 days.'],
    ['It takes 2', 'It takes 2.5 days.'],
    ['It costs 1', 'It costs 1,000 euros.'],
    ['may return', 'You may not return it.'],
    ['you can', "you can't"],
    ['able to', 'unable to'],
    ['Refunds Are', 'Refunds are paid.'],
    ['102', '10²'],
    ['ile', 'ﬁle'],
    ['1', '½ a day'],
    ['refunds are paid in', 'refunds are in'],
  ])('does not find %j in %j', (quote, source) => {
    expect(found(quote, source)).toBeNull();
  });

  it.each(['', '  \n', '\u200b'])('finds nothing for %j', (quote) => {
    expect(found(quote, `a ${quote} b`)).toBeNull();
  });

  it('finds part of a run of Chinese, which has no space between words', () => {
    expect(found('十四天', '退款将在十四天内到账。')).toBe('十四天');
  });

  it('takes the later place that is a whole word over the earlier that is none', () => {
    const text = 'After 130 days, not 30 days.';
    expect(alignQuote('30 days', text, { start: 0, end: text.length }, null)).toEqual({
      start: 20,
      end: 27,
    });
  });

  it('prefers the place that the generator names, if the quote stands there', () => {
    const text = 'One euro. One euro. One euro.';
    const whole = { start: 0, end: text.length };
    expect(alignQuote('One euro.', text, whole, 10)).toEqual({ start: 10, end: 19 });
    expect(alignQuote('One euro.', text, whole, 11)).toEqual({ start: 0, end: 9 });
    expect(alignQuote('One euro.', text, { start: 10, end: 29 }, 0)).toEqual({
      start: 10,
      end: 19,
    });
    expect(alignQuote('One euro.', text, { start: 0, end: 15 }, 10)).toEqual({ start: 0, end: 9 });
  });

  it('looks in its passage alone', () => {
    const text = 'One euro. Two euros. One euro.';
    expect(alignQuote('One euro', text, { start: 10, end: 20 }, null)).toBeNull();
    expect(alignQuote('Two  euros', text, { start: 10, end: 20 }, null)).toEqual({
      start: 10,
      end: 19,
    });
    expect(alignQuote('Two euros. One', text, { start: 10, end: 20 }, null)).toBeNull();
  });

  it('gives a span of the passage that reads as the quote, for any quote and text', () => {
    const cut = fc.tuple(anyText, fc.nat(), fc.nat(), fc.nat(), fc.nat());
    fc.assert(
      fc.property(cut, anyText, ([text, a, b, c, d], other) => {
        const offsets = [a, b].map((n) => n % (text.length + 1)).sort((x, y) => x - y);
        const [start = 0, end = 0] = offsets;
        const passage = { start, end };
        const from = start + (c % (end - start + 1));
        const inside = text.slice(from, from + (d % 20));
        for (const quote of [inside, inside.normalize('NFD').replace(/\s+/g, ' '), other]) {
          const span = alignQuote(quote, text, passage, null);
          if (span === null) continue;
          expect(span.start).toBeGreaterThanOrEqual(start);
          expect(span.end).toBeLessThanOrEqual(end);
          expect(bare(text.slice(span.start, span.end))).toBe(bare(quote));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('finds any run of whole words, however its white space reads', () => {
    const words = fc.array(fc.stringMatching(/^[\p{L}\p{N}]{1,6}$/u), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (list, a, b) => {
        const [from = 0, to = 0] = [a % list.length, b % list.length].sort((x, y) => x - y);
        const quoted = list.slice(from, to + 1);
        const text = list.join('\n\t');
        expect(bare(found(quoted.join(' '), text) ?? '')).toBe(bare(quoted.join('')));
      }),
    );
  });

  it('takes what cannot be seen for no end of a word or number', () => {
    expect(found('30', 'It takes 30\u200b0 days')).toBeNull();
    expect(found('include', 'These in\u00adclude\u00add it')).toBeNull();
    expect(found('300 days', 'It takes 30\u200b0 days')).toBe('30\u200b0 days');
    expect(found('may enter', 'You may\u202e enter')).toBe('may\u202e enter');
  });

  it('takes no look-alike letter for another', () => {
    expect(found('may enter', 'You m\u0430y enter')).toBeNull();
  });

  it('does not read a quote that is far longer than the passage', () => {
    expect(found('free '.repeat(1_000_000), 'It is free.')).toBeNull();
    expect(found(`${' '.repeat(150)}free`, 'It is free.')).toBe('free');
  });
});

describe('carriesEnough', () => {
  it.each(['Refunds', '30 days', '退款', 'E43', 'x-1, y'])('%j says something', (quote) => {
    expect(carriesEnough(quote, 3)).toBe(true);
  });

  it.each(['the', 'of the', 'a', '5', '…', '', 'is not'])('%j says nothing', (quote) => {
    expect(carriesEnough(quote, 3)).toBe(false);
  });
});
