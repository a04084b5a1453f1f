import { describe, expect, it } from 'vitest';
import { namesSupported } from '../../src/verify/names.ts';

describe('namesSupported', () => {
  it.each([
    ['The firm was founded by Ada Lovelace.', 'Ada Lovelace founded it.'],
    ['It is insured by Müller’s office.', 'Muller insures it.'],
    ['Then I ride an eBike.', 'an EBIKE'],
    ['Ada came first.', 'She came first.'],
    ['It ended. Nobody was hurt.', 'It ended and nobody was hurt.'],
    ['It has Wi-Fi.', 'Wi-Fi is built in.'],
    ['It has no names at all.', ''],
  ])('%j by %j', (claim, source) => {
    expect(namesSupported(claim, [source])).toBe(true);
  });

  it.each([
    ['It was founded by Charles Babbage.', 'Ada Lovelace founded it.'],
    ['It is insured by Ann.', 'The annual cover is insured.'],
    ['It was sold to Ada Byron.', 'It was sold to Ada.'],
    ['Then they used an iPhone.', 'They used a phone.'],
  ])('not %j by %j', (claim, source) => {
    expect(namesSupported(claim, [source])).toBe(false);
  });

  it('takes a name from any of the texts it is given', () => {
    expect(namesSupported('It was Ada in London.', ['by Ada', 'asked: London?'])).toBe(true);
  });
});
