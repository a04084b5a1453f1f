import { zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../ingest/load/archive.ts';
import { kindOfOle } from '../../../ingest/load/archive/ole.ts';
import { FootnoteError } from '../../../src/core/errors.ts';
import { oleOf } from '../../helpers/ole.ts';
import { zipOf } from '../../helpers/office.ts';

/** Where the central directory and its first entry begin. */
function directoryOf(zip: Uint8Array): number {
  return Buffer.from(zip).readUInt32LE(zip.length - 22 + 16);
}

/** The same archive with some bytes changed. */
function patched(zip: Uint8Array, change: (bytes: Buffer) => void): Uint8Array {
  const bytes = Buffer.from(zip);
  change(bytes);
  return bytes;
}

describe('openArchive', () => {
  it('names the files and unpacks what is asked for', () => {
    const archive = openArchive(zipOf({ 'a/b.xml': '<a/>', 'c.txt': 'c'.repeat(1000) }));
    expect(archive.names).toEqual(['a/b.xml', 'c.txt']);
    expect(archive.readText('c.txt')).toBe('c'.repeat(1000));
  });

  it('finds a file whose name is written in other letters', () => {
    const archive = openArchive(zipOf({ 'word/Document.xml': 'x' }));
    expect(archive.has('word/document.xml')).toBe(true);
    expect(archive.readText('word/document.xml')).toBe('x');
  });

  it('reads stored files, names with back slashes and a comment at the end', () => {
    const zip = zipSync({ 'word\\a.xml': [Buffer.from('stored'), { level: 0 }] });
    const commented = patched(Buffer.concat([zip, Buffer.from('hello')]), (bytes) => {
      bytes.writeUInt16LE(5, zip.length - 2);
    });
    expect(openArchive(commented).readText('word/a.xml')).toBe('stored');
  });

  it('decodes text as its mark or its declaration says', () => {
    const declared = Buffer.from(
      '<?xml version="1.0" encoding="windows-1252"?><a>\xe9</a>',
      'latin1',
    );
    const archive = openArchive(
      zipOf({
        'utf16.xml': Buffer.from('\ufeff<a>é</a>', 'utf16le'),
        'declared.xml': declared,
        'broken.xml': Buffer.from('<a>\xe9</a>', 'latin1'),
      }),
    );
    expect(archive.readText('utf16.xml')).toBe('<a>é</a>');
    expect(archive.readText('declared.xml')).toContain('é');
    expect(() => archive.readText('broken.xml')).toThrow('broken.xml in the archive is not text.');
  });

  it('refuses to unpack more than the limit, all reads together', () => {
    const archive = openArchive(zipOf({ a: 'x'.repeat(600), b: 'y'.repeat(600) }), 1000);
    archive.read('a');
    expect(() => archive.read('b')).toThrow(
      expect.objectContaining({ code: 'DOCUMENT_TOO_LARGE' }),
    );
  });

  it('does not unpack a byte more than the directory states', () => {
    const bomb = zipOf({ a: Buffer.alloc(50_000_000) });
    const lying = patched(bomb, (bytes) => bytes.writeUInt32LE(100, directoryOf(bomb) + 24));
    const before = process.memoryUsage().arrayBuffers;
    expect(() => openArchive(lying).read('a')).toThrow(
      expect.objectContaining({ code: 'CORRUPT_DOCUMENT' }),
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  it('notices damage by the checksum', () => {
    const zip = zipSync({ a: [Buffer.from('stored words'), { level: 0 }] });
    const damaged = patched(zip, (bytes) => bytes.write('X', 31 + 3));
    expect(() => openArchive(damaged).read('a')).toThrow('a in the archive is damaged.');
  });

  it('refuses files that share their bytes', () => {
    const zip = zipOf({ a: 'one', b: 'two' });
    const second = directoryOf(zip) + 46 + 1;
    const overlapping = patched(zip, (bytes) => bytes.writeUInt32LE(0, second + 42));
    expect(() => openArchive(overlapping)).toThrow(
      expect.objectContaining({ code: 'CORRUPT_DOCUMENT' }),
    );
  });

  it('says so when a file is protected by a password, or packed in a way that is not read', () => {
    const zip = zipOf({ a: 'one' });
    const at = directoryOf(zip);
    const encrypted = patched(zip, (bytes) => bytes.writeUInt16LE(1, at + 8));
    const lzma = patched(zip, (bytes) => bytes.writeUInt16LE(14, at + 10));
    expect(() => openArchive(encrypted).read('a')).toThrow(
      expect.objectContaining({ code: 'ENCRYPTED' }),
    );
    expect(() => openArchive(lzma).read('a')).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED_FORMAT' }),
    );
  });

  it('refuses more files than any document has', () => {
    expect(() => openArchive(zip64Of('a', 'words', 65_536n))).toThrow(
      expect.objectContaining({ code: 'DOCUMENT_TOO_LARGE' }),
    );
  });

  it('reads the 64-bit extension, which some programs write into small archives', () => {
    expect(openArchive(zip64Of('a', 'sixty-four')).readText('a')).toBe('sixty-four');
  });

  it('refuses what is no archive, or only the beginning of one', () => {
    const zip = zipOf({ a: 'one' });
    const rest = [Buffer.alloc(0), Buffer.from('PK'), Buffer.alloc(1000), zip.subarray(0, -1)];
    for (const bytes of rest) {
      expect(() => openArchive(bytes)).toThrow(
        expect.objectContaining({ code: 'CORRUPT_DOCUMENT' }),
      );
    }
  });

  it('only ever fails with a code, whatever bytes of an archive are changed', () => {
    const zip = zipOf({ 'a/b': 'words '.repeat(50), c: 'more' });
    const change = fc.tuple(fc.nat(zip.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const bytes = patched(zip, (copy) => {
          for (const [at, value] of changes) copy[at] = value;
        });
        try {
          const archive = openArchive(bytes);
          for (const name of archive.names) archive.read(name);
        } catch (error) {
          expect(error).toBeInstanceOf(FootnoteError);
        }
      }),
    );
  });
});

/** A stored file with sizes, offset and count in 64 bits. */
function zip64Of(name: string, words: string, count = 1n): Uint8Array {
  const zip = Buffer.from(zipSync({ [name]: [Buffer.from(words), { level: 0 }] }));
  const start = directoryOf(zip);
  const entry = Buffer.from(zip.subarray(start, start + 46 + name.length));
  entry.writeUInt32LE(0xffffffff, 20);
  entry.writeUInt32LE(0xffffffff, 24);
  entry.writeUInt32LE(0xffffffff, 42);
  entry.writeUInt16LE(28, 30);
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  extra.writeBigUInt64LE(BigInt(words.length), 4);
  extra.writeBigUInt64LE(BigInt(words.length), 12);
  const end64At = start + entry.length + extra.length;
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(count, 32);
  end64.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(end64At), 8);
  const end = Buffer.from(zip.subarray(-22));
  end.writeUInt16LE(0xffff, 10);
  end.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([zip.subarray(0, start), entry, extra, end64, locator, end]);
}

describe('kindOfOle', () => {
  it('tells what an OLE2 container holds by the streams in its root', () => {
    expect(kindOfOle(oleOf(['WordDocument', '1Table']))).toBe('word');
    expect(kindOfOle(oleOf(['Workbook']))).toBe('excel');
    expect(kindOfOle(oleOf(['Book']))).toBe('excel');
    expect(kindOfOle(oleOf(['Current User', 'PowerPoint Document']))).toBe('powerpoint');
    expect(kindOfOle(oleOf(['EncryptionInfo', 'EncryptedPackage']))).toBe('encrypted');
    expect(kindOfOle(oleOf(['__properties_version1.0']))).toBe('unknown');
  });

  it('is not misled by a worksheet within a document', () => {
    expect(kindOfOle(oleOf(['ObjectPool', 'WordDocument'], ['Workbook']))).toBe('word');
    expect(kindOfOle(oleOf(['MBD001', 'Workbook'], ['WordDocument']))).toBe('excel');
  });

  it('opens as a protected document what Office has encrypted', () => {
    expect(() => openArchive(oleOf(['EncryptedPackage']))).toThrow(
      expect.objectContaining({ code: 'ENCRYPTED' }),
    );
  });

  it('answers, and ends, whatever bytes are changed', () => {
    const container = oleOf(['WordDocument', 'Data', '1Table']);
    const change = fc.tuple(fc.nat(container.length - 1), fc.nat(255));
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 8 }),
        fc.nat(container.length),
        (changes, length) => {
          const bytes = Buffer.from(container);
          for (const [at, value] of changes) bytes[at] = value;
          expect(typeof kindOfOle(bytes.subarray(0, length))).toBe('string');
        },
      ),
    );
  });
});
