import { FootnoteError } from '../../src/core/errors.ts';
import type { Span } from '../../src/core/model.ts';
import { decodeText } from './decode.ts';
import { flattenObject, isObject } from './flatten.ts';
import { documentOfRecords } from './record-fields.ts';
import type { Loader } from './types.ts';

/**
 * A JSON file that is a list of objects, each of them a record; see `flattenObject` for its fields. What
 * other JSON means only the program knows that wrote it.
 * @throws UNSUPPORTED_FORMAT for any other JSON
 */
export const jsonLoader: Loader = {
  mediaTypes: ['application/json', 'text/json'],
  extensions: ['json'],
  load(input) {
    const decoded = decodeText(input.bytes, input);
    const list = parse(decoded.text);
    if (!Array.isArray(list) || !list.every(isObject)) {
      const detail = 'JSON is read when it is a list of objects, and this is not.';
      throw new FootnoteError('UNSUPPORTED_FORMAT', {}, { detail });
    }
    const spans = objectSpans(decoded.text);
    const records = list.map((object, index) => ({
      span: spans[index] ?? { start: 0, end: 0 },
      fields: flattenObject(object),
    }));
    return documentOfRecords(decoded, 'application/json', records);
  },
};

function parse(text: string): unknown {
  // An empty file is a document without passages, whatever its name.
  if (text.trim() === '') return [];
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = 'The file is not valid JSON.';
    throw new FootnoteError('CORRUPT_DOCUMENT', {}, { detail, cause: error });
  }
}

/** Where the objects of a list stand, in JSON that has been found valid. */
function objectSpans(json: string): Span[] {
  const spans: Span[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') {
      at = endOfString(json, at);
    } else if (character === '{' || character === '[') {
      // The list itself is the first level.
      if (++depth === 2) start = at;
    } else if (character === '}' || character === ']') {
      if (depth-- === 2) spans.push({ start, end: at + 1 });
    }
  }
  return spans;
}

/** The offset of the quote mark that closes the string which begins at `start`. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}
