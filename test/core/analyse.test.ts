import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse, fold, isStopTerm, tokenise } from '../../src/core/analyse.ts';
import { anyText } from '../helpers/texts.ts';

/** Whether every term of what a searcher types stands in the text. */
const finds = (text: string, typed: string): boolean => {
  const held = new Set(analyse(text));
  return analyse(typed).length > 0 && analyse(typed).every((term) => held.has(term));
};

describe('tokenise', () => {
  it('gives tokens that slice to the words they came from, in order, for any string', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const token of tokenise(text)) {
          expect(token.start).toBeLessThan(token.end);
          expect(token.end).toBeGreaterThan(end);
          end = token.end;
          const source = text.slice(token.start, token.end);
          expect(source).toBe(source.trim());
          expect(token.word).not.toBe('');
          expect(tokenise(source).map(({ term }) => term)).toContain(token.term);
        }
      }),
    );
  });

  it('gives the words as they stand', () => {
    const text = 'Refunds: “don’t” wait!';
    expect(tokenise(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Refunds',
      'don’t',
      'wait',
    ]);
  });

  it.each(['', '   \n', '?!…', '🎉 👨‍👩‍👧', '___'])('finds no word in %j', (text) => {
    expect(analyse(text)).toEqual([]);
  });

  it('takes long hostile text in time', () => {
    for (const piece of ['1,', '1.', "a'", 'é', '退', 'ก', 'a\u0301', '\u1112\u1161']) {
      const startedAt = performance.now();
      analyse(piece.repeat(20_000) + 'x');
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    }
  });
});

describe('analyse', () => {
  it.each([
    ['Refund', 'REFUNDS'],
    ['cancelled', 'cancelling'],
    ['café', 'CAFE'],
    ['cafe\u0301', 'caf\u00e9'],
    ['Ångström', 'angstrom'],
    ['ﬁne', 'fine'],
    ['１２', '12'],
    ['1,000', '1000'],
    ['1,234,567.50', '1234567.50'],
    ["don't", 'dont'],
    ['don’t', "don't"],
    ["rider's", 'rider'],
    ["O'Brien", 'OBrien'],
    ['10,000km', '10,000 km'],
    ['3.5mm', '3.5 mm'],
    ['1,000円', '1000 円'],
    ['Éclair', 'eclair'],
    ['Việt Nam', 'Việt Nam'.normalize('NFD')],
    ['Ọ̀ṣun', 'osun'],
    ['МОСКВА', 'москва'],
    ['한국', '한국'.normalize('NFD')],
    ['がく', 'がく'.normalize('NFD')],
    ['ガス', 'ｶﾞｽ'],
  ])('makes the same of %j and %j', (a, b) => {
    expect(analyse(a)).toEqual(analyse(b));
  });

  it.each([
    ['3.5', '35'],
    ['3.5', '5.3'],
    ['1000', '100'],
    ['14', '40'],
    ['resume', 'resumption'],
  ])('tells %j from %j', (a, b) => {
    expect(analyse(a)).not.toEqual(analyse(b));
  });

  it('keeps decimals whole and leaves a full stop to the sentence', () => {
    expect(analyse('It takes 3.5 hours, or 4.')).toEqual(['it', 'take', '3.5', 'hour', 'or', '4']);
  });

  it.each([
    ['退款将在十四天内到账。', '退款'],
    ['退款将在十四天内到账。', '十四天'],
    ['返金は14日以内に行われます。', '返金'],
    ['返金は14日以内に行われます。', '14日以内'],
    ['電動自転車のバッテリー', 'バッテリー'],
    ['환불은 14일 이내에 지급됩니다.', '환불'],
    ['환불은 14일 이내에 지급됩니다.', '지급'],
    ['การคืนเงินจะใช้เวลาสิบสี่วัน', 'คืนเงิน'],
    ['สวัสดีครับ ยินดีต้อนรับ', 'สวัสดี'],
    ['请下载App安装', 'app'],
    ['iPhone를 쓰세요', 'iphone'],
    ['𠮷野家です', '𠮷野'],
  ])('in %j finds %j', (text, typed) => {
    expect(finds(text, typed)).toBe(true);
  });

  it('does not find in Chinese what is not there', () => {
    expect(finds('退款将在十四天内到账。', '退货')).toBe(false);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'takes %j for an ordinary word',
    (word) => {
      const [term] = analyse(word);
      expect(typeof term).toBe('string');
      expect(isStopTerm(term ?? '')).toBe(false);
      expect(analyse(`a ${word} b`)).toHaveLength(3);
    },
  );
});

describe('fold', () => {
  it('folds what is folded to itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('isStopTerm', () => {
  it.each(['the', 'How', 'does', "don't", 'before', 'very', 'this'])('knows %j', (word) => {
    expect(isStopTerm(analyse(word)[0] ?? '')).toBe(true);
  });

  it.each(['refund', 'bicycle', '14', 'thin'])('does not take %j for one', (word) => {
    expect(isStopTerm(analyse(word)[0] ?? '')).toBe(false);
  });
});
