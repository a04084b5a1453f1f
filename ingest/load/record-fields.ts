import { renderRecord, renderValue } from '../../src/core/markup.ts';
import type { Metadata, Span } from '../../src/core/model.ts';
import type { LoadedDocument, LoadedRecord } from './types.ts';

/** Field names that name a record, the surest first. */
const TITLE_FIELDS = ['title', 'name', 'question', 'subject', 'label', 'heading', 'headline'];
const MAX_TITLE_CHARACTERS = 80;

/** A record's place in the file with what it says, before its title is known. */
export interface RecordFields {
  readonly span: Span;
  readonly fields: Metadata;
}

/** A data file as a document: records, and nothing that is stated of the whole. */
export function documentOfRecords(
  text: string,
  mediaType: string,
  records: readonly RecordFields[],
): LoadedDocument {
  return {
    text,
    mediaType,
    title: null,
    metadata: {},
    readers: null,
    blocks: [],
    records: toRecords(records),
    pages: [],
  };
}

/** The records with their text and title. Which field is the title is decided over all of them. */
function toRecords(records: readonly RecordFields[]): LoadedRecord[] {
  const titleField = guessTitleField(records.map(({ fields }) => fields));
  return records.map(({ span, fields }) => ({
    span,
    fields,
    text: renderRecord(fields),
    title: titleField === null ? null : renderValue(fields[titleField] ?? null) || null,
  }));
}

/** A field of a telling name, else the first whose values are short words that tell the records apart. */
function guessTitleField(records: readonly Metadata[]): string | null {
  const fields = new Set(records.flatMap((record) => Object.keys(record)));
  const named = TITLE_FIELDS.map((name) =>
    [...fields].find((field) => field.toLowerCase() === name),
  );
  const sure = named.find((field) => field !== undefined);
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
