import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Citation } from '../src/core/model.ts';
import { formatAnswer } from '../src/format-answer.ts';
import { answer, hit } from './helpers/fake-parts.ts';

const layout = { width: 80, color: false };
const [citation] = answer.citations as [Citation];
const citing = (changes: Partial<Citation>): Answer => ({
  ...answer,
  citations: [{ ...citation, ...changes }],
});

describe('formatAnswer', () => {
  it('shows the answer, and under it where each of its words stands', () => {
    expect(formatAnswer(answer, layout)).toBe(
      [
        'Refunds take 14 days. [1]',
        '',
        '[1]  Refunds',
        '     support/refunds.md, revision 2, lines 40–41',
        '     Refunds › How long it takes',
        '     “Refunds take 14 days.”',
        '',
      ].join('\n'),
    );
  });

  it('names the page of a paged document, and one line as one', () => {
    const shown = formatAnswer(
      citing({ page: 3, lines: { start: 7, end: 7 }, headings: [] }),
      layout,
    );
    expect(shown).toContain('support/refunds.md, revision 2, line 7, page 3\n     “');
  });

  it('says when a quote no longer stands in the document', () => {
    expect(formatAnswer(citing({ status: 'changed' }), layout)).toContain('40–41, since changed\n');
  });

  it('says why and shows the nearest passages when it abstains, shortened', () => {
    const abstained: Answer = {
      ...answer,
      status: 'abstained',
      abstention: { reason: 'low evidence', nearest: [{ ...hit, text: 'word '.repeat(200) }] },
      text: 'The documents do not answer this.',
      claims: [],
      citations: [],
    };
    const shown = formatAnswer(abstained, layout);
    expect(shown).toMatch(
      /^The documents do not answer this\.\n\nlow evidence\n\nThe nearest passages:\n\n - {3}Refunds\n/,
    );
    expect(shown).toMatch(/word…\n$/);
    expect(shown.length).toBeLessThan(600);
    const none = { ...abstained, abstention: { reason: 'empty', nearest: [] } };
    expect(formatAnswer(none, layout)).toBe('The documents do not answer this.\n\nempty\n');
  });

  it('wraps at the width of the terminal, wide characters counted as two', () => {
    const long = citing({
      quote: '退款需要十四天。'.repeat(10),
      title: 'A title of several words '.repeat(5),
    });
    for (const line of formatAnswer(long, { width: 40, color: false }).split('\n')) {
      const columns = [...line].reduce(
        (sum, c) => sum + (/[\u3000-\u9fff\uff00-\uff60]/.test(c) ? 2 : 1),
        0,
      );
      expect(columns).toBeLessThanOrEqual(40);
    }
  });

  it('never splits what reads as one character', () => {
    const family = '👨‍👩‍👧‍👦';
    const shown = formatAnswer(citing({ quote: family.repeat(60) }), { width: 41, color: false });
    expect(shown.match(new RegExp(family, 'gu'))).toHaveLength(60);
  });

  it('lets no document draw on the terminal', () => {
    const hostile = 'a\x1b[2J\x1b]0;owned\x07b\x9b31mc\x00d\u202ee\u0085f\r\ng\x08h';
    const shown = formatAnswer(
      {
        ...citing({ quote: hostile, title: hostile, headings: [hostile], documentId: hostile }),
        text: hostile,
      },
      layout,
    );
    // eslint-disable-next-line no-control-regex -- these are what must not be there
    expect(shown).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
    expect(shown).toContain('“abcde f gh”');
  });

  it('prints no control character and loses no word, whatever the quote', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 1, max: 120 }),
        (quote, width) => {
          const shown = formatAnswer(citing({ quote }), { width, color: false });
          // eslint-disable-next-line no-control-regex -- these are what must not be there
          expect(shown).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
          expect(shown.endsWith('\n')).toBe(true);
        },
      ),
    );
  });

  it('uses bold and dim only where they are wanted', () => {
    expect(formatAnswer(answer, layout)).not.toContain('\x1b');
    const coloured = formatAnswer(answer, { width: 80, color: true });
    expect(coloured).toContain('\x1b[1mRefunds take 14 days. [1]\x1b[22m');
    expect(coloured).toContain('\x1b[2m     support/refunds.md');
  });
});
