import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainWords } from '../../../src/retrieve/titles/plain-words.ts';
import { createReader } from '../../../src/retrieve/titles/reader.ts';

describe('plainWords', () => {
  it.each([
    ['an hour and a half', '90 minutes'],
    ['hour and a half tops', '90 minutes tops'],
    ['2h', '120 minutes'],
    ['1h45', '105 minutes'],
    ['1 hr 20 min', '80 minutes'],
    ['two and a half hours', '150 minutes'],
    ['half an hour', '30 minutes'],
    ['three quarters of an hour', '45 minutes'],
    ['a dozen episodes', '12 episodes'],
    ['from the eighties', 'from the 1980s'],
    ['my 7 yr old, pls', 'my 7 year old, please'],
    ['a comdey or a documentry', 'a comedy or a documentary'],
    ['Québec’s', "quebec's"],
  ])('%s is %s', (text, plain) => {
    expect(plainWords(text)).toBe(plain);
  });

  it('leaves words alone that are no slips', () => {
    const text = 'a mastery of leading moves, historic and comedic, in the realm of reasons';
    expect(plainWords(text)).toBe(text);
  });
});

describe('createReader', () => {
  it('reads nothing twice, and keeps every place', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('no', 'war', 'films', 'and', 'please')), (words) => {
        const reader = createReader(words.join(' '));
        const taken = reader.takeAll(/war|films/g);
        expect(taken).toHaveLength(words.filter((word) => /war|films/.test(word)).length);
        expect(reader.take(/war|films/)).toBeNull();
        expect(reader.rest).toHaveLength(reader.text.length);
        for (const { index, 0: match } of taken)
          expect(reader.text.slice(index, index + match.length)).toBe(match);
      }),
    );
  });

  it.each([
    ['no war', true],
    ['nothing about war', true],
    ['no comedy, drama or war', true],
    ['not too much war', true],
    ['no comedy, but war', false],
    ['no comedy. war', false],
    ['not only war', false],
    ['Norwegian war', false],
  ])('hears what is not wanted: %s', (text, denied) => {
    const reader = createReader(text);
    expect(reader.isDenied(reader.text.indexOf('war'))).toBe(denied);
  });
});
