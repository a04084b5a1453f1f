/** A word of the question as it is looked for, with what the scope knows of it. */
export interface QuestionTerm {
  /** As asked, folded. */
  readonly word: string;
  /** Terms that stand for it: its own, or the vocabulary's nearest when the scope does not know it. */
  readonly forms: readonly QuestionForm[];
  /** A function word, or one that tells how people ask rather than what about. */
  readonly stop: boolean;
  /** Its say beside other words, 0 to 1. */
  readonly say: number;
  /** Inverse document frequency within the scope; that of a term in no passage when it is unknown. */
  readonly idf: number;
}

export interface QuestionForm {
  readonly term: string;
  /** 1 for the term itself, less for a repair. */
  readonly weight: number;
  readonly idf: number;
}

/** What a term contributes to a question's whole. */
export function massOf(term: QuestionTerm): number {
  return term.idf * term.say;
}

/** How well each of the question's terms is met by a stretch of text: 0 = not at all, 1 = the word itself. */
export type TermMatches = Float32Array;

/**
 * @param terms the question's distinct terms
 * @param holds whether the text holds a term
 */
export function matchTerms(
  terms: readonly QuestionTerm[],
  holds: (term: string) => boolean,
): TermMatches {
  return Float32Array.from(terms, (term) => {
    const met = term.forms.filter((form) => holds(form.term));
    return Math.max(0, ...met.map((form) => form.weight));
  });
}

/** Share of the question's mass that is met, 0 to 1. */
export function coverageOf(terms: readonly QuestionTerm[], matches: TermMatches): number {
  let met = 0;
  let all = 0;
  terms.forEach((term, i) => {
    met += massOf(term) * (matches[i] ?? 0);
    all += massOf(term);
  });
  return all === 0 ? 0 : met / all;
}

/** Each distinct term once, in the order of asking. */
export function distinctTerms(terms: readonly QuestionTerm[]): QuestionTerm[] {
  const seen = new Map<string, QuestionTerm>();
  for (const term of terms) {
    const key = term.forms[0]?.term ?? term.word;
    const weight = term.forms[0]?.weight ?? 0;
    // "refnud or refund": the word itself counts, not its repair.
    if (weight > (seen.get(key)?.forms[0]?.weight ?? -1)) seen.set(key, term);
  }
  return [...seen.values()];
}

/** The best of several, term by term; what is absent adds nothing. */
export function bestMatches(
  first: TermMatches,
  ...others: readonly (TermMatches | undefined)[]
): TermMatches {
  return first.map((match, i) => Math.max(match, ...others.map((other) => other?.[i] ?? 0)));
}
