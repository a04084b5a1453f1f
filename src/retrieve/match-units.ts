import { analyse } from '../core/analyse.ts';
import { matchTerms, type QuestionTerm, type TermMatches } from '../core/question.ts';
import { readSpan } from '../core/read-span.ts';
import type { PlacedPassage } from '../store/types.ts';
import type { MatchedUnit } from './types.ts';

/** What a passage's title, headings and column or field names meet of the question. */
export function matchContext(terms: readonly QuestionTerm[], passage: PlacedPassage): TermMatches {
  const fields = passage.record === null ? [] : Object.keys(passage.record);
  const words = [passage.title, ...passage.headings, ...(passage.columns ?? []), ...fields];
  const held = new Set(words.flatMap((text) => analyse(text)));
  return matchTerms(terms, (term) => held.has(term));
}

/** What each unit of a passage meets of the question, in order. */
export function matchUnits(terms: readonly QuestionTerm[], passage: PlacedPassage): MatchedUnit[] {
  return passage.units.map((unit) => {
    const held = new Set(analyse(readSpan(passage, unit)));
    return { ...unit, matches: matchTerms(terms, (term) => held.has(term)) };
  });
}
