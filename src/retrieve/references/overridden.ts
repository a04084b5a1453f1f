import { contentTerms, fold } from '../../core/analyse.ts';
import type { Reference } from './parse-references.ts';

/* What a text is about that overrides another: the place, the page, the row, the words. */

/** How much of what is named is overridden. */
export type Extent =
  /** Nothing of it is left. */
  | 'text'
  /** Nothing is left of the rows for which there are new ones; or of the table. */
  | 'rows'
  | 'table'
  /** Some words of it. */
  | 'words'
  /** What it says is to be read together with the new text. */
  | 'part';

/** What a text overrides. */
export interface Overridden {
  /** The words that say so, as they stand. */
  readonly words: string;
  readonly references: readonly Reference[];
  /** Names between quote marks, folded: of a page, a section, a row. */
  readonly names: readonly string[];
  /** Those of them that are said to be of sections. */
  readonly sections: readonly string[];
  /** Rows by their first cell, folded. */
  readonly lines: readonly string[];
  /** Words of the old text that others are put for, folded. */
  readonly replaced: readonly string[];
  /** Which sentence of the place is meant, from 0; null = not one of them. */
  readonly nth: number | null;
  /** What else the words are about. */
  readonly topic: readonly string[];
  readonly extent: Extent;
  /** It may be about a place in its own document: an exception, and no new text. */
  readonly isException: boolean;
}

/** Words of the old text: "x" is replaced by "y", for "x" there is substituted "y". */
export const REPLACED =
  /(?<!\b(?:rows?|lines?|sections?|pages?|tables?)\s)["“]([^"“”]+)["”]\s+(?:is|are) (?:replaced by|read as)|\bfor\s+["“]([^"“”]+)["”]|\boverrides?\s+the\s+(.{3,40}?)\s+in\b/gi;
const LINE =
  /\b(?:rows?|lines?)\s+(?:for\s+)?(?:["“]([^"“”]+)["”]|((?:\p{Lu}|\d)[\p{L}\d-]*(?: \p{Lu}[\p{L}\d-]*)*))|\bthe (total)\b/gu;
const SECTION = /\bsections?\s+["“]([^"“”]+)["”]/gi;
const QUOTED = /["“]([^"“”]+)["”]/g;
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
/** Words of the business itself. */
const NOISE = new Set(
  contentTerms(
    'replace section page table line row list first second paragraph rule following say far concern regard give name chapter clause article annex schedule',
  ),
);

/** What a text is about that names a place and only then says what holds of it. */
export function describe(
  text: string,
  references: readonly Reference[],
): Omit<Overridden, 'extent' | 'isException'> {
  const found = (pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].map(([, a, b, c]) => fold(a ?? b ?? c ?? '').trim());
  const nth = ORDINALS.findIndex((word) => new RegExp(`\\b${word} sentence\\b`, 'i').test(text));
  const bare = references.reduce(
    (rest, { words }) => rest.replace(words, ' '),
    withoutQuotes(text),
  );
  return {
    words: text,
    references,
    names: found(QUOTED),
    sections: found(SECTION),
    lines: found(LINE),
    replaced: found(REPLACED),
    nth: nth < 0 ? null : nth,
    topic: contentTerms(bare).filter((term) => !NOISE.has(term)),
  };
}

/** A text with blanks for what stands between quote marks; of the same length. */
export function withoutQuotes(text: string): string {
  return text.replace(QUOTED, (quoted) => ' '.repeat(quoted.length));
}
