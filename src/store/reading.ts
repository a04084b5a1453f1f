import type { EmbeddingModel } from '../core/embedding-model.ts';
import type { Filter, Metadata, Span } from '../core/model.ts';
import type { Unit } from './writing.ts';

/* What is read of the store: passages as they stand in a snapshot, documents and their revisions. */

/** What a reader may see and wants to look at. */
export interface Scope {
  /** A seq, or an ISO time; null = the latest commit. */
  readonly asOf: number | string | null;
  /** null = every corpus. */
  readonly corpora: readonly string[] | null;
  readonly filter: Filter | null;
  /** The reader's groups; null = may read everything (an administrator, or no keys configured). */
  readonly groups: readonly string[] | null;
}

/** One seq-th transaction. */
export interface Commit {
  readonly seq: number;
  readonly committedAt: string;
}

/** A passage where it stands, within a snapshot. */
export interface PlacedPassage {
  /** Index of the passage within the snapshot's statistics. */
  readonly slot: number;
  readonly documentId: string;
  readonly corpus: string;
  readonly title: string;
  readonly revision: number;
  readonly revisionSha256: string;
  readonly mediaType: string;
  readonly chunker: string;
  /** Of the passage's embedded text. */
  readonly passageSha256: string;
  readonly ingestedAt: string;
  readonly ordinal: number;
  readonly span: Span;
  readonly lines: Span;
  /** The page on which it begins; null for formats without pages. */
  readonly page: number | null;
  /** The pages that it touches, as spans of the revision. */
  readonly pages: readonly (Span & { readonly page: number })[];
  readonly headings: readonly string[];
  readonly units: readonly Unit[];
  readonly columns: readonly string[] | null;
  /** Document metadata with the record's fields over it. */
  readonly metadata: Metadata;
  /** The record's own fields; null when the passage is not a record. */
  readonly record: Metadata | null;
  /** `revisionText.slice(span.start, span.end)`. */
  readonly text: string;
  /** The canonical text of the whole revision. */
  readonly revisionText: string;
}

/** A record of a data file, where it stands within a snapshot. */
export interface RecordOfScope {
  readonly slot: number;
  readonly documentId: string;
  readonly revision: number;
  readonly span: Span;
  /** Document metadata with the record's fields over it. */
  readonly metadata: Metadata;
}

/** Passages that hold a term, in ascending slot order, and how often (weighted by field). */
export interface TermPostings {
  readonly slots: Int32Array;
  readonly frequencies: Uint8Array;
}

/** A passage's terms by position, as the analyser wrote them: what proximity is measured on. */
export type TermSequence = Int32Array;

export interface Neighbour {
  readonly slot: number;
  /** Cosine, −1 to 1. */
  readonly score: number;
}

export interface Nearest {
  /** Best first. */
  readonly neighbours: readonly Neighbour[];
  /** Every passage of the scope was looked at; an approximate search may miss one. */
  readonly exact: boolean;
}

/**
 * The scope, pinned to one seq: everything read through it is of that commit. Slots number the passages;
 * only those of the scope are ever returned, and all statistics are of the scope alone.
 */
export interface Snapshot {
  readonly seq: number;
  readonly asOf: number | string | null;
  /**
   * The model in use now, also where the scope is of an earlier time: its vectors are the ones that a question's
   * vector is compared with. null when nothing is embedded.
   */
  readonly model: EmbeddingModel | null;
  /** How many slot numbers there are: slots are below it. */
  readonly slotCount: number;
  /** Passages in the scope. */
  readonly passageCount: number;
  /** Mean weighted length of the scope's passages, in terms. */
  readonly meanLength: number;
  /** Weighted length of each passage, in terms; (slotCount,). */
  readonly lengths: Float32Array;
  /** Up to `count` passages of the scope, spread evenly over it and the same every time. */
  sample(count: number): readonly number[];
  /** Postings of a term within the scope; null when no passage of the scope holds it. */
  postings(term: string): TermPostings | null;
  /** Vocabulary words of the scope one Damerau edit from `word`, with the number of passages they stand in. */
  oneEditAway(word: string): readonly { readonly term: string; readonly passages: number }[];
  /** The number of a term in `terms()`; −1 when the store does not know it. */
  termNumber(term: string): number;
  /** The term sequences of passages, for proximity. */
  terms(slots: readonly number[]): Promise<TermSequence[]>;
  /**
   * The `k` nearest passages of the scope; HNSW joined with exact scans, or exact alone.
   * @param vector of the snapshot's model
   */
  nearest(vector: Float32Array, k: number, options: { exact: boolean }): Promise<Nearest>;
  /** Cosine of each of these passages with the vector; NaN where it has no embedding of this model. */
  similarities(vector: Float32Array, slots: readonly number[]): Promise<Float32Array>;
  /** The vector of a passage; null when it has no embedding of this model. */
  vectorOf(slot: number): Float32Array | null;
  /** The passages of a document of the scope, in order; none when it is not in it, or has more than `limit`. */
  passagesOf(documentId: string, limit: number): Promise<PlacedPassage[]>;
  /**
   * Every record of the scope, by document id, then span; of a passage that stands twice the first place. It may
   * be the same list as before when nothing has changed, so that what is made of it can be kept by it.
   */
  records(): Promise<readonly RecordOfScope[]>;
  /** Where these passages stand: for each slot its first place in the scope (by document id, then span). */
  places(slots: readonly number[]): Promise<PlacedPassage[]>;
  /** Frees the read transaction. Idempotent. */
  close(): void;
}

export interface CorpusSummary {
  readonly corpus: string;
  readonly documents: number;
  readonly passages: number;
  readonly characters: number;
  readonly lastIngestedAt: string | null;
}

export interface RevisionSummary {
  readonly revision: number;
  readonly sha256: string;
  readonly sourceSha256: string;
  readonly title: string;
  readonly characters: number;
  readonly passages: number;
  readonly fromSeq: number;
  readonly toSeq: number | null;
  readonly committedAt: string;
  /** false = its text was not kept: see Retention. */
  readonly retained: boolean;
}

export interface DocumentSummary {
  readonly documentId: string;
  readonly corpus: string;
  readonly status: 'current' | 'deleted';
  readonly title: string;
  readonly mediaType: string;
  readonly metadata: Metadata;
  readonly readers: readonly string[] | null;
  /** The current revision, or the last one of a deleted document. */
  readonly revision: number;
  readonly passages: number;
  readonly characters: number;
  readonly ingestedAt: string;
}

export interface RevisionContent extends RevisionSummary {
  readonly documentId: string;
  readonly mediaType: string;
  /** As the draft had it; null also for what was stored before encodings were. */
  readonly encoding: string | null;
  readonly metadata: Metadata;
  readonly text: string;
  readonly headings: readonly (Span & { readonly level: number; readonly text: string })[];
  readonly pages: readonly (Span & { readonly page: number })[];
}

/** A passage as one revision cuts it. */
export interface RevisionPassage {
  /** Of the embedded text: equal for the same words under the same title and headings. */
  readonly sha256: string;
  readonly span: Span;
  /** Lines of the canonical text, from 1, inclusive. */
  readonly lines: Span;
  readonly page: number | null;
  readonly headings: readonly string[];
}

/** A revision with its passages in order; they do not overlap. */
export interface RevisionPassages {
  /** Canonical text. */
  readonly text: string;
  readonly passages: readonly RevisionPassage[];
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor: string | null;
}
