import type { Block } from '../../src/core/blocks.ts';
import type { Metadata, Span } from '../../src/core/model.ts';

/** A file as it was found or handed over. */
export interface LoadInput {
  readonly bytes: Uint8Array;
  /** Its name, with folders; the extension and the title of last resort come from it. */
  readonly path: string;
  /** As a caller stated it, parameters and all; null = nothing stated. */
  readonly mediaType: string | null;
}

/** A record of a data file: one passage, whatever its length up to MAX_RECORD_CHARACTERS. */
export interface LoadedRecord {
  /** Its raw text in the file, without the line end. */
  readonly span: Span;
  /** `field: value; field: value`: what is indexed and shown. */
  readonly text: string;
  /** Names the record; null when no field does. */
  readonly title: string | null;
  readonly fields: Metadata;
}

/** What a loader makes of a file; everything is by offsets into `text`. */
export interface LoadedDocument {
  /** Canonical text. */
  readonly text: string;
  readonly mediaType: string;
  /** Of the file's text, as `encodingNamed` names it; null for a format whose bytes are not text. */
  readonly encoding: string | null;
  /** As the document itself states it; null when it does not. */
  readonly title: string | null;
  readonly metadata: Metadata;
  /** Groups that may read it, as the document states them; null = everyone. */
  readonly readers: readonly string[] | null;
  /** The body's structure, front matter not among it; empty for a file of records. */
  readonly blocks: readonly Block[];
  /** The records of a data file; null for prose. */
  readonly records: readonly LoadedRecord[] | null;
  /** Where each page of a paged format stands; empty for the others. */
  readonly pages: readonly (Span & { readonly page: number })[];
}

/** Reads one family of formats. A loader is given what it can read and answers or throws. */
export interface Loader {
  /** Without parameters, lower case; the first is the format's own. */
  readonly mediaTypes: readonly [string, ...string[]];
  /** Without the dot, lower case. */
  readonly extensions: readonly string[];
  /** @throws CORRUPT_DOCUMENT, INVALID_ENCODING, INVALID_FRONT_MATTER */
  load(input: LoadInput): LoadedDocument | Promise<LoadedDocument>;
}
