import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableJson } from '../../src/core/printable.ts';

describe('printable', () => {
  it.each([
    ['a\x1b[31mb\x1b[0mc', 'abc'],
    ['a\x1b]0;title\x07b', 'ab'],
    ['a\x9b2Jb', 'ab'],
    ['a\x00\x08\x7fb', 'ab'],
    ['a\u202eb\u2066c\ufeffd', 'abcd'],
    [' a\t\r\n  b\u0085c\u2028d ', 'a b c d'],
    ['Größe 愛 👨‍👩‍👧 عربى', 'Größe 愛 👨‍👩‍👧 عربى'],
  ])('makes %j fit to print', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('leaves no control character, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });
});

describe('printableJson', () => {
  it('leaves no control character and loses nothing, whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const json = printableJson({ [text]: [text] });
        expect(json).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/u);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ [text]: [text] })));
      }),
    );
  });
});
