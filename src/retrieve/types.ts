import type { Filter, Hit } from '../core/model.ts';
import type { PlacedPassage } from '../store/types.ts';

export interface Query {
  readonly question: string;
  readonly corpora: readonly string[] | null;
  readonly filter: Filter | null;
  /** A seq, an ISO time, or null for the latest commit. */
  readonly asOf: number | string | null;
  /** Wait (2 s at most) until this commit is there; null = do not wait. */
  readonly minSeq: number | null;
  /** Hits wanted, 1 to 50. */
  readonly topK: number;
  /** The reader's groups; null = may read everything. */
  readonly groups: readonly string[] | null;
}

/** A hit together with the passage it shows, as the generators need it. */
export interface RetrievedPassage {
  readonly hit: Hit;
  readonly passage: PlacedPassage;
}

export interface Retrieval {
  readonly seq: number;
  readonly passages: readonly RetrievedPassage[];
  /** How well the best passages account for the question, 0 to 1: what abstention is decided on. */
  readonly evidence: number;
  /** The evidence below which an answer is declined, calibrated on the corpora of the hits. */
  readonly threshold: number;
  /** Every candidate and score, what was kept or dropped and why. */
  readonly trace: Record<string, unknown>;
  readonly durationMs: number;
}

export interface Retriever {
  /** @throws INVALID_CORPUS, INVALID_FILTER, AS_OF_IN_FUTURE, SEQ_NOT_REACHED */
  retrieve(query: Query, signal?: AbortSignal): Promise<Retrieval>;
}
