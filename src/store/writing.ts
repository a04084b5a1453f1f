import type { EmbeddingModel } from '../core/embedding-model.ts';
import type { Metadata, Span } from '../core/model.ts';
import type { EmbeddedText } from './embedding.ts';

/* What is handed to the store: documents read, cut and embedded, and what a commit says of them. */

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

export type DocumentChange =
  | {
      readonly kind: 'revise';
      readonly draft: RevisionDraft;
      /** What made the vectors. The first commit of all puts it in use. */
      readonly model: EmbeddingModel;
      /** Vectors of every embedded text of the draft that the store did not hold for this model. */
      readonly embedded: readonly EmbeddedText[];
      /** The revision the writer believes current (0 = none); null = whatever it is. */
      readonly ifRevision: number | null;
      /** null = it did not come from a file. */
      readonly source: SourceChange | null;
    }
  | {
      readonly kind: 'delete';
      readonly documentId: string;
      readonly ifRevision: number | null;
      readonly source: SourceChange | null;
    };

/** What a file was when it was last scanned; `sha256` null = it was not there. */
export interface SourceState {
  /** null once the document is erased: then its id is known by its SHA-256 alone. */
  readonly documentId: string | null;
  readonly documentSha256: string;
  readonly sha256: string | null;
}

/** What a scan found a file to be, and what it took the last scan's state for. */
export interface SourceChange {
  readonly documentId: string;
  readonly sha256: string | null;
  /** undefined = it was never scanned. A commit is refused when another scan has come in between. */
  readonly before: string | null | undefined;
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

/** What is kept at most; what is more is collected. */
export interface Retention {
  /** Closed revisions kept of each document, the newest; null = all. Those that a kept answer cites stay. */
  readonly revisions: number | null;
  /** Answers made before this ISO time go; null = none. */
  readonly answersSince: string | null;
}

/** What a collection took away. */
export interface CollectReceipt {
  readonly answers: number;
  readonly revisions: number;
  readonly passages: number;
}
