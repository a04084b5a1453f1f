import { tokenise } from '../core/analyse.ts';
import type { QuestionTerm } from '../core/question.ts';

/*
 * People ask two things at once: "how long does it take, and what is the fee?". Each is answered by a
 * sentence of its own.
 */

/** One of the things that a question asks. */
export interface QuestionPart {
  readonly text: string;
  /** The question's terms; those of other parts have less say. */
  readonly terms: readonly QuestionTerm[];
}

/** Where another question begins: "and how", ", what", "; by when". */
const BETWEEN =
  /(?:[,;:]?\s+(?:and|or|but|also|plus)\s+(?:also\s+)?|[;:,]\s+|\?\s*)(?=(?:(?:for|by|until|till|from|since|at|in|on|to|of|within|with) )?(?:how|what|what['’]?s|when|who|whom|where|which|whose|why|does|do|did|is|are|can|could|may|must|will|would|should)\b)/i;
/** What asks: a piece without any of it leads in to the one behind it. */
const ASKS =
  /\b(?:how|what|when|who|whom|where|which|whose|why|does|do|did|is|are|can|could|may|must|will|would|should|within)\b/i;
/** What the words of the other parts, and of what was told before, count in one part. */
const OTHER_SAY = 0.4;
/** More parts than this are no question any more. */
const MAX_PARTS = 3;

/** The parts of a question in order; itself alone when it asks one thing. */
export function questionParts(question: string, terms: readonly QuestionTerm[]): QuestionPart[] {
  const asking = question.match(/[^.?!]+\?/g)?.join(' ') ?? question;
  const [first = '', ...others] = asking
    .split(BETWEEN)
    .filter((part) => tokenise(part).length >= 2);
  const parts = ASKS.test(first) ? [first, ...others] : others;
  if (parts.length < 2 || parts.length > MAX_PARTS) return [{ text: question, terms }];
  return parts.map((text) => {
    const own = new Set(tokenise(text).map(({ word }) => word));
    return {
      text: `${text.trim().replace(/\?+$/, '')}?`,
      terms: terms.map((term) =>
        own.has(term.word) ? term : { ...term, say: term.say * OTHER_SAY },
      ),
    };
  });
}
