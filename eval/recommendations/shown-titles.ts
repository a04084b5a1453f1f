import type { Answer, Citation, Span } from '../../src/core/model.ts';
import { toRecord } from './catalogue.ts';

/** A title that an answer shows: its record is what claims of the answer cite. */
export interface ShownTitle {
  readonly id: string;
  readonly claims: readonly TitleClaim[];
}

export interface TitleClaim {
  readonly text: string;
  readonly citations: readonly TitleCitation[];
}

export interface TitleCitation {
  readonly quote: string;
  /** Where it stands in the line of the title's record; null = not in that line. */
  readonly span: Span | null;
}

/** The titles of an answer, best first, and how many of its claims are of none. */
export interface ShownTitles {
  readonly titles: readonly ShownTitle[];
  readonly otherClaims: number;
}

/**
 * A claim is of the title whose record its first citation stands in; claims of one title are put together.
 * @param textOf the canonical text of the revision that is cited
 */
export function shownTitles(
  { claims, citations }: Pick<Answer, 'claims' | 'citations'>,
  textOf: (citation: Citation) => string,
): ShownTitles {
  const byNumber = new Map(citations.map((citation) => [citation.number, citation]));
  const byTitle = new Map<string, TitleClaim[]>();
  let otherClaims = 0;
  for (const claim of claims) {
    const cited = claim.citations.flatMap((number) => byNumber.get(number) ?? []);
    const places = cited.map((citation) => ({ citation, ...placeOf(citation, textOf(citation)) }));
    const id = places[0]?.id ?? null;
    if (id === null) {
      otherClaims++;
      continue;
    }
    const ofTitle = places.map(({ citation: { quote }, id: cited, span }): TitleCitation => ({
      quote,
      span: cited === id ? span : null,
    }));
    byTitle.set(id, [...(byTitle.get(id) ?? []), { text: claim.text, citations: ofTitle }]);
  }
  return { titles: [...byTitle].map(([id, ofTitle]) => ({ id, claims: ofTitle })), otherClaims };
}

/** The title in whose line a citation begins, and where in the line; a span past its end is of none. */
function placeOf({ span }: Citation, text: string): { id: string | null; span: Span | null } {
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const lineEnd = text.indexOf('\n', span.start);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const record = span.end > end ? null : toRecord(text.slice(start, end));
  if (record === null) return { id: null, span: null };
  return { id: record.id, span: { start: span.start - start, end: span.end - start } };
}
