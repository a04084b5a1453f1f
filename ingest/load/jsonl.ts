import { linesFrom, type Line } from '../../src/core/blocks.ts';
import { FootnoteError } from '../../src/core/errors.ts';
import type { Metadata } from '../../src/core/model.ts';
import { trimSpan } from '../../src/core/text.ts';
import { decodeText } from './decode.ts';
import { flattenObject, isObject } from './flatten.ts';
import { documentOfRecords, type RecordFields } from './record-fields.ts';
import type { Loader } from './types.ts';

/** JSON Lines: an object a line, which is a record; see `flattenObject` for its fields. */
export const jsonlLoader: Loader = {
  mediaTypes: [
    'application/jsonl',
    'application/x-ndjson',
    'application/ndjson',
    'application/x-jsonlines',
  ],
  extensions: ['jsonl', 'ndjson'],
  load(input) {
    const decoded = decodeText(input.bytes, input);
    const records = linesFrom(decoded.text, 0).flatMap((line, index): RecordFields[] => {
      if (line.text.trim() === '') return [];
      return [{ span: trimSpan(decoded.text, line), fields: parseLine(line, index + 1) }];
    });
    return documentOfRecords(decoded, 'application/jsonl', records);
  },
};

function parseLine(line: Line, number: number): Metadata {
  let record: unknown;
  try {
    record = JSON.parse(line.text);
  } catch (error) {
    throw corrupt(number, 'is not valid JSON', error);
  }
  if (!isObject(record)) throw corrupt(number, 'is not a JSON object');
  return flattenObject(record);
}

function corrupt(line: number, what: string, cause?: unknown): FootnoteError {
  return new FootnoteError(
    'CORRUPT_DOCUMENT',
    { line },
    { detail: `Line ${line} ${what}.`, cause },
  );
}
