import type { Database } from 'better-sqlite3';
import { Type } from 'typebox';
import { MetadataSchema, type Span } from '../../../core/model.ts';
import { embeddedText } from '../../../core/passage-text.ts';
import { readSpan } from '../../../core/read-span.ts';
import { createLineIndex, type LineIndex } from '../../../core/text.ts';
import { prepared } from '../statements.ts';
import type { OccurrenceRow } from '../writes.ts';
import type { CheckName, Finding } from './checks.ts';
import { jsonReader } from './rows.ts';

/* Where the passages of a revision stand in its text. */

/** A revision as its passages are held against it. */
interface VerifiedRevision {
  /** Row id. */
  readonly id: number;
  readonly text: string;
  readonly mediaType: string;
  readonly title: string;
  readonly titleStated: boolean;
  readonly pages: readonly (Span & { readonly page: number })[];
}

type Row = OccurrenceRow & {
  /** null when there is no such passage. */
  readonly embeddedText: string | null;
};

const readStrings = jsonReader(Type.Array(Type.String()));
const readRecord = jsonReader(MetadataSchema);
const readUnits = jsonReader(
  Type.Array(
    Type.Tuple([
      Type.Enum(['sentence', 'entry', 'row', 'record', 'code', 'heading']),
      Type.Integer(),
      Type.Integer(),
    ]),
  ),
);

/** @returns how many passages there are */
export function* verifyOccurrences(
  database: Database,
  revision: VerifiedRevision,
): Generator<Finding, number> {
  const rows = prepared<[number], Row>(
    database,
    `SELECT o.revision, o.ordinal, o.passage, o.span_start AS spanStart, o.span_end AS spanEnd,
            o.line_start AS lineStart, o.line_end AS lineEnd, o.page, o.headings, o.units, o.record, o.columns,
            p.embedded_text AS embeddedText
       FROM occurrences o LEFT JOIN passages p ON p.id = o.passage
      WHERE o.revision = ? ORDER BY o.ordinal`,
  ).all(revision.id);
  const lines = createLineIndex(revision.text);
  let end = 0;
  for (const [index, row] of rows.entries()) {
    const at = (check: CheckName, flaw: string): Finding => {
      return { check, detail: `passage ${row.ordinal} of revision row ${revision.id} ${flaw}` };
    };
    if (row.ordinal !== index) yield at('occurrence-order', `is the one at place ${index}`);
    if (row.spanStart < end) yield at('occurrence-order', `begins before ${end}, where one ends`);
    end = row.spanEnd;
    for (const flaw of misplaced(row, revision, lines)) yield at('occurrence-place', flaw);
    for (const flaw of malformed(row)) yield at('occurrence-structure', flaw);
    if (row.embeddedText !== null && !isTextOf(row, row.embeddedText, revision)) {
      yield at('occurrence-text', `is not the text of passage row ${row.passage}`);
    }
  }
  return rows.length;
}

function* misplaced(
  { spanStart: start, spanEnd: end, lineStart, lineEnd, page }: Row,
  { text, pages }: VerifiedRevision,
  lines: LineIndex,
): Generator<string> {
  if (start < 0 || end <= start || end > text.length) {
    yield `has the span ${start} to ${end} of ${text.length} characters`;
    return;
  }
  const actual = lines.linesOf({ start, end });
  if (actual.start !== lineStart || actual.end !== lineEnd) {
    yield `is at lines ${actual.start} to ${actual.end}, and says ${lineStart} to ${lineEnd}`;
  }
  if (page !== null && !pages.some((one) => one.page === page && start < one.end)) {
    yield `is not on page ${page}`;
  }
}

function* malformed({ headings, units, record, columns, ...row }: Row): Generator<string> {
  if (readStrings(headings) === undefined) yield 'has no list of headings';
  if (record !== null && readRecord(record) === undefined) yield 'has no well-formed record';
  if (columns !== null && readStrings(columns) === undefined) yield 'has no list of columns';
  const outside = readUnits(units)?.filter(
    ([, start, end]) => start < row.spanStart || end <= start || end > row.spanEnd,
  );
  if (outside === undefined) yield 'has no list of units';
  else if (outside.length > 0) yield `has ${outside.length} units outside of it`;
}

/**
 * Whether a passage's text is made of what stands at this place: title and headings, then its words. Rows
 * that are cut off from their header have its words before theirs; a record may be written as its fields.
 */
function isTextOf(
  { spanStart: start, spanEnd: end, headings, record }: Row,
  embedded: string,
  { text: revisionText, mediaType, title, titleStated }: VerifiedRevision,
): boolean {
  const context = { title, titleStated, headings: readStrings(headings) ?? [] };
  if (!embedded.startsWith(embeddedText({ ...context, text: '' }))) return false;
  return (
    record !== null || embedded.endsWith(readSpan({ revisionText, mediaType }, { start, end }))
  );
}
