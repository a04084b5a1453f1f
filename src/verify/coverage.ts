import { analyse, contentTerms } from '../core/analyse.ts';

/** Share of the claim's distinct content words that stand in the texts, 0 to 1; 1 when it has none. */
export function coverageBy(claim: string, sources: readonly string[]): number {
  const held = new Set(sources.flatMap((source) => analyse(source)));
  const wanted = contentTerms(claim);
  if (wanted.length === 0) return 1;
  return wanted.filter((term) => held.has(term)).length / wanted.length;
}
