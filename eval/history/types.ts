import type { Fact } from './facts.ts';

/** A document put with these bytes, or deleted (null). */
export interface Change {
  readonly documentId: string;
  readonly bytes: Uint8Array | null;
}

/** Questions asked before any of the changes, and each again after the change of its document. */
export interface Stage {
  readonly facts: readonly Fact[];
  readonly changes: readonly Change[];
}

/** What happened to the documents of a corpus, in order. */
export interface History {
  readonly name: string;
  readonly corpus: string;
  readonly stages: readonly Stage[];
  /** Rows of the data that were to be facts and are not: they repeat another, or are not strict. */
  readonly leftOut: { readonly repeated: number; readonly notStrict: number };
}

/** The id under which the pipeline keeps a file of a data set: in NFC, as all ids are. */
export function documentIdOf(corpus: string, path: string): string {
  return `${corpus}/${path}`.normalize('NFC');
}
