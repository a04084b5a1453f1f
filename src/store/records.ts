import type { Answer, Span } from '../core/model.ts';
import type { Trace } from '../core/trace.ts';

/* What the store keeps beside documents: answers, jobs, erasures and the log of events. */

export interface StoredAnswer {
  readonly answer: Answer;
  readonly trace: Trace;
}

/** Words of a revision that stored answers quote. Answers as of a time are left out: they never go stale. */
export interface QuotedSpan {
  readonly revision: number;
  readonly span: Span;
  readonly quote: string;
  /** Ids, newest first. */
  readonly answers: readonly string[];
}

export type JobStatus = 'running' | 'succeeded' | 'failed' | 'interrupted';

interface JobOf<Kind extends string> {
  readonly id: string;
  readonly kind: Kind;
  readonly status: JobStatus;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly failures: readonly {
    readonly path: string;
    readonly code: string;
    readonly message: string;
  }[];
  /** The seq after the last commit of the job. */
  readonly seq: number | null;
}

/** A long piece of work that someone waits for. Counts only grow. */
export interface IngestJob extends JobOf<'ingest'> {
  readonly corpus: string | null;
  readonly progress: {
    readonly filesTotal: number;
    readonly filesDone: number;
    readonly filesFailed: number;
    readonly passages: number;
    readonly embedded: number;
    readonly passagesPerSecond: number;
    readonly remainingMs: number | null;
  };
}

/** The erasure of a document. It does not name it: the name is erased, too. */
export interface EraseJob extends JobOf<'erase'> {
  readonly documentSha256: string;
  /** null until nothing is left of the document. */
  readonly receipt: ErasureReceipt | null;
}

export type Job = IngestJob | EraseJob;

/** What was erased, and how one can tell it again without having it. */
export interface ErasureReceipt {
  /** Of the document's id. */
  readonly documentSha256: string;
  /** The commit that removed it. */
  readonly seq: number;
  readonly erasedAt: string;
  /** Of each revision that was there, with its text, oldest first. */
  readonly revisions: readonly {
    readonly revision: number;
    readonly sha256: string;
    readonly sourceSha256: string;
  }[];
  readonly removed: {
    readonly passages: number;
    readonly embeddings: number;
    readonly terms: number;
    readonly answers: number;
    readonly events: number;
  };
  /** Passages that stay, since another document holds the same words. */
  readonly sharedPassages: number;
  /** At its last scan the document's file lay in the corpora folder, which is not the store's to empty. */
  readonly fileInCorpora: boolean;
}

export type EventType =
  'document-revised' | 'document-deleted' | 'document-erased' | 'answer-stale' | 'ingest-progress';

/** Something that happened, as `GET /v1/events` tells it. */
export interface StoredEvent {
  /** `<seq>.<n>`: the n-th event, from 0, about the commit seq. */
  readonly id: string;
  readonly type: EventType;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A stretch of the log of events. */
export interface EventPage {
  readonly events: readonly StoredEvent[];
  /** Where to go on. */
  readonly position: number;
  /** Events between the position asked for and the first of these are no longer kept. */
  readonly gap: boolean;
}

/** Changes of one commit whose consequences for stored answers are still to be told. */
export interface UnfollowedCommit {
  readonly seq: number;
  readonly changes: readonly {
    readonly documentId: string;
    /** The revision that the commit closed; null when there was none. */
    readonly before: number | null;
    /** The revision that it opened; null = the document was deleted. */
    readonly after: number | null;
  }[];
}

/** Answers that a change of a document has overtaken. */
export interface OvertakenAnswers {
  readonly documentId: string;
  readonly revision: number | null;
  /** Ids. */
  readonly answers: readonly string[];
}
