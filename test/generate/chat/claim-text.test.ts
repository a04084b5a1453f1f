import { describe, expect, it } from 'vitest';
import { claims, line, reasons } from './parsing.ts';

describe('the text of a claim', () => {
  it.each([
    ['**Refunds** take `14` days.', 'Refunds take 14 days.'],
    ['## Refunds take 14 days.', 'Refunds take 14 days.'],
    ['- Refunds take 14 days.', 'Refunds take 14 days.'],
    ['Refunds take\n 14\tdays.', 'Refunds take 14 days.'],
    ['Refunds take 14 days [1][2].', 'Refunds take 14 days.'],
    ['Refunds [1, 2] take 14 days. [source 3]', 'Refunds take 14 days.'],
    ['Refunds take 14 days【1†source】.', 'Refunds take 14 days.'],
    ['Refunds take 14 days[^1].', 'Refunds take 14 days.'],
    ['It takes < 14 days & more.', 'It takes < 14 days & more.'],
    ['It is -5 degrees.', 'It is -5 degrees.'],
    ['- 5 degrees are fine.', '- 5 degrees are fine.'],
    ['Die Rückzahlung dauert 14 Tage 👩‍🔧.', 'Die Rückzahlung dauert 14 Tage 👩‍🔧.'],
  ])('%j reads %j', (written, read) => {
    expect(claims(line(written))).toEqual([read]);
  });

  it.each([
    ['image in the claim', 'Paid. ![ok](https://evil.example/?q=secret)'],
    ['image in the claim', 'Paid. ![ok][1]'],
    ['image in the claim', 'Paid. \\!\\[ok\\]\\(evil.example\\)'],
    ['link in the claim', 'Paid, see [terms](https://evil.example).'],
    ['link in the claim', 'Paid, see [terms](//evil.example).'],
    ['link in the claim', '[terms]: evil.example'],
    ['HTML in the claim', 'Paid. <img src=x>'],
    ['HTML in the claim', 'Paid. <img src=x'],
    ['HTML in the claim', 'Paid. &lt;script&gt;'],
    ['HTML in the claim', 'Paid. <!-- not -->'],
    ['address in the claim that stands in none of its quotes', 'See https://evil.example/x.'],
    ['address in the claim that stands in none of its quotes', 'See www.evil.example'],
    ['address in the claim that stands in none of its quotes', 'See javascript:alert(1)'],
    ['control or invisible character in the claim', 'Paid\u0007.'],
    ['control or invisible character in the claim', 'Paid \u202enever\u202c.'],
    ['control or invisible character in the claim', 'Paid\u{e0041}.'],
    ['control or invisible character in the claim', 'Paid \u200bnot.'],
    ['half a character in the claim', 'Paid \ud83d.'],
    ['source marks in the claim', 'Paid [[1]2].'],
    ['empty claim', '[1]'],
    ['empty claim', '…'],
    ['claim too long', 'a'.repeat(1001)],
  ])('is malformed: %s', (reason, written) => {
    expect(claims(line(written))).toEqual([]);
    expect(reasons(line(written))).toEqual([reason]);
  });

  it('may hold an address that one of its quotes holds', () => {
    const claim = 'The terms are at https://example.com/terms.';
    expect(claims(line(claim, 'See https://example.com/terms for'))).toEqual([claim]);
  });

  it('is said once', () => {
    expect(reasons(`${line('Paid.')}\n${line('**paid**.')}`)).toEqual(['repeated']);
  });
});
