import { linesFrom, type Line } from '../../src/core/blocks.ts';
import { FootnoteError } from '../../src/core/errors.ts';
import type { Metadata, MetadataScalar } from '../../src/core/model.ts';
import { decodeText, trimSpan } from '../../src/core/text.ts';
import { documentOfRecords, type RecordFields } from './record-fields.ts';
import type { Loader } from './types.ts';

/** What lies deeper within a record is kept as its JSON. */
const MAX_DEPTH = 16;

/**
 * JSON Lines: an object a line. Fields of nested objects are named with dots (`size.height`), lists of
 * scalars stay lists, lists of objects are numbered (`parts.0.name`); nulls are left out.
 */
export const jsonlLoader: Loader = {
  mediaTypes: [
    'application/jsonl',
    'application/x-ndjson',
    'application/ndjson',
    'application/x-jsonlines',
  ],
  extensions: ['jsonl', 'ndjson'],
  load({ bytes }) {
    const text = decodeText(bytes);
    const records = linesFrom(text, 0).flatMap((line, index): RecordFields[] => {
      if (line.text.trim() === '') return [];
      return [{ span: trimSpan(text, line), fields: parseLine(line, index + 1) }];
    });
    return documentOfRecords(text, 'application/jsonl', records);
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
  return Object.fromEntries(flatten(record, '', 1));
}

function corrupt(line: number, what: string, cause?: unknown): FootnoteError {
  return new FootnoteError(
    'CORRUPT_DOCUMENT',
    { line },
    { detail: `Line ${line} ${what}.`, cause },
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is MetadataScalar {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' || typeof value === 'boolean';
}

function flatten(
  value: unknown,
  name: string,
  depth: number,
): [string, MetadataScalar | MetadataScalar[]][] {
  if (value === null || value === '') return [];
  if (isScalar(value)) return [[name, value]];
  if (Array.isArray(value) && value.every(isScalar)) return value.length > 0 ? [[name, value]] : [];
  // JSON has numbers such as 1e999 that no filter could compare.
  if (typeof value !== 'object' || depth > MAX_DEPTH) return [[name, JSON.stringify(value)]];
  const prefix = name === '' ? '' : `${name}.`;
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, prefix + key, depth + 1));
}
