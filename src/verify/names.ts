import { isStopTerm, tokenise } from '../core/analyse.ts';

/** Capitalised words that do not begin a sentence, and words with a capital within. */
const NAMES =
  /(?<![.!?:;]\s*["“'(]?)(?<=\S\s+["“'(]?)\p{Lu}[\p{L}\p{N}'’-]*|\b[\p{L}]*\p{Ll}\p{Lu}\p{L}*\b/gu;

/** Whether each proper name of a claim stands, word by word, in one of the texts it may take it from. */
export function namesSupported(claim: string, sources: readonly string[]): boolean {
  const held = new Set(sources.flatMap(termsOf));
  return [...claim.matchAll(NAMES)].every(([name]) =>
    termsOf(name).every((term) => held.has(term) || isStopTerm(term)),
  );
}

function termsOf(text: string): string[] {
  return tokenise(text).map(({ term }) => term);
}
