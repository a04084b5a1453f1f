import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { loadTokenizer } from '../../src/core/tokens.ts';

const { count } = await loadTokenizer();

describe('counting tokens', () => {
  it.each([
    ['', 0],
    ['Refunds are paid within 14 days.', 9],
    [' ', 1],
  ])('of %j gives %i', (text, tokens) => {
    expect(count(text)).toBe(tokens);
  });

  it('counts long prose as it is counted at once', () => {
    const prose = 'The deposit of 250.00 EUR is paid back, less what is owed.\n\n'.repeat(400);
    expect(prose.length).toBeGreaterThan(20_000);
    expect(count(prose)).toBe(countTokens(prose));
  });

  it('takes what looks like a special token for text', () => {
    expect(count('a <|endoftext|> b')).toBeGreaterThan(5);
  });

  it('comes to an end with a word that has none, at most one token a slice too many', () => {
    expect(count('x'.repeat(200_000))).toBe(25_000);
    expect(count(' '.repeat(200_000))).toBeGreaterThan(0);
  });

  it('does not stumble over half a character', () => {
    expect(count('\ud800 and \udc00')).toBeGreaterThan(2);
    expect(count('😀'.repeat(3_000))).toBe(3_000);
  });
});
