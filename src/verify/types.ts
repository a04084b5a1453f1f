import type { Checks, Span, Verdict } from '../core/model.ts';

/** What a quote is looked for in. */
export interface VerifySource {
  /** Canonical text of the cited revision. */
  readonly revisionText: string;
  readonly mediaType: string;
  /** The passage that was shown to the generator. */
  readonly span: Span;
  /** Title and headings: what the words of the passage stand under. */
  readonly context: readonly string[];
  /** A record's fields as they read, `field: value; …`; null for anything else. */
  readonly record: string | null;
  /** Column and field names: what the cells of a row or the values of a record say is said with them. */
  readonly fields: readonly string[];
}

export interface ClaimToVerify {
  readonly text: string;
  readonly evidence: readonly {
    /** Number of the source, from 1. */
    readonly source: number;
    readonly quote: string;
    readonly start: number | null;
  }[];
}

/** A quote that was found: `span` holds the source's own characters. */
export interface AlignedQuote {
  readonly source: number;
  readonly span: Span;
}

export interface VerifiedClaim {
  readonly verdict: Verdict;
  readonly checks: Checks;
  readonly quotes: readonly AlignedQuote[];
  /** Gates that failed, in the order they were tried; empty when supported. */
  readonly failed: readonly (keyof Checks)[];
}
