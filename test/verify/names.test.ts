import { describe, expect, it } from 'vitest';
import { namesSupported } from '../../src/verify/names.ts';

/** A claim's names by what it may take them from; nobody speaks as "we". */
function supported(claim: string, ...texts: string[]): boolean {
  return namesSupported(claim, { texts, passages: [] });
}

describe('namesSupported', () => {
  it.each([
    ['The firm was founded by Ada Lovelace.', 'Ada Lovelace founded it.'],
    ['It is insured by Müller’s office.', 'Muller insures it.'],
    ['Then I ride an eBike.', 'an EBIKE'],
    ['Ada came first.', 'She came first.'],
    ['It ended. Nobody was hurt.', 'It ended and nobody was hurt.'],
    ['It has Wi-Fi.', 'Wi-Fi is built in.'],
    ['It has no names at all.', ''],
    ['It is open Saturdays and on Wed.', 'Sat and Wednesday'],
    ['It ended in March.', 'until 2026-03-01'],
    ['A Canadian film.', 'made in Canada'],
    ['Write to Help@Example.com.', 'help@example.com'],
    ['See https://example.com/a.', 'at https://example.com/a, or'],
    ['Run `npm ci` first.', 'run npm ci'],
    ['Then E43 is shown.', '| E43 | pressure |'],
    ['The article "Two Lamps" is short.', '*Two Lamps*, a short article'],
  ])('%j by %j', (claim, source) => {
    expect(supported(claim, source)).toBe(true);
  });

  it.each([
    ['It was founded by Charles Babbage.', 'Ada Lovelace founded it.'],
    ['It is insured by Ann.', 'The annual cover is insured.'],
    ['It was sold to Ada Byron.', 'It was sold to Ada.'],
    ['Then they used an iPhone.', 'They used a phone.'],
    ['Ben Smith signed it.', 'Ann Smith signed it.'],
    ['It is sold by ACME.', 'It is sold by EMCA.'],
    ['It is open on Mondays.', 'It is open on Sundays.'],
    ['Write to help@example.org.', 'help@example.com'],
    ['See example.com/b.', 'example.com/bc'],
    ['Run `npm ci` first.', 'run npm i'],
    ['Then E44 is shown.', 'E43, E441'],
    ['Flat 2c is free.', 'Flat 2b'],
    ['The film "Three Lamps" is short.', '*Two Lamps*, a short film'],
  ])('not %j by %j', (claim, source) => {
    expect(supported(claim, source)).toBe(false);
  });

  it('takes a name from any of the texts it is given', () => {
    expect(supported('It was Ada in London.', 'by Ada', 'asked: London?')).toBe(true);
  });

  it('lets a claim name who speaks as "we" in a quote, from its passage alone', () => {
    const passages = ['Tidelamp is a co-operative. We lend films.'];
    const claim = 'A film is lent by Tidelamp.';
    expect(namesSupported(claim, { texts: ['We lend films.'], passages })).toBe(true);
    expect(namesSupported(claim, { texts: ['Films are lent.'], passages })).toBe(false);
    expect(namesSupported(claim, { texts: ['We lend films.'], passages: ['Others'] })).toBe(false);
  });
});
