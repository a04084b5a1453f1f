import type { FormatName } from '../../ingest/load/formats.ts';
import type { Place } from './canary.ts';

/** The word that stands in a place of a document. */
export type WordIn = (place: Place) => string;

/** How a document of a format is made that holds a word in each of its places. */
export interface CanaryFormat {
  /** Of the file, and in its words. */
  readonly extension: string;
  readonly format: FormatName;
  /** Those that the format has and that are read of it. */
  readonly places: readonly Place[];
  readonly make: (word: WordIn) => Uint8Array | string | Promise<Uint8Array>;
}

/** A row that documents of records share with one that stays. */
export const SHARED_ROW = { title: 'E77', remark: 'The shared remark stays where it is.' };

export const sentence = (word: string): string =>
  `The ${word} shop opens at nine on every working day.`;
