import { escapePattern } from '../src/core/escape-pattern.ts';

/*
 * Whether a fact stands in a quote as a person would read it. Quotes are verbatim, so those of a PDF keep
 * its line ends, and words that it broke at one keep the hyphen.
 */

/** Between two characters of a word: a hyphen at a line end, or one that shows only there. */
const BREAK = '(?:[-\u2010]\\s*[\\r\\n]\\s*|\u00ad\\s*)?';

/**
 * Whether every fact stands in the quotes: any wording of it in any one quote. Case, Unicode form
 * (NFKC), white space and hyphens at line ends make no difference; a number stands there only whole
 * ("4 days" does not stand in "14 days").
 */
export function quotesHold(
  quotes: readonly string[],
  facts: readonly (readonly string[])[],
): boolean {
  const texts = quotes.map((quote) => quote.normalize('NFKC'));
  return facts.every((wordings) =>
    wordings.some((wording) => {
      const pattern = patternOf(wording);
      return texts.some((text) => pattern.test(text));
    }),
  );
}

function patternOf(wording: string): RegExp {
  const words = wording.normalize('NFKC').trim().split(/\s+/);
  const text = words.map((word) => [...word].map(escapeCharacter).join(BREAK)).join('\\s+');
  const before = /^\d/.test(words[0] ?? '') ? '(?<!\\d)(?<!\\d[.,])' : '';
  const after = /\d$/.test(words.at(-1) ?? '') ? '(?!\\d|[.,]\\d)' : '';
  return new RegExp(`${before}${text}${after}`, 'iu');
}

function escapeCharacter(character: string): string {
  // A hyphen of the fact's own may be the one at the line end.
  if (/[-\u2010]/.test(character)) return '[-\u2010]\\s*';
  return escapePattern(character);
}
