import { hrefOf } from './core/ids.ts';
import { renderRecord } from './core/markup.ts';
import type { Citation, Claim, Span } from './core/model.ts';
import { createLineIndex, type LineIndex } from './core/text.ts';
import type { DraftClaim, Source } from './generate/types.ts';
import type { Retrieval } from './retrieve/types.ts';
import type { AlignedQuote, VerifiedClaim, VerifySource } from './verify/types.ts';

/** Characters around a quote that a citation carries, so that it can be found again in another text. */
const CONTEXT_CHARACTERS = 48;

/** A claim that stands on the page, and what it cites. */
export interface WrittenEvent {
  readonly type: 'claim';
  /** What it adds to the text: the claim with its marks, and what parts it from the one before. */
  readonly text: string;
  readonly claim: Claim;
  readonly citations: readonly Citation[];
}

interface WrittenClaim {
  readonly draft: DraftClaim;
  readonly verified: VerifiedClaim;
  readonly kept: boolean;
}

/** The answer as it is being written: each claim at its span, each quote with its number. */
export function createPage(retrieval: Retrieval) {
  const { passages } = retrieval;
  const sources: Source[] = passages.map(({ hit, passage, contextMatches, units, reasons }) => ({
    passage,
    score: hit.score,
    contextMatches,
    units,
    reasons,
  }));
  const verifySources: VerifySource[] = passages.map(({ passage }) => ({
    revisionText: passage.revisionText,
    mediaType: passage.mediaType,
    span: passage.span,
    record: passage.record === null ? null : renderRecord(passage.record),
    context: [passage.title, ...passage.headings],
    fields: [...(passage.columns ?? []), ...Object.keys(passage.record ?? {})],
  }));
  const lineIndexes = new Map<string, LineIndex>();
  const claims: Claim[] = [];
  const citations: Citation[] = [];
  const drafts: WrittenClaim[] = [];
  let text = '';
  let afterOwnLine = false;

  function cite({ source, span }: AlignedQuote): Citation {
    const { hit, passage } = passages[source - 1] as Retrieval['passages'][number];
    const known = citations.find(
      (citation) =>
        citation.documentId === hit.documentId &&
        citation.revision === hit.revision &&
        citation.span.start === span.start &&
        citation.span.end === span.end,
    );
    if (known !== undefined) return known;
    const { revisionText, pages } = passage;
    let lines = lineIndexes.get(revisionText);
    if (lines === undefined) lineIndexes.set(revisionText, (lines = createLineIndex(revisionText)));
    const { text: passageText, metadata, rank, score, lexical, dense, ...place } = hit;
    const citation: Citation = {
      ...place,
      number: citations.length + 1,
      span,
      lines: lines.linesOf(span),
      page: pages.find(({ end }) => span.start < end)?.page ?? place.page,
      href: hrefOf(hit.documentId, hit.revision, span.start, span.end),
      quote: revisionText.slice(span.start, span.end),
      prefix: revisionText.slice(Math.max(0, span.start - CONTEXT_CHARACTERS), span.start),
      suffix: revisionText.slice(span.end, span.end + CONTEXT_CHARACTERS),
      retrieval: { rank, score, lexical, dense },
      status: 'current',
    };
    citations.push(citation);
    return citation;
  }

  return {
    sources,
    verifySources,
    claims,
    citations,
    drafts,
    text: () => text,
    /** Puts a claim on the page; null when it is dropped. */
    write(
      draft: DraftClaim,
      verified: VerifiedClaim,
      partialClaims: 'label' | 'drop',
    ): WrittenEvent | null {
      const { verdict, checks, quotes } = verified;
      const kept = verdict === 'supported' || (verdict === 'partial' && partialClaims === 'label');
      drafts.push({ draft, verified, kept });
      if (!kept) return null;
      const cited = [...new Set(quotes.map(cite))];
      const numbers = cited.map(({ number }) => number);
      const gap = draft.ownLine || afterOwnLine ? '\n' : ' ';
      const lead = text === '' ? '' : gap;
      afterOwnLine = draft.ownLine;
      const start = text.length + lead.length;
      const span: Span = { start, end: start + draft.text.length };
      const added = `${lead}${draft.text} ${numbers.map((number) => `[${number}]`).join('')}`;
      text += added;
      const claim: Claim = { text: draft.text, span, verdict, checks, citations: numbers };
      claims.push(claim);
      return { type: 'claim', text: added, claim, citations: cited };
    },
  };
}
