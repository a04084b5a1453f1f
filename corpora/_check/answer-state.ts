import { quotesHold } from '../../eval/facts.ts';
import { holdsQuote } from './read-text.ts';
import type { Facts, Gold } from './question-schema.ts';
import type { CorpusState } from './states.ts';

/** What is wrong with an answer that is said to stand in a corpus at some time. */
export function problemsOfAnswer(facts: Facts, gold: Gold, state: CorpusState): string[] {
  const when = state.after === null ? '' : ` after ${state.after}`;
  const quotes = gold.map(({ quote }) => quote);
  return [
    ...gold.flatMap(({ document, quote }) => {
      const found = state.documents.get(document);
      if (found === undefined) return [`gold document ${document} is not there${when}`];
      if (holdsQuote(found, quote)) return [];
      return [`gold quote does not stand in ${document}${when}: ${JSON.stringify(quote)}`];
    }),
    ...facts
      .filter((fact) => !quotesHold(quotes, [[fact].flat()]))
      .map((fact) => `fact stands in none of the gold quotes: ${JSON.stringify(fact)}`),
  ];
}
