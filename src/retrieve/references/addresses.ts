/*
 * Where a unit stands in a numbered text: "clause 7.2", "Article 9(2)(b)", "Schedule 3, Part A". Clauses,
 * articles, sections and paragraphs are one series of numbers, since a document has only one of them.
 */

export type Series = 'main' | 'annex' | 'schedule' | 'appendix' | 'part' | 'chapter';

export interface Address {
  readonly series: Series;
  /** "9(2)(b)" is 9, 2, b. */
  readonly path: readonly string[];
}

const SERIES: readonly (readonly [RegExp, Series])[] = [
  [/^annex/i, 'annex'],
  [/^schedule/i, 'schedule'],
  [/^appendi/i, 'appendix'],
  [/^part/i, 'part'],
  [/^chapter/i, 'chapter'],
];

/** The series that a word such as "clauses" or "Annex" counts in. */
export function seriesOf(word: string): Series {
  return SERIES.find(([pattern]) => pattern.test(word))?.[1] ?? 'main';
}

/** "9(2)(b)", "7.2", "14.2A", "A3.2" as a path. */
export function pathOf(number: string): string[] {
  return (number.match(/\d+[A-Za-z]?|(?<![A-Za-z])[A-Za-z]{1,3}(?![A-Za-z])/g) ?? []).map((part) =>
    part.toLowerCase(),
  );
}

/** Whether what stands at `at` is (part of) what `reference` names. */
export function covers(reference: Address, at: Address): boolean {
  return reference.series === at.series && reference.path.every((part, i) => at.path[i] === part);
}
