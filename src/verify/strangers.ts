import { tokenise, type Token } from '../core/analyse.ts';
import { isCapital } from './words/is-capital.ts';
import { createMatcher } from './words/matcher.ts';
import { weightOf } from './words/weight.ts';

/** Where a capital begins a sentence, a cell or a title, and tells no name. */
const BEGINNING = /(?:^|[.!?:|*"“(])[\s"“'(*_]*$/u;
const MAX_BEGINNING = 20;
const NONE: ReadonlySet<string> = new Set();

/**
 * Names of a claim that only its context has (title, headings, question), while a name of its quotes is left
 * out: what they say of one is told of another.
 */
export function strangersIn(
  claim: string,
  quotes: readonly string[],
  context: readonly string[],
): string[] {
  const said = tokenise(claim);
  const inClaim = createMatcher(said);
  const inQuotes = createMatcher(quotes.flatMap((quote) => tokenise(quote)));
  const known = new Set(context.flatMap((text) => namesIn(text, NONE)).map(({ word }) => word));
  const strangers = said.filter(
    (token) => isName(claim, token, known) && inQuotes.same(token).length === 0,
  );
  if (strangers.length === 0) return [];
  const names = quotes.flatMap((quote) => namesIn(quote, known));
  const isLeftOut = names.some((name) => inClaim.same(name).length === 0);
  return isLeftOut ? strangers.map(({ word }) => word) : [];
}

function namesIn(text: string, known: ReadonlySet<string>): Token[] {
  return tokenise(text).filter((token) => isName(text, token, known));
}

function isName(text: string, token: Token, known: ReadonlySet<string>): boolean {
  if (!isCapital(text, token) || weightOf(token) < 1) return false;
  return known.has(token.word) || !isBeginning(text, token);
}

function isBeginning(text: string, { start }: Token): boolean {
  return BEGINNING.test(text.slice(Math.max(0, start - MAX_BEGINNING), start));
}
