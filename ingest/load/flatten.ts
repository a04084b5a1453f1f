import { FootnoteError } from '../../src/core/errors.ts';
import type { Metadata, MetadataScalar } from '../../src/core/model.ts';

/** What lies deeper within a record is kept as its JSON. */
const MAX_DEPTH = 16;

/**
 * The fields of a parsed JSON object as a record's: those of nested objects are named with dots
 * (`size.height`), lists of scalars stay lists, lists of objects are numbered (`parts.0.name`); nulls and
 * empty texts are left out.
 * @throws CORRUPT_DOCUMENT when it nests thousands of levels deep
 */
export function flattenObject(object: Readonly<Record<string, unknown>>): Metadata {
  try {
    return Object.fromEntries(flatten(object, '', 1));
  } catch (error) {
    // What lies deeper than MAX_DEPTH becomes JSON again, and that is made by recursion.
    if (!(error instanceof RangeError)) throw error;
    const detail = 'A record nests too deeply.';
    throw new FootnoteError('CORRUPT_DOCUMENT', {}, { detail, cause: error });
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
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
