import { renderRow, stripInlineMarkup, tableCells } from '../core/markup.ts';
import type { Span } from '../core/model.ts';
import { readSpan } from '../core/read-span.ts';
import { splitSentences } from '../core/sentences.ts';
import { cellsWithColumns } from './quantities/rows.ts';
import type { AlignedQuote, VerifySource } from './types.ts';

/** How far into a document it is told who speaks in it. */
const OPENING_CHARACTERS = 1000;

/** What the gates compare a claim with; one entry a quote, but for `context` and `fields`. */
export interface HeldWords {
  /** Each way in which the quote's words read, the words as they stand first. */
  readonly readings: readonly (readonly string[])[];
  /** The readings together. */
  readonly words: readonly string[];
  /** The same with the cells of rows under their columns. */
  readonly rows: readonly string[];
  /** The whole sentences that the quote is of: what denies them may stand outside of it. */
  readonly sentences: readonly string[];
  /** The passage, and the opening of its document. */
  readonly passages: readonly string[];
  /** Titles and headings that the quotes stand under. */
  readonly context: readonly string[];
  /** Column and field names that they stand under. */
  readonly fields: readonly string[];
}

export function heldWords(
  quotes: readonly AlignedQuote[],
  sources: readonly VerifySource[],
): HeldWords {
  const cited = quotes.flatMap(({ source, span }) => {
    const found = sources[source - 1];
    return found === undefined ? [] : [{ found, span }];
  });
  const readings = cited.map(({ found, span }) => readingsOf(found, span));
  const words = readings.map((read) => read.join('\n'));
  return {
    readings,
    words,
    rows: cited.map(({ found }, at) => cellsWithColumns(words[at] ?? '', found.fields)),
    sentences: cited.map(({ found, span }) =>
      readingsOf(found, sentencesAround(found, span)).join('\n'),
    ),
    passages: cited.map(({ found }) => passageOf(found)),
    context: cited.flatMap(({ found }) => found.context),
    fields: cited.flatMap(({ found }) => found.fields),
  };
}

/**
 * The words of a span as a claim may repeat them. Values that only commas part read as one number in the file
 * ("4,1 Mallow"), but not as fields; and a mark that clings to a word ("_Since June 2022_") is no part of it.
 */
function readingsOf(cited: VerifySource, span: Span): string[] {
  const whole = span.start === cited.span.start && span.end === cited.span.end;
  const words = readSpan(cited, span);
  if (whole && cited.record !== null) return [words, cited.record];
  if (isRow(cited, words)) return [words, renderRow(cited.fields, words)];
  if (cited.mediaType !== 'text/markdown') return [words];
  const bare = stripInlineMarkup(words);
  return bare === words.trim() ? [words] : [words, bare];
}

/** From the beginning of the sentence in which a span begins to the end of the one in which it ends. */
function sentencesAround(cited: VerifySource, span: Span): Span {
  const { revisionText, span: passage, record } = cited;
  // The fields of a record and the cells of a row are no sentences.
  if (record !== null || isRow(cited, revisionText.slice(span.start, span.end))) return span;
  const touched = splitSentences(revisionText, lineOf(revisionText, passage, span)).filter(
    ({ start, end }) => start < span.end && end > span.start,
  );
  const [first] = touched;
  const last = touched.at(-1);
  if (first === undefined || last === undefined) return span;
  return { start: Math.min(first.start, span.start), end: Math.max(last.end, span.end) };
}

/** Whether the words are a whole row of a table, which is read with its columns. */
function isRow({ fields, record }: VerifySource, words: string): boolean {
  if (record !== null || fields.length < 2 || words.includes('\n')) return false;
  return tableCells(words).length === fields.length;
}

/** The paragraph around a span, within the passage. */
function lineOf(text: string, passage: Span, span: Span): Span {
  const before = text.lastIndexOf('\n\n', span.start);
  const after = text.indexOf('\n\n', span.end);
  return {
    start: Math.max(passage.start, before < 0 ? 0 : before + 2),
    end: Math.min(passage.end, after < 0 ? text.length : after),
  };
}

/** Where a text tells who speaks in it. */
function passageOf({ revisionText, span }: VerifySource): string {
  const opening = revisionText.slice(0, Math.min(OPENING_CHARACTERS, span.start));
  return `${opening}\n${revisionText.slice(span.start, span.end)}`;
}
