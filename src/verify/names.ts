import { fold } from '../core/analyse.ts';

/** Capitalised words that do not begin a sentence, and words with digits or capitals within. */
const NAMES =
  /(?<![.!?:;]\s*["“'(]?)(?<=\S\s+["“'(]?)\p{Lu}[\p{L}\p{N}'’-]*|\b[\p{L}]*\p{Ll}\p{Lu}\p{L}*\b/gu;

/** Whether each proper name of a claim stands in one of the texts it may take it from. */
export function namesSupported(claim: string, sources: readonly string[]): boolean {
  const held = fold(sources.join(' '));
  return [...claim.matchAll(NAMES)].every(([name]) => {
    const folded = fold(name).replace(/['’]s?$/, '');
    return folded === 'i' || held.includes(folded);
  });
}
