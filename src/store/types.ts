import type { Answer, Filter, Metadata, Span } from '../core/model.ts';
import type { Trace } from '../core/trace.ts';

/*
 * The store's port. It is asynchronous so that a networked database fits behind it. Every read takes a
 * scope (or a snapshot, which is a scope pinned to a seq): there is no way to read past it.
 */

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

// ---------------------------------------------------------------- writing

/** What a unit of a passage is, which decides how it reads as a claim. */
export type UnitKind = 'sentence' | 'entry' | 'row' | 'record' | 'code' | 'heading';

/** The smallest quotable piece of a passage: a span of the canonical text. */
export interface Unit extends Span {
  readonly kind: UnitKind;
}

/** A passage as the chunker makes it: a span of one revision with all that is indexed about it. */
export interface PassageDraft {
  readonly span: Span;
  /** Lines of the canonical text, from 1, inclusive. */
  readonly lines: Span;
  /**
   * What is indexed: the canonical text of the span; for a record its `field: value` rendering; for rows
   * cut off from their table's header, its words above them.
   */
  readonly text: string;
  /** From the outermost heading to the one the passage stands under. */
  readonly headings: readonly string[];
  readonly page: number | null;
  readonly units: readonly Unit[];
  /** Filterable fields and values of a record; null for anything else. */
  readonly record: Metadata | null;
  /** Header cells when the passage holds rows of a table; null otherwise. */
  readonly columns: readonly string[] | null;
}

/** A document's content, read and cut, ready to be embedded and committed as a revision. */
export interface RevisionDraft {
  readonly documentId: string;
  /** Canonical text. */
  readonly text: string;
  readonly sha256: string;
  readonly sourceSha256: string;
  readonly mediaType: string;
  /** Of the source's text, as WHATWG or IANA name it, in small letters; null when its bytes are not text. */
  readonly encoding: string | null;
  /** Shown with citations; `titleStated` tells whether the document says it, and so whether it is embedded. */
  readonly title: string;
  readonly titleStated: boolean;
  readonly metadata: Metadata;
  /** Groups that may read it; null = everyone. */
  readonly readers: readonly string[] | null;
  readonly headings: readonly (Span & { readonly level: number; readonly text: string })[];
  readonly pages: readonly (Span & { readonly page: number })[];
  readonly chunker: string;
  readonly passages: readonly PassageDraft[];
}

/** A vector for the text it was made from, by that text's SHA-256. */
export interface EmbeddedText {
  readonly sha256: string;
  readonly vector: Float32Array;
}

export type DocumentChange =
  | {
      readonly kind: 'revise';
      readonly draft: RevisionDraft;
      /** Vectors of every embedded text of the draft that the store did not hold for this model. */
      readonly embedded: readonly EmbeddedText[];
      /** The revision the writer believes current (0 = none); null = whatever it is. */
      readonly ifRevision: number | null;
      readonly source: SourceState | null;
    }
  | {
      readonly kind: 'delete';
      readonly documentId: string;
      readonly ifRevision: number | null;
      readonly source: SourceState | null;
    };

/** What a file was when it was last scanned; `sha256` null = it was not there. */
export interface SourceState {
  readonly documentId: string;
  readonly sha256: string | null;
}

export interface ChangeReceipt {
  readonly documentId: string;
  readonly revision: number;
  /** The document did not exist, or was deleted, before. */
  readonly created: boolean;
  /** Same source bytes, read alike, title, metadata and readers as the current revision: nothing was written. */
  readonly unchanged: boolean;
  readonly passages: { readonly added: number; readonly reused: number; readonly removed: number };
}

export interface CommitReceipt {
  /** The seq after the commit; the seq as it was when nothing changed. */
  readonly seq: number;
  readonly committedAt: string;
  readonly changes: readonly ChangeReceipt[];
}

// ---------------------------------------------------------------- reading

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

/**
 * The scope, pinned to one seq: everything read through it is of that commit. Slots number the passages;
 * only those of the scope are ever returned, and all statistics are of the scope alone.
 */
export interface Snapshot {
  readonly seq: number;
  readonly asOf: number | string | null;
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
  /** The `k` nearest passages of the scope, best first; HNSW joined with exact scans, or exact alone. */
  nearest(vector: Float32Array, k: number, options?: { exact?: boolean }): Promise<Neighbour[]>;
  /** Cosine of each of these passages with the vector; NaN where it has no embedding of this model. */
  similarities(vector: Float32Array, slots: readonly number[]): Promise<Float32Array>;
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

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor: string | null;
}

export type JobStatus = 'running' | 'succeeded' | 'failed' | 'interrupted';

/** A long piece of work that someone waits for: an ingest. Counts only grow. */
export interface Job {
  readonly id: string;
  readonly kind: 'ingest';
  readonly corpus: string | null;
  readonly status: JobStatus;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly progress: {
    readonly filesTotal: number;
    readonly filesDone: number;
    readonly filesFailed: number;
    readonly passages: number;
    readonly embedded: number;
    readonly passagesPerSecond: number;
    readonly remainingMs: number | null;
  };
  readonly failures: readonly {
    readonly path: string;
    readonly code: string;
    readonly message: string;
  }[];
  /** The seq after the last commit of the job. */
  readonly seq: number | null;
}

export interface StoredAnswer {
  readonly answer: Answer;
  readonly trace: Trace;
}

export interface Store {
  /** The latest commit; seq 0 before the first. */
  latest(): Promise<Commit>;
  /** The vectors' model; fixed for the life of this store object. */
  readonly embedderId: string;

  /** Which of these embedded texts (by SHA-256) already have a vector of this model. */
  embeddedAlready(sha256s: readonly string[]): Promise<Set<string>>;
  /**
   * One transaction: all of the changes or none; seq advances by one if anything changed.
   * @throws REVISION_CONFLICT when a change's `ifRevision` does not hold
   * @throws DOCUMENT_NOT_FOUND when a deleted document is not there
   */
  commit(changes: readonly DocumentChange[]): Promise<CommitReceipt>;

  /** What each file of a corpus was at its last scan. */
  sources(corpus: string): Promise<SourceState[]>;
  /** Notes what a file was, where that made no revision. */
  recordSource(source: SourceState): Promise<void>;

  /** @throws AS_OF_IN_FUTURE */
  snapshot(scope: Scope): Promise<Snapshot>;
  corpora(scope: Scope): Promise<CorpusSummary[]>;
  documents(scope: Scope, page: PageRequest): Promise<Page<DocumentSummary>>;
  /**
   * One document with its revisions, newest first; a deleted one says so.
   * @throws DOCUMENT_NOT_FOUND also when the scope's reader may not read it
   */
  document(
    scope: Scope,
    documentId: string,
  ): Promise<DocumentSummary & { readonly revisions: readonly RevisionSummary[] }>;
  /** @throws DOCUMENT_NOT_FOUND, REVISION_NOT_FOUND */
  revision(scope: Scope, documentId: string, revision: number): Promise<RevisionContent>;

  saveAnswer(stored: StoredAnswer): Promise<void>;
  /** Newest first. Answers that cite or list a document the reader may not read are left out. */
  answers(scope: Scope, page: PageRequest): Promise<Page<Answer>>;
  /** Answers that cite the document and that the reader may read, newest first. */
  citingAnswers(scope: Scope, documentId: string): Promise<Answer[]>;
  /** @throws ANSWER_NOT_FOUND */
  answer(scope: Scope, id: string): Promise<StoredAnswer>;

  saveJob(job: Job): Promise<void>;
  /** @throws JOB_NOT_FOUND */
  job(id: string): Promise<Job>;

  /** Passages in the current revisions of a corpus; 0 when there is no such corpus. */
  passageCount(corpus: string): Promise<number>;
  /** Numbers by corpus that calibration found, kept with the seq they were found at. */
  calibration(corpus: string): Promise<{ readonly seq: number; readonly values: unknown } | null>;
  saveCalibration(corpus: string, calibration: { seq: number; values: unknown }): Promise<void>;

  /** Waits for the dense index to be written, then frees everything. Idempotent. */
  close(): Promise<void>;
}
