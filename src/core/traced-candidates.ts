import type { RetrieverScore, Span } from './model.ts';
import type { Trace } from './trace.ts';

// Apart from the schemas of a trace: the thread that writes answers needs no schema, and starts in a fifth of
// the time without their library.

/** A passage that was looked at, as the trace keeps it. */
export interface TracedCandidate {
  readonly documentId: string;
  readonly revision: number;
  readonly span: Span;
  /** SHA-256 of the passage's embedded text. */
  readonly passage: string;
  readonly score: number;
  readonly lexical: RetrieverScore | null;
  readonly dense: RetrieverScore | null;
  /** Why it was not shown to the generator; null = it was. */
  readonly dropped: string | null;
}

/** The candidates in a trace, best first. */
export function candidatesOf(trace: Trace): readonly TracedCandidate[] {
  const { candidates } = trace.retrieval;
  return Array.isArray(candidates) ? (candidates as TracedCandidate[]) : [];
}
