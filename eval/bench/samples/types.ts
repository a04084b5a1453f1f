/** A file in memory. */
export interface SampleFile {
  /** With its extension, by which the loader is chosen. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a sample file is made of. */
export interface Article {
  readonly title: string;
  readonly sections: readonly {
    readonly heading: string;
    readonly paragraphs: readonly string[];
  }[];
}
