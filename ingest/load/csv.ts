import { CsvError, parse, type Info } from 'csv-parse/sync';
import { FootnoteError } from '../../src/core/errors.ts';
import type { MetadataScalar, Span } from '../../src/core/model.ts';
import { decodeText } from './decode.ts';
import { documentOfRecords, type RecordFields } from './record-fields.ts';
import type { Loader } from './types.ts';

const DELIMITERS = [',', ';', '\t'] as const;
/** Numbers as programs write them. "0800" and 20-digit ids are names, not numbers. */
const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;

interface Row {
  readonly record: string[];
  readonly info: Info;
}

/**
 * CSV (RFC 4180) with a header line; the delimiter is `,`, `;` or a tab, whichever the header line has
 * most of. Empty cells are left out of a record; cells beyond the header are fields `column <n>`.
 */
export const csvLoader: Loader = {
  mediaTypes: ['text/csv', 'application/csv', 'text/tab-separated-values'],
  extensions: ['csv', 'tsv'],
  load(input) {
    const decoded = decodeText(input.bytes, input);
    const { text } = decoded;
    const [header, ...rows] = parseRows(text);
    const fields = fieldNames(header?.record ?? []);
    const spans = spansOf(text, header === undefined ? [] : [header, ...rows]).slice(1);
    const records = rows.map(({ record }, index): RecordFields => {
      return { span: spans[index] ?? { start: 0, end: 0 }, fields: toFields(fields, record) };
    });
    return documentOfRecords(decoded, 'text/csv', records);
  },
};

function parseRows(text: string): Row[] {
  try {
    // With `info` each row comes with its record, which the types do not say.
    return parse(text, {
      delimiter: guessDelimiter(text),
      // All of them, since a file put together from several has more than one.
      record_delimiter: ['\r\n', '\n', '\r'],
      info: true,
      relax_column_count: true,
      // A quote within an unquoted cell, as in 27" wheels, is a character like any other.
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as Row[];
  } catch (error) {
    const line =
      error instanceof CsvError && typeof error['lines'] === 'number' ? error['lines'] : null;
    const detail = line === null ? 'The file is not valid CSV.' : `Line ${line} is not valid CSV.`;
    throw new FootnoteError('CORRUPT_DOCUMENT', { line }, { detail, cause: error });
  }
}

function guessDelimiter(text: string): string {
  const header = (/^\s*([^\r\n]*)/.exec(text)?.[1] ?? '').replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Where each row stands. The parser counts bytes of UTF-8, which are told here as code units. */
function spansOf(text: string, rows: readonly Row[]): Span[] {
  const bytes = Buffer.from(text);
  let byteOffset = 0;
  let offset = 0;
  return rows.map(({ info }) => {
    const raw = bytes.toString('utf8', byteOffset, info.bytes);
    const skipped = /^[\r\n]*/.exec(raw)?.[0].length ?? 0;
    const start = offset + skipped;
    const end = start + raw.slice(skipped).replace(/[\r\n]+$/, '').length;
    byteOffset = info.bytes;
    offset += raw.length;
    return { start, end };
  });
}

/** Every column gets a name of its own. */
function fieldNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, index) => {
    const name = cell.trim() || `column ${index + 1}`;
    const own = taken.has(name) ? `${name} (column ${index + 1})` : name;
    taken.add(own);
    return own;
  });
}

function toFields(names: readonly string[], cells: readonly string[]): RecordFields['fields'] {
  const entries = cells.map((cell, index): [string, MetadataScalar] => {
    return [names[index] ?? `column ${index + 1}`, typed(cell.trim())];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function typed(cell: string): MetadataScalar {
  if (NUMBER.test(cell)) return Number(cell);
  if (/^(?:true|false)$/i.test(cell)) return cell.toLowerCase() === 'true';
  return cell;
}
