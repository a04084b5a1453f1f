import { crc32, inflateRawSync } from 'node:zlib';
import { FootnoteError } from '../../src/core/errors.ts';
import { readDirectory, type ArchiveEntry } from './archive/directory.ts';
import { isOle, kindOfOle } from './archive/ole.ts';

/** How much of one archive may be unpacked, all reads together. Deflate packs zeros 1,000 to 1. */
export const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a zip archive. Nothing is unpacked but what is read, and of that never more than the
 * directory states; archives within archives are bytes like any other.
 */
export interface Archive {
  /** Folders with `/` between them, none in front; the folders themselves are not among them. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /**
   * @param name taken without regard to case where no file has exactly this name
   * @throws CORRUPT_DOCUMENT when there is no such file, or its length or checksum is not as stated
   * @throws DOCUMENT_TOO_LARGE when more than `maxUnpackedBytes` would have been read
   * @throws ENCRYPTED, and UNSUPPORTED_FORMAT for a method of packing other than deflate
   */
  read(name: string): Uint8Array;
  /** As its byte order mark or XML declaration says, else UTF-8. @throws what `read` throws */
  readText(name: string): string;
}

/**
 * @throws CORRUPT_DOCUMENT when the bytes are no whole zip archive
 * @throws DOCUMENT_TOO_LARGE for more files than any document has
 * @throws ENCRYPTED for an OOXML document with a password, which is an OLE2 container
 */
export function openArchive(bytes: Uint8Array, maxUnpackedBytes = MAX_UNPACKED_BYTES): Archive {
  if (isOle(bytes) && kindOfOle(bytes) === 'encrypted') throw new FootnoteError('ENCRYPTED');
  const entries = readDirectory(bytes);
  const names = [...entries.keys()];
  const spellings = new Map(names.map((name) => [name.toLowerCase(), name]));
  let unpackedBytes = 0;

  const find = (name: string): ArchiveEntry | undefined =>
    entries.get(name) ?? entries.get(spellings.get(name.toLowerCase()) ?? name);

  const read = (name: string): Uint8Array => {
    const entry = find(name);
    if (entry === undefined) throw corrupt(`The archive holds no ${name}.`, { name });
    unpackedBytes += entry.unpackedBytes;
    if (unpackedBytes > maxUnpackedBytes) {
      const detail = `The document unpacks to more than ${maxUnpackedBytes} bytes.`;
      throw new FootnoteError('DOCUMENT_TOO_LARGE', { name, maxUnpackedBytes }, { detail });
    }
    return unpack(bytes, name, entry);
  };

  return {
    names,
    has: (name) => find(name) !== undefined,
    read,
    readText: (name) => decodeXml(read(name), name),
  };
}

function unpack(bytes: Uint8Array, name: string, entry: ArchiveEntry): Uint8Array {
  if (entry.encrypted) throw new FootnoteError('ENCRYPTED', { name });
  const packed = bytes.subarray(entry.start, entry.end);
  const unpacked = entry.method === STORED ? packed : inflate(packed, name, entry);
  if (unpacked.length !== entry.unpackedBytes || crc32(unpacked) !== entry.crc32) {
    throw corrupt(`${name} in the archive is damaged.`, { name });
  }
  return unpacked;
}

function inflate(packed: Uint8Array, name: string, entry: ArchiveEntry): Uint8Array {
  if (entry.method !== DEFLATED) {
    const detail = `${name} in the archive is packed by a method that is not read (${entry.method}).`;
    throw new FootnoteError('UNSUPPORTED_FORMAT', { name, method: entry.method }, { detail });
  }
  try {
    // A limit of 0 would not be taken; one byte too many is found by the length.
    return inflateRawSync(packed, { maxOutputLength: entry.unpackedBytes + 1 });
  } catch (error) {
    throw corrupt(`${name} in the archive is damaged.`, { name }, error);
  }
}

const XML_ENCODING = /^<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/;

function decodeXml(bytes: Uint8Array, name: string): string {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  const marked = start.startsWith('\xff\xfe') || start.startsWith('\xfe\xff');
  const utf16 = start.startsWith('\xff\xfe') ? 'utf-16le' : 'utf-16be';
  const encoding = marked ? utf16 : (XML_ENCODING.exec(start)?.[1] ?? 'utf-8');
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw corrupt(`${name} in the archive is not text.`, { name, encoding }, error);
  }
}

function corrupt(
  detail: string,
  details: Readonly<Record<string, unknown>>,
  cause?: unknown,
): FootnoteError {
  return new FootnoteError('CORRUPT_DOCUMENT', details, { detail, cause });
}
