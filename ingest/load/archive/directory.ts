import { FootnoteError } from '../../../src/core/errors.ts';

/** A file in an archive, as the central directory states it. Its packed bytes are `[start, end)`. */
export interface ArchiveEntry {
  readonly start: number;
  readonly end: number;
  readonly method: number;
  readonly unpackedBytes: number;
  readonly crc32: number;
  readonly encrypted: boolean;
}

/** As many as the format had room for before its 64-bit extension. */
const MAX_ENTRIES = 65_535;

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const END64_LOCATOR_SIGNATURE = 0x07064b50;
const END64_LOCATOR_BYTES = 20;
const END64_SIGNATURE = 0x06064b50;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const MAX_COMMENT_BYTES = 0xffff;
const EXTRA_ZIP64 = 1;
/** Stands in a field of 32 bits whose value is in the 64-bit extension. */
const IN_EXTENSION = 0xffffffff;
const FLAG_ENCRYPTED = 1;

/** Where the central directory stands, and how many entries it says it has. */
interface Directory {
  readonly start: number;
  readonly count: number;
}

/**
 * The files of an archive by name. Only the central directory is believed; the headers before the files
 * tell nothing but where these begin.
 * Source: PKWARE APPNOTE 6.3.10, §4.3 and §4.5.3.
 * @throws CORRUPT_DOCUMENT for anything that does not fit together, two files of one name or place included
 * @throws DOCUMENT_TOO_LARGE for more than MAX_ENTRIES
 */
export function readDirectory(bytes: Uint8Array): ReadonlyMap<string, ArchiveEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readEntries(bytes, view, findDirectory(view));
  } catch (error) {
    // An offset beyond the end of the file.
    if (error instanceof RangeError) throw corrupt(error);
    throw error;
  }
}

function findDirectory(view: DataView): Directory {
  const lowest = Math.max(0, view.byteLength - END_BYTES - MAX_COMMENT_BYTES);
  for (let end = view.byteLength - END_BYTES; end >= lowest; end--) {
    if (view.getUint32(end, true) !== END_SIGNATURE) continue;
    const count = view.getUint16(end + 10, true);
    const start = view.getUint32(end + 16, true);
    const extended = start === IN_EXTENSION || count === 0xffff;
    return (extended ? findDirectory64(view, end) : null) ?? { start, count };
  }
  throw corrupt();
}

function findDirectory64(view: DataView, end: number): Directory | null {
  const locator = end - END64_LOCATOR_BYTES;
  if (locator < 0 || view.getUint32(locator, true) !== END64_LOCATOR_SIGNATURE) return null;
  const end64 = uint64(view, locator + 8);
  if (view.getUint32(end64, true) !== END64_SIGNATURE) throw corrupt();
  return { start: uint64(view, end64 + 48), count: uint64(view, end64 + 32) };
}

function readEntries(
  bytes: Uint8Array,
  view: DataView,
  { start, count }: Directory,
): Map<string, ArchiveEntry> {
  if (count > MAX_ENTRIES) {
    const detail = `The archive holds more than ${MAX_ENTRIES} files.`;
    throw new FootnoteError('DOCUMENT_TOO_LARGE', { count, maxEntries: MAX_ENTRIES }, { detail });
  }
  const entries = new Map<string, ArchiveEntry>();
  let at = start;
  for (let index = 0; index < count; index++) {
    if (view.getUint32(at, true) !== ENTRY_SIGNATURE) throw corrupt();
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    ) as [number, number, number];
    const name = nameOf(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes));
    if (entries.has(name)) throw corrupt();
    if (!name.endsWith('/')) entries.set(name, readEntry(view, at, nameBytes, extraBytes));
    at += ENTRY_BYTES + nameBytes + extraBytes + commentBytes;
  }
  refuseOverlaps([...entries.values()]);
  return entries;
}

/** Some programs write back slashes, or a slash in front; hardly any says what its names are encoded in. */
function nameOf(raw: Uint8Array): string {
  return decodeName(raw)
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '');
}

function decodeName(raw: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder('latin1').decode(raw);
  }
}

function readEntry(
  view: DataView,
  at: number,
  nameBytes: number,
  extraBytes: number,
): ArchiveEntry {
  const extension = extension64(view, at + ENTRY_BYTES + nameBytes, extraBytes);
  // The extension holds, in this order, the values of those fields that point to it.
  const [unpackedBytes, packedBytes, header] = [24, 20, 42].map((field) => {
    const value = view.getUint32(at + field, true);
    return value === IN_EXTENSION ? (extension.shift() ?? value) : value;
  }) as [number, number, number];
  if (view.getUint32(header, true) !== LOCAL_SIGNATURE) throw corrupt();
  const start =
    header + LOCAL_BYTES + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (start + packedBytes > view.byteLength) throw corrupt();
  return {
    start,
    end: start + packedBytes,
    method: view.getUint16(at + 10, true),
    unpackedBytes,
    crc32: view.getUint32(at + 16, true),
    encrypted: (view.getUint16(at + 8, true) & FLAG_ENCRYPTED) !== 0,
  };
}

function extension64(view: DataView, from: number, bytes: number): number[] {
  for (let at = from; at + 4 <= from + bytes;) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === EXTRA_ZIP64) {
      return Array.from({ length: length >> 3 }, (_, index) => uint64(view, at + 4 + index * 8));
    }
    at += 4 + length;
  }
  return [];
}

/** Larger than 2^53 is larger than any file, whatever is lost in rounding. */
function uint64(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

/** Files that share their bytes are how small archives unpack to petabytes. */
function refuseOverlaps(entries: readonly ArchiveEntry[]): void {
  const ordered = [...entries].sort((a, b) => a.start - b.start);
  ordered.forEach((entry, index) => {
    if (entry.start < (ordered[index - 1]?.end ?? 0)) throw corrupt();
  });
}

function corrupt(cause?: unknown): FootnoteError {
  const detail = 'The document should be a zip archive, but it is none, or not whole.';
  return new FootnoteError('CORRUPT_DOCUMENT', {}, { detail, cause });
}
