import { describe, expect, it } from 'vitest';
import { tokenise, type Token } from '../../../src/core/analyse.ts';
import { createMatcher } from '../../../src/verify/words/matcher.ts';

function wordOf(text: string): Token {
  const [token] = tokenise(text);
  if (token === undefined) throw new Error(`${text} has no word`);
  return token;
}

describe('createMatcher', () => {
  it.each([
    ['refunds', 'refunded'],
    ['approval', 'approve'],
    ['undelivered', 'delivered'],
    ['payable', 'paid'],
    ['buy', 'purchase'],
    ['Irish', 'Ireland'],
  ])('finds %j where %j stands', (word, other) => {
    expect(createMatcher(tokenise(`first ${other}`)).same(wordOf(word))).toEqual([1]);
  });

  it.each([
    ['landlord', 'tenant'],
    ['battery', 'charger'],
    ['cat', 'category'],
  ])('does not find %j where %j stands', (word, other) => {
    expect(createMatcher(tokenise(`first ${other}`)).same(wordOf(word))).toEqual([]);
  });

  it('finds words that a paraphrase may put for one, apart from the word itself', () => {
    const matcher = createMatcher(tokenise('the missing ticket'));
    expect(matcher.same(wordOf('lost'))).toContain(1);
    expect(matcher.related(wordOf('absent'))).toContain(1);
    expect(matcher.related(wordOf('helmet'))).toEqual([]);
  });
});
