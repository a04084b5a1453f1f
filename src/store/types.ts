import type { EmbeddingModel } from '../core/embedding-model.ts';
import type { Answer } from '../core/model.ts';
import type { EmbeddedText, ModelSwitch, UnembeddedTexts, VectorCount } from './embedding.ts';
import type {
  Commit,
  CorpusSummary,
  DocumentSummary,
  Page,
  PageRequest,
  RevisionContent,
  RevisionPassages,
  RevisionSummary,
  Scope,
  Snapshot,
} from './reading.ts';
import type {
  EraseJob,
  ErasureReceipt,
  EventPage,
  Job,
  OvertakenAnswers,
  QuotedSpan,
  StoredAnswer,
  UnfollowedCommit,
} from './records.ts';
import type {
  CollectReceipt,
  CommitReceipt,
  DocumentChange,
  Retention,
  SourceChange,
  SourceState,
} from './writing.ts';

export type * from './embedding.ts';
export type * from './reading.ts';
export type * from './records.ts';
export type * from './writing.ts';

/*
 * The store's port. It is asynchronous so that a networked database fits behind it. Every read of documents
 * or answers takes a scope (or a snapshot, which is a scope pinned to a seq): there is no way to read past
 * it.
 */
export interface Store {
  /** The latest commit; seq 0 before the first. */
  latest(): Promise<Commit>;

  // ---- documents in

  /** Which of these embedded texts (by SHA-256) already have a vector of a model, by its id. */
  embeddedAlready(model: string, sha256s: readonly string[]): Promise<Set<string>>;
  /**
   * One transaction: all of the changes or none; seq advances by one if anything changed.
   * @throws REVISION_CONFLICT when a change's `ifRevision` does not hold
   * @throws EMBEDDER_CONFLICT when a change's model is not the one in use
   * @throws SOURCE_CONFLICT when another scan has seen a change's file since it was compared
   * @throws PASSAGE_CONFLICT when a passage without a vector in its draft was erased or collected since
   *   `embeddedAlready`
   * @throws DOCUMENT_NOT_FOUND when a deleted document is not there
   * @throws STORE_BUSY when another process writes for too long
   */
  commit(changes: readonly DocumentChange[]): Promise<CommitReceipt>;
  /** What each file of a corpus was at its last scan. */
  sources(corpus: string): Promise<SourceState[]>;
  /** Notes what a file was, where that made no revision. @throws SOURCE_CONFLICT */
  recordSource(source: SourceChange): Promise<void>;
  /** Notes that the file of an erased document is gone. */
  recordErasedSourceGone(documentSha256: string): Promise<void>;

  // ---- embedding models

  /** The model whose vectors questions are compared with; null before the first commit. */
  modelInUse(): Promise<EmbeddingModel | null>;
  /** Every model that there are vectors of, the one in use first. */
  vectorCounts(): Promise<VectorCount[]>;
  /** Passages of kept revisions that have no vector of a model. */
  unembeddedCount(model: string): Promise<number>;
  /** Their texts. @param after a position; 0 = from the first */
  unembedded(model: string, after: number, limit: number): Promise<UnembeddedTexts>;
  /** Keeps vectors beside those in use, which is no commit; those of texts that are gone are left out. */
  storeVectors(model: EmbeddingModel, embedded: readonly EmbeddedText[]): Promise<void>;
  /** Puts a model in use with one commit, if no passage lacks a vector of it. */
  switchModel(model: EmbeddingModel): Promise<ModelSwitch>;

  // ---- documents out

  /** @throws AS_OF_IN_FUTURE, REVISION_NOT_RETAINED, INVALID_CORPUS, INVALID_FILTER */
  snapshot(scope: Scope): Promise<Snapshot>;
  corpora(scope: Scope): Promise<CorpusSummary[]>;
  documents(scope: Scope, page: PageRequest): Promise<Page<DocumentSummary>>;
  /**
   * One document with its revisions, newest first; a deleted one says so.
   * @throws DOCUMENT_NOT_FOUND also when the scope's reader may not read it
   * @throws DOCUMENT_ERASED
   */
  document(
    scope: Scope,
    documentId: string,
  ): Promise<DocumentSummary & { readonly revisions: readonly RevisionSummary[] }>;
  /** @throws DOCUMENT_NOT_FOUND, DOCUMENT_ERASED, REVISION_NOT_FOUND, REVISION_NOT_RETAINED */
  revision(scope: Scope, documentId: string, revision: number): Promise<RevisionContent>;
  /** @throws what `revision` throws */
  revisionPassages(scope: Scope, documentId: string, revision: number): Promise<RevisionPassages>;

  // ---- answers

  /** @throws DOCUMENT_ERASED when a document that it cites or lists was erased since it was retrieved */
  saveAnswer(stored: StoredAnswer): Promise<void>;
  /** Newest first. Answers that cite or list a document the reader may not read are left out. */
  answers(scope: Scope, page: PageRequest): Promise<Page<Answer>>;
  /** @throws ANSWER_NOT_FOUND, ANSWER_ERASED */
  answer(scope: Scope, id: string): Promise<StoredAnswer>;
  /** What the answers that the reader may read quote of a document. */
  quotedSpans(scope: Scope, documentId: string): Promise<QuotedSpan[]>;

  // ---- what follows from a commit

  /** The first commit whose stale answers have not been told yet; null when all have. */
  unfollowedCommit(): Promise<UnfollowedCommit | null>;
  /** Puts `answer-stale` events into the log, unless another process has done so for this commit. */
  recordOvertaken(seq: number, overtaken: readonly OvertakenAnswers[]): Promise<void>;
  /** Events after a position, oldest first, that the reader may know of. */
  events(scope: Scope, after: number, limit: number): Promise<EventPage>;
  /** The position of an event; null when it is not in the log. */
  eventPosition(id: string): Promise<number | null>;
  /** The position of the latest event; 0 when there is none. */
  latestEventPosition(): Promise<number>;

  // ---- jobs, erasure, retention

  /** Keeps a job; a running one is this process's. An ingest's goes into the log of events, too. */
  saveJob(job: Job): Promise<void>;
  /** @throws JOB_NOT_FOUND */
  job(id: string): Promise<Job>;
  /**
   * Marks running ingests whose process is gone as interrupted.
   * @returns ids of the erasures that such processes left unfinished, oldest first
   */
  recoverJobs(): Promise<string[]>;
  /**
   * Notes for good that a document is to be erased, together with its job.
   * @throws DOCUMENT_NOT_FOUND, DOCUMENT_ERASED, REVISION_CONFLICT
   */
  requestErasure(job: EraseJob, documentId: string, ifRevision: number | null): Promise<void>;
  /**
   * Does what is left to do of an erasure: when it resolves, nothing of the document is in any file of the
   * store. May be called again after whatever interruption.
   */
  erase(jobId: string, signal?: AbortSignal): Promise<ErasureReceipt>;
  /** How many documents were erased after a commit. */
  erasuresSince(seq: number): Promise<number>;
  /** Takes away what retention does not keep. */
  collect(retention: Retention): Promise<CollectReceipt>;

  // ---- calibration

  /** Passages in the current revisions of a corpus; 0 when there is no such corpus. */
  passageCount(corpus: string): Promise<number>;
  /**
   * Numbers by corpus that calibration found, kept with the seq they were found at: the last ones found at or
   * before `seq`, or else the first ones found after it.
   */
  calibration(
    corpus: string,
    seq: number,
  ): Promise<{ readonly seq: number; readonly values: unknown } | null>;
  saveCalibration(corpus: string, calibration: { seq: number; values: unknown }): Promise<void>;

  /** Waits for the dense index to be written, then frees everything. Idempotent. */
  close(): Promise<void>;
}
