import { renderRecord, renderValue } from '../../src/core/markup.ts';
import type { Metadata, Span } from '../../src/core/model.ts';
import type { DecodedText } from './decode.ts';
import type { LoadedDocument, LoadedRecord } from './types.ts';

/** Field names that name a record, the surest first. */
const TITLE_FIELDS = ['title', 'name', 'question', 'subject', 'label', 'heading', 'headline'];
const MAX_TITLE_CHARACTERS = 80;
/**
 * A longer record, in UTF-16 code units of the file, becomes several passages that each carry its fields;
 * of these it keeps so many as this together.
 */
const MAX_REPEATED_CHARACTERS = 4000;

/** A record's place in the file with what it says, before its title is known. */
export interface RecordFields {
  readonly span: Span;
  readonly fields: Metadata;
}

/** A data file as a document: records, but for those that say nothing, and nothing that is stated of the whole. */
export function documentOfRecords(
  { text, encoding }: DecodedText,
  mediaType: string,
  records: readonly RecordFields[],
): LoadedDocument {
  return {
    text,
    mediaType,
    encoding,
    title: null,
    metadata: {},
    readers: null,
    blocks: [],
    records: toRecords(records.filter(({ fields }) => Object.keys(fields).length > 0)),
    pages: [],
  };
}

/** The records with their text and title. Which field is the title is decided over all of them. */
function toRecords(records: readonly RecordFields[]): LoadedRecord[] {
  const titleField = guessTitleField(records.map(({ fields }) => fields));
  return records.map(({ span, fields }) => {
    const long = span.end - span.start > MAX_REPEATED_CHARACTERS;
    return {
      span,
      fields: long ? shortFields(fields) : fields,
      text: renderRecord(fields),
      title: titleField === null ? null : renderValue(fields[titleField] ?? null) || null,
    };
  });
}

/** The fields in their order, but for those that would exceed MAX_REPEATED_CHARACTERS. */
function shortFields(fields: Metadata): Metadata {
  let left = MAX_REPEATED_CHARACTERS;
  const short = Object.entries(fields).filter(([name, value]) => {
    const characters = name.length + renderValue(value).length;
    if (characters > left) return false;
    left -= characters;
    return true;
  });
  return Object.fromEntries(short);
}

/** A field of a telling name, else the first whose values are short words that tell the records apart. */
function guessTitleField(records: readonly Metadata[]): string | null {
  const fields = new Set<string>();
  for (const record of records) for (const field of Object.keys(record)) fields.add(field);
  const spellings = new Map<string, string>();
  for (const field of fields) {
    const lower = field.toLowerCase();
    if (!spellings.has(lower)) spellings.set(lower, field);
  }
  const sure = TITLE_FIELDS.map((name) => spellings.get(name)).find((field) => field !== undefined);
  return sure ?? [...fields].find((field) => tellsApart(records, field)) ?? null;
}

function tellsApart(records: readonly Metadata[], field: string): boolean {
  const values = new Set<string>();
  for (const record of records) {
    const value = record[field];
    if (typeof value !== 'string' || value.length > MAX_TITLE_CHARACTERS) return false;
    values.add(value);
  }
  return values.size === records.length;
}
