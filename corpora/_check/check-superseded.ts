import { quotesHold } from '../../eval/facts.ts';
import { contentTerms } from '../../src/core/analyse.ts';
import type { Gold } from './question-schema.ts';
import type { ChangedQuestion, Step } from './read-steps.ts';
import type { CorpusState } from './states.ts';

/** A fact that is no longer true is gone from the gold of after, unless that overrides what stays in place. */
export function supersededProblems(
  { before, after }: ChangedQuestion,
  step: Step,
  state: CorpusState,
): string[] {
  if (before === null || after === null) return [];
  const added = step.changes.flatMap((change) => (change.change === 'add' ? change.document : []));
  if (after.gold.some(({ document }) => added.includes(document))) return [];
  const documents = new Set(after.gold.map(({ document }) => document));
  const kept = new Set(after.facts.flat());
  return before.facts
    .flatMap((fact) => fact)
    .filter((wording) => !kept.has(wording))
    .flatMap((wording) =>
      [...documents]
        .filter((id) => isSaidStill(wording, before.gold, state.documents.get(id)?.asRead ?? ''))
        .map((id) => `fact of before stands in ${id} still: ${JSON.stringify(wording)}`),
    );
}

/** Of a quote's other content terms, as many stand around the fact where it means the same. */
const SAME_MEANING = 0.6;
/** Characters by which the wording around a fact may have become longer. */
const SLACK = 20;

/**
 * Whether a text holds a fact among the words of a quote that held it: "10 days" may stand in a document for
 * something else.
 */
function isSaidStill(fact: string, gold: Gold, text: string): boolean {
  return gold
    .filter(({ quote }) => quotesHold([quote], [[fact]]))
    .some(({ quote }) => {
      const own = new Set(contentTerms(fact));
      const terms = contentTerms(quote).filter((term) => !own.has(term));
      return placesLike(quote, fact, text).some((words) => {
        const there = new Set(contentTerms(words));
        const shared = terms.filter((term) => there.has(term)).length;
        return quotesHold([words], [[fact]]) && shared >= SAME_MEANING * terms.length;
      });
    });
}

/** Every place of a fact in a text, with as many characters around it as in the quote. */
function placesLike(quote: string, fact: string, text: string): string[] {
  const [wanted, lower] = [fact.toLowerCase(), text.toLowerCase()];
  const before = Math.max(0, quote.toLowerCase().indexOf(wanted)) + SLACK;
  const after = quote.length - before + 2 * SLACK;
  const places: string[] = [];
  let at = lower.indexOf(wanted);
  while (at >= 0) {
    places.push(text.slice(Math.max(0, at - before), at + after));
    at = lower.indexOf(wanted, at + 1);
  }
  return places;
}
