import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantitiesSupported } from '../../src/verify/quantities.ts';

describe('quantitiesSupported', () => {
  it('wants every quantity of the claim in the quotes, not the other way round', () => {
    const quote = 'Refunds of up to 50 EUR take 14 days.';
    expect(quantitiesSupported('Refunds take 14 days.', quote)).toBe(true);
    expect(quantitiesSupported('Refunds take time.', quote)).toBe(true);
    expect(quantitiesSupported('Refunds of 50 EUR take 15 days.', quote)).toBe(false);
    expect(quantitiesSupported('Refunds take 14 days.', '')).toBe(false);
  });

  it('takes a sum of two units for the one that it comes to, and back', () => {
    expect(quantitiesSupported('It takes 3 hours and 30 minutes.', 'It takes 3.5 hours.')).toBe(
      true,
    );
    expect(quantitiesSupported('It takes 3.5 hours.', 'It takes 3 h 30 min.')).toBe(true);
    expect(quantitiesSupported('It takes 3 hours and 20 minutes.', 'It takes 3.5 hours.')).toBe(
      false,
    );
  });

  it('takes from a question the case that was asked about, where a quote draws the line', () => {
    const quote = 'A bike with more than 500 km cannot be returned.';
    const claim = 'With 320 km you can still return it.';
    expect(quantitiesSupported(claim, quote, 'Mine shows 320 km. Can I return it?')).toBe(true);
    expect(quantitiesSupported(claim, quote, 'Can I return it?')).toBe(false);
    expect(quantitiesSupported(claim, 'A bike can be returned.', 'And with 320 km?')).toBe(false);
  });

  it('takes no number of a question for an answer', () => {
    const quote = 'Refunds are paid within 14 days.';
    const asked = 'Are refunds paid within 30 days?';
    expect(quantitiesSupported('Yes, refunds are paid within 30 days.', quote, asked)).toBe(false);
    expect(quantitiesSupported('Within 30 days refunds are paid.', quote, asked)).toBe(false);
  });

  it('supports no claim of more quantities than anyone would read', () => {
    const many = '7 days. '.repeat(501);
    expect(quantitiesSupported(many, many)).toBe(false);
  });

  it('holds of any text by itself', () => {
    const word = fc.constantFrom(
      ...['1,000', '2.5', '30%', '€', 'days', 'one', 'hundred', 'and', '-', '7', 'to', 'between'],
      ...['March', '2026', 'a', 'month', 'half', 'no more than', 'at least', 'per', '14:30', 'pm'],
      ...['third', 'Article', '4.2(b)', '1.', '\n', '½', 'GB', 'working', 'E17', 'Monday', 'or'],
    );
    const text = fc
      .array(fc.oneof(word, fc.string({ maxLength: 4 })))
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(text, (any) => quantitiesSupported(any, any)),
      { numRuns: 1000 },
    );
  });

  it('tells values apart and units, however both are written', () => {
    const number = fc.integer({ min: 2, max: 999 });
    const unit = fc.constantFrom('days', 'working days', 'EUR', 'percent', 'km', 'GB', 'bikes');
    const form = fc.constantFrom(
      (n: number, u: string) => `${n} ${u}`,
      (n: number, u: string) => `${n}-${u}`,
      (n: number, u: string) => `${n}.00 ${u}`,
      (n: number, u: string) => `${n} (${n}) ${u}`,
    );
    fc.assert(
      fc.property(number, number, unit, unit, form, form, (a, b, one, other, said, held) => {
        const supported = quantitiesSupported(`It is ${said(a, one)}.`, `It is ${held(b, other)}.`);
        expect(supported).toBe(a === b && one === other);
      }),
    );
  });

  it.each([
    ...['1,000,', '1 000 ', '1.', '1-', '1/', '1(a)', '12:', '[1]', '½', '# ', 'a1', '\n1. '],
    ...['one hundred ', 'hundred thousand ', 'half a ', 'a day ', '3 to ', '1 May ', '1 day '],
    ...['at least ', 'no more than ', 'per ', "a'", '**1', 'two thirds '],
  ])('is done with a long run of %j', (part) => {
    expectDone(part.repeat(10_000 / part.length));
  });

  it.each(['7', '1,', 'one '])('is done with 100 KB of %j', (part) => {
    expectDone(part.repeat(100_000 / part.length));
  });
});

/** What takes more than linear time here would run into the time limit of the test. */
function expectDone(text: string): void {
  expect(quantitiesSupported('It took 99 days in 1850.', text)).toBe(false);
  expect(quantitiesSupported(`${text} It took 99 days.`, 'It took 9 days.')).toBe(false);
}
