import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotesHold } from '../../eval/facts.ts';

const holds = (quote: string, fact: string) => quotesHold([quote], [[fact]]);

describe('a fact in quotes', () => {
  it('stands there whatever the case and the white space', () => {
    expect(holds('Refunds are paid WITHIN\r\n  14\u00a0days.', 'within 14 days')).toBe(true);
    expect(holds('Refunds are paid within 14 days.', ' within\n14  days ')).toBe(true);
    expect(holds('Refunds are paid within 14days.', '14 days')).toBe(false);
    expect(holds('Refunds take a while.', '14 days')).toBe(false);
  });

  it('stands there when a line end broke one of its words', () => {
    expect(holds('for your infor-\nmation only', 'information')).toBe(true);
    expect(holds('for your infor\u2010 \r\n  mation only', 'your information')).toBe(true);
    expect(holds('for your infor\u00admation only', 'information')).toBe(true);
    expect(holds('a first-\nclass ticket', 'first-class')).toBe(true);
    expect(holds('a first-class ticket', 'first-class')).toBe(true);
    expect(holds('for your infor mation only', 'information')).toBe(false);
    expect(holds('for your infor-mation only', 'information')).toBe(false);
  });

  it('stands there as a ligature or in another Unicode form', () => {
    expect(holds('the \ufb01rst of\ufb01ce', 'first office')).toBe(true);
    expect(holds('Cafe\u0301', 'Caf\u00e9')).toBe(true);
  });

  it('stands there as a whole number only', () => {
    expect(holds('within 14 days', '4 days')).toBe(false);
    expect(holds('costs 1,500 EUR', '500 EUR')).toBe(false);
    expect(holds('between 10 and 150', '15')).toBe(false);
    expect(holds('version 2.5', '2')).toBe(false);
    expect(holds('in 1066.', '1066')).toBe(true);
    expect(holds('costs 15 EUR, or 20', '15')).toBe(true);
    expect(holds('on page 3, line 4', '3')).toBe(true);
  });

  it('may hold signs that mean something in a pattern', () => {
    expect(holds('costs $1.50 (net) [a|b]*?', '$1.50 (net) [a|b]*?')).toBe(true);
    expect(holds('costs $1x50', '$1.50')).toBe(false);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(text.trim() !== '');
        expect(holds(`\u201c${text}\u201d`, text)).toBe(true);
      }),
    );
  });

  it('may stand in any quote, but must stand in one', () => {
    expect(quotesHold(['within 14', 'days'], [['within 14 days']])).toBe(false);
    expect(quotesHold(['nothing', 'within 14 days'], [['within 14 days']])).toBe(true);
    expect(quotesHold([], [['14 days']])).toBe(false);
  });

  it('is one of several wordings, and every fact must be there', () => {
    const facts = [['France', 'the French state'], ['1066']];
    expect(quotesHold(['In 1066', 'the French state fell'], facts)).toBe(true);
    expect(quotesHold(['the French state fell'], facts)).toBe(false);
  });
});
