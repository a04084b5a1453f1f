import type { EventLoopDelay } from './event-loop-probe.ts';
import type { Violation } from './freshness-check.ts';
import type { Spread } from './spread.ts';

/** What is in the store while it is edited. */
export interface EditedCorpus {
  /** Of other material, as the chunker cuts it. */
  readonly passages: number;
  /** Documents of about 10 kB, one fact of which is edited. */
  readonly documents: number;
}

/** How soon an edit is in the answers, and what a rebuild would take instead. */
export interface FreshnessResult extends EditedCorpus {
  readonly withMinSeq: EditSeries;
  readonly withoutMinSeq: EditSeries;
  readonly rebuild: {
    /** An empty data directory, the same files: from the start of the server until /readyz answers 200. */
    readonly readyMs: number;
    /** The same until the dense graph is built, too; NaN where that cannot be told. */
    readonly graphMs: number;
  };
  readonly hnswlib: HnswlibRebuild;
}

/** LangChain community's HNSWLib store, built from the passages and vectors of our store, and saved. */
export interface HnswlibRebuild {
  readonly passages: number;
  readonly durationMs: number;
}

/** Edits one after the other, each asked about at once. */
export interface EditSeries {
  /** From the start of the PUT to the last byte of the answer; then of either alone. */
  readonly whole: Spread;
  readonly put: Spread;
  readonly ask: Spread;
  /** Passages that were embedded for an edit. */
  readonly embedded: { readonly mean: number; readonly max: number };
  /** Answers that are not those of the new revision, by what is wrong with them. */
  readonly faults: Readonly<Record<string, number>>;
}

/** What readers see of documents that are revised meanwhile, and how long they wait for it. */
export interface ReadersResult extends EditedCorpus {
  /** Each asks one question after the other. */
  readonly askers: number;
  readonly idle: ReadersPhase;
  readonly writing: ReadersPhase & {
    /** One after the other, as fast as they are answered. */
    readonly put: Spread;
    readonly putsPerSecond: number;
  };
  /** Of the answers of both, and of those to warm up. */
  readonly violations: Readonly<Partial<Record<Violation, number>>>;
}

export interface ReadersPhase {
  readonly ask: Spread;
  /** In the process of the server. */
  readonly eventLoop: EventLoopDelay;
}

/** Scans of a folder in which nothing has changed. */
export interface ScanResult {
  readonly files: number;
  readonly bytes: number;
  readonly passages: number;
  /** The scan that took them in. */
  readonly ingestMs: number;
  /** In one process, one after the other. */
  readonly unchanged: { readonly medianMs: number; readonly maxMs: number; readonly scans: number };
  /** Of all of those scans; 0 unless something is wrong. */
  readonly embedded: number;
  readonly revised: number;
  /** Whether seq is after them what it was before. */
  readonly sameSeq: boolean;
  /** `npm run ingest` as a process of its own: what it says of the scan, and from start to end. */
  readonly command: { readonly scanMs: number; readonly wholeMs: number };
}
