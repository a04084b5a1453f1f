import { splitSentences } from '../src/core/sentences.ts';
import type { PassageDraft } from '../src/store/types.ts';
import { cutRun } from './cut.ts';
import type { LoadedRecord } from './load/types.ts';

/** Lines are counted once for all passages. */
export type DraftWithoutLines = Omit<PassageDraft, 'lines'>;

/** A longer record is several passages, in UTF-16 code units. */
const MAX_RECORD_CHARACTERS = 4000;

/**
 * One passage a record: its span is the record's raw text, its text the fields as `field: value`. A very
 * long record becomes several passages with the same fields, each with its raw text as it stands.
 */
export function chunkRecords(text: string, records: readonly LoadedRecord[]): DraftWithoutLines[] {
  return records.flatMap((record) =>
    record.span.end - record.span.start <= MAX_RECORD_CHARACTERS
      ? [wholeRecord(record)]
      : longRecord(text, record),
  );
}

function wholeRecord({ span, text, title, fields }: LoadedRecord): DraftWithoutLines {
  return {
    span,
    text,
    headings: title === null ? [] : [title],
    page: null,
    units: [{ ...span, kind: 'record' }],
    record: fields,
    columns: null,
  };
}

function longRecord(text: string, { span, title, fields }: LoadedRecord): DraftWithoutLines[] {
  const sentences = splitSentences(text, span).map((sentence) => ({ ...sentence, leadsIn: false }));
  return cutRun(text, sentences).map((group) => {
    const part = { start: group[0]?.start ?? span.start, end: group.at(-1)?.end ?? span.end };
    return {
      span: part,
      text: text.slice(part.start, part.end),
      headings: title === null ? [] : [title],
      page: null,
      units: group.map(({ start, end }) => ({ start, end, kind: 'sentence' })),
      record: fields,
      columns: null,
    };
  });
}
