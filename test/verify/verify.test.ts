import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VerifySource } from '../../src/verify/types.ts';
import { verifyClaim } from '../../src/verify/verify.ts';

function sourceOf(text: string, context: string[] = [], fields: string[] = []): VerifySource {
  return {
    mediaType: 'text/plain',
    revisionText: text,
    span: { start: 0, end: text.length },
    record: null,
    context,
    fields,
  };
}

const refunds = sourceOf(
  'Refunds are paid within 14 days of the return by Ada. Nothing is paid in cash.',
);
const [first, second] = [
  'Refunds are paid within 14 days of the return by Ada.',
  'Nothing is paid in cash.',
];

/** A claim with quotes of the first source. */
function verify(text: string, quotes: string[], sources = [refunds], question = '') {
  const evidence = quotes.map((quote) => ({ source: 1, quote, start: null }));
  return verifyClaim({ text, evidence }, sources, question);
}

describe('verifyClaim', () => {
  it('supports a claim without the marks that cling to the words of its quote', () => {
    const text = '_Last updated by **Ada Lovelace**: June 30, 2022_';
    const marked = { ...sourceOf(text), mediaType: 'text/markdown' };
    const claim = 'Last updated by Ada Lovelace: June 30, 2022';
    expect(verify(claim, [text], [marked])).toMatchObject({ verdict: 'supported', failed: [] });
    expect(verify(claim.replace('2022', '2023'), [text], [marked]).failed).toEqual(['numbers']);
  });

  it('supports a date that a line end parts in its quote', () => {
    const text = 'It was delivered on 29 August\n2025.';
    expect(verify('It was delivered on 29 August 2025.', [text], [sourceOf(text)])).toMatchObject({
      verdict: 'supported',
    });
  });

  it('supports the words themselves', () => {
    expect(verify(first, [first])).toEqual({
      verdict: 'supported',
      checks: { verbatim: true, numbers: true, negation: true, names: true, coverage: 1 },
      quotes: [{ source: 1, span: { start: 0, end: first.length } }],
      failed: [],
    });
  });

  it('is not deceived by a quote that leaves out what denies it', () => {
    const text = 'Sale items are not eligible for a refund. Other bikes are, within 30 days.';
    const sources = [sourceOf(text)];
    const claim = 'Sale items are eligible for a refund.';
    expect(verify(claim, ['eligible for a refund'], sources).failed).toContain('negation');
    const denied = 'It is not true that bikes may be sold. They are rented.';
    const cut = 'bikes may be sold';
    expect(verify(cut, [cut], [sourceOf(denied)]).verdict).toBe('unsupported');
  });

  it('supports a row that is read with its columns, whatever these say', () => {
    const row = '| Crew | name and duty | 12 months |';
    const columns = ['Persons', 'Records', 'Time kept unless the Controller sets another'];
    const table = { ...sourceOf(row, [], columns), mediaType: 'text/markdown' };
    const read =
      'Persons: Crew; Records: name and duty; Time kept unless the Controller sets another: 12 months';
    expect(verify(read, [row], [table])).toMatchObject({ verdict: 'supported', failed: [] });
    expect(verify(read.replace('12', '24'), [row], [table]).failed).toContain('numbers');
  });

  it('supports a fair paraphrase', () => {
    expect(verify('A refund is paid fourteen days after the return.', [first])).toMatchObject({
      verdict: 'supported',
    });
  });

  it.each([
    ['verbatim', 'Refunds are paid.', 'Refunds are paid within 15 days'],
    ['verbatim', 'Refunds are paid.', 'the'],
    ['verbatim', 'Refunds are paid.', 'of the'],
    ['verbatim', 'Refunds are paid.', '.'],
    ['numbers', 'Refunds are paid within 15 days of the return.', first],
    ['negation', 'Refunds are not paid within 14 days of the return.', first],
    ['names', 'Refunds are paid within 14 days by Charles.', first],
  ])('does not support a claim that fails at %s', (gate, text, quote) => {
    const { verdict, failed } = verify(text, [quote]);
    expect(verdict).toBe('unsupported');
    expect(failed).toContain(gate);
  });

  it('supports in part what only says more than its quotes', () => {
    const claim =
      'Refunds go to whoever ordered flowers, lamps or chairs from the garden catalogue.';
    expect(verify(claim, [first])).toMatchObject({ verdict: 'partial', failed: ['coverage'] });
  });

  it('does not support in part what fails at another gate too', () => {
    const claim = 'Vouchers reach after 99 hours whoever ordered flowers, lamps or chairs.';
    const { verdict, failed } = verify(claim, [first]);
    expect(verdict).toBe('unsupported');
    expect(failed).toEqual(['numbers', 'coverage']);
  });

  it('does not support a claim of which one quote is not found, and cites those that are', () => {
    const { verdict, quotes } = verify(first, [first, 'made up']);
    expect(verdict).toBe('unsupported');
    expect(quotes).toHaveLength(1);
  });

  it('does not support a claim without evidence, or of a source that is not there', () => {
    expect(verify(first, [])).toMatchObject({ verdict: 'unsupported', quotes: [] });
    for (const source of [0, 2, -1, 1.5, NaN]) {
      const evidence = [{ source, quote: first, start: null }];
      expect(verifyClaim({ text: first, evidence }, [refunds], '')).toMatchObject({
        verdict: 'unsupported',
        checks: { verbatim: false },
      });
    }
  });

  it('takes two quotes together', () => {
    const claim = 'Refunds are paid within 14 days, and nothing is paid in cash.';
    expect(verify(claim, [first, second])).toMatchObject({ verdict: 'supported' });
  });

  it('takes names from headings and the question, but no numbers', () => {
    const source = sourceOf('They rent 3 bikes.', ['Prices in Berlin, 2024']);
    expect(verify('They rent 3 bikes in Berlin.', ['They rent 3 bikes.'], [source])).toMatchObject({
      verdict: 'supported',
    });
    expect(verify('They rent bikes in 2024.', ['They rent 3 bikes.'], [source])).toMatchObject({
      checks: { numbers: false },
    });
    const asked = verify(
      'They rent 3 bikes in Rome.',
      ['They rent 3 bikes.'],
      [source],
      'Where in Rome?',
    );
    expect(asked.checks.names).toBe(true);
  });

  it('supports a row that is read with its header, numbers and denials of the header too', () => {
    const row = '| Basic | 9.90 | theft |';
    const fields = ['Plan', 'Price for 30 days', 'Not included', 'No. of keys'];
    const claim = 'Plan: Basic; Price for 30 days: 9.90; Not included: theft';
    expect(verify(claim, [row], [sourceOf(row, [], fields)])).toMatchObject({
      verdict: 'supported',
    });
  });

  it('supports any text by itself', () => {
    const word = fc.constantFrom(
      'not',
      'must',
      'Berlin',
      '14',
      'days',
      '1,000',
      'refund',
      '.',
      'no',
      'iPad',
    );
    const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, (any) => {
        expect(verify(any, [any], [sourceOf(any)])).toMatchObject({ verdict: 'supported' });
      }),
    );
  });
});
