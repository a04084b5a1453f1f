import type { Metadata } from '../src/core/model.ts';
import type { ErrorCode } from '../src/core/errors.ts';
import type { EraseJob, ErasureReceipt, IngestJob } from '../src/store/types.ts';

/** A document handed over by a caller rather than found in a folder. */
export interface Upload {
  readonly documentId: string;
  readonly bytes: Uint8Array;
  /** As the caller says; null = judged by the name. Parameters such as charset are kept. */
  readonly mediaType: string | null;
  readonly title?: string;
  readonly metadata?: Metadata;
  readonly readers?: readonly string[] | null;
  /** The revision the caller believes current; null = any. */
  readonly ifRevision: number | null;
}

export interface PutResult {
  readonly documentId: string;
  readonly created: boolean;
  readonly revision: number;
  readonly seq: number;
  readonly unchanged: boolean;
  /** Of the text that was taken in; null when the bytes are not text. */
  readonly encoding: string | null;
  readonly passages: { readonly added: number; readonly reused: number; readonly removed: number };
  /** Texts that went through the embedding model. */
  readonly embedded: number;
  readonly timings: {
    readonly loadMs: number;
    readonly embedMs: number;
    readonly commitMs: number;
    readonly totalMs: number;
  };
}

export interface IngestFailure {
  /** Document id, or the path below the corpora folder when no id can be made of it. */
  readonly path: string;
  readonly code: ErrorCode;
  readonly message: string;
}

export interface IngestReport {
  readonly filesTotal: number;
  readonly revised: number;
  readonly unchanged: number;
  readonly deleted: number;
  readonly failures: readonly IngestFailure[];
  /** What was taken in as other than UTF-8: unless the file says its encoding, that is a good guess. */
  readonly encodings: readonly { readonly path: string; readonly encoding: string }[];
  readonly passages: number;
  readonly embedded: number;
  readonly seq: number;
  readonly durationMs: number;
}

/** Who wants to know which folders a scan comes upon. */
export interface FolderObserver {
  /**
   * Called before a folder is listed, so that what comes later can be noticed.
   * @param path real path
   * @param id what its files' ids begin with; '' = the corpora folder itself
   */
  folder(path: string, id: string): void;
  /** A link within a corpus. @param target the real path of what it leads to */
  link(id: string, target: string): void;
}

/** A watcher's part in a scan. */
export interface WatchedScan extends FolderObserver {
  /** Ids of the files, folders and corpora that may have changed; null = all that is scanned. */
  readonly touched: readonly string[] | null;
  /**
   * Whether a file that changed or vanished is likely to stay so for now. If not, this scan leaves it.
   * @param modifiedAtMs milliseconds since 1970; null = not known, or it is not there
   */
  atRest(documentId: string, modifiedAtMs: number | null): boolean;
}

export interface Ingester {
  /** @throws the loader's code when the document cannot be read; REVISION_CONFLICT */
  put(upload: Upload): Promise<PutResult>;
  /**
   * Deletes, with a tombstone.
   * @returns the revision that was closed
   * @throws DOCUMENT_NOT_FOUND, DOCUMENT_ERASED, REVISION_CONFLICT
   */
  remove(
    documentId: string,
    ifRevision: number | null,
  ): Promise<{ documentId: string; seq: number; revision: number }>;
  /**
   * Reads `corpora/` (or one corpus of it) again and commits what changed. A bad file is reported and
   * never stops the rest.
   * @throws INVALID_CORPUS when the corpus has neither a folder nor documents
   */
  scan(options: {
    corpus: string | null;
    /** All changes in one commit, so that documents that refer to each other change together. */
    atomic?: boolean;
    /** Narrows the scan to what a watcher saw touched. */
    watched?: WatchedScan;
    onProgress?: (progress: IngestJob['progress']) => void;
    signal?: AbortSignal;
  }): Promise<IngestReport>;
  /** Ends the parsing process. */
  close(): Promise<void>;
}

/** Long work that someone asked for and may look up while it runs. */
export interface Jobs {
  /** A scan; one runs at a time, others queue. Returns as soon as it is stored. @throws INVALID_CORPUS */
  startIngest(request: {
    /** null = every corpus. */
    readonly corpus: string | null;
    /** All changes in one commit. */
    readonly atomic: boolean;
  }): Promise<IngestJob>;
  /**
   * An erasure, which goes on whatever happens. Returns as soon as that is sure.
   * @throws DOCUMENT_NOT_FOUND, DOCUMENT_ERASED, REVISION_CONFLICT
   */
  startErasure(documentId: string, ifRevision: number | null): Promise<StartedErasure>;
  /** Marks ingests of processes that are gone as interrupted, and takes up their unfinished erasures. */
  recover(): Promise<void>;
  /**
   * Lets the running scan stop at its next file and marks it interrupted; an erasure is taken up at the next
   * start.
   */
  close(): Promise<void>;
}

export interface StartedErasure {
  readonly job: EraseJob;
  /** Resolves when nothing is left; null = it failed for now, as the job tells, or the process is closing. */
  readonly finished: Promise<ErasureReceipt | null>;
}
