import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { FORMATS, statedFormat } from '../../../ingest/load/formats.ts';
import { recogniseFormat } from '../../../ingest/load/recognise.ts';
import { FootnoteError } from '../../../src/core/errors.ts';

type Bytes = string | Uint8Array;

/** The format's name, or the code and words of the refusal. */
async function recognised(path: string, content: Bytes, mediaType: string | null = null) {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  try {
    return (await recogniseFormat({ path, bytes, mediaType })).name;
  } catch (error) {
    if (error instanceof FootnoteError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n';
const NOISE = deflateRawSync(Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * n) % 251)));
const zip = (...names: string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, strToU8(`<${name}/>`)])));

describe('the formats', () => {
  it('are those of their loaders', async () => {
    for (const { mediaTypes, extensions, load } of FORMATS) {
      const loader = await load();
      expect({ mediaTypes, extensions }).toEqual({
        mediaTypes: loader.mediaTypes,
        extensions: loader.extensions,
      });
    }
  });

  it('share no media type and no extension', () => {
    const all = FORMATS.flatMap(({ mediaTypes, extensions }): string[] => [
      ...mediaTypes,
      ...extensions,
    ]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('are stated by media type, then by extension', () => {
    const named = (mediaType: string | null, path: string) => statedFormat(mediaType, path)?.name;
    expect(named('Text/CSV; charset=utf-8', 'a/b.txt')).toBe('csv');
    expect(named('application/x-unknown', 'a/b.MD')).toBe('markdown');
    expect(named(null, 'a.md/b')).toBeUndefined();
    expect(named(null, 'a/.md')).toBeUndefined();
  });
});

describe('recogniseFormat', () => {
  it('goes by what the file is, not by what it is called', async () => {
    expect(await recognised('a/paper.txt', PDF, 'text/plain')).toBe('pdf');
    expect(await recognised('a/paper.pdf', `${' '.repeat(900)}${PDF}`)).toBe('pdf');
    expect(await recognised('a/paper', `MAIL HEADER\n\n${PDF}`)).toBe('pdf');
    expect(await recognised('a/page.pdf', '\xef\xbb\xbf<!-- saved --> <!DOCTYPE html>\n<p>')).toBe(
      'html',
    );
    expect(await recognised('a/page.txt', '<HTML lang=en>', 'text/plain')).toBe('html');
    const xhtml = '<?xml version="1.0"?>\n<!-- -->\n<html xmlns="http://www.w3.org/1999/xhtml">';
    expect(await recognised('a/page.xml', xhtml)).toBe('html');
    expect(await recognised('a/b.txt', '\n<?xml version="1.0"?><rss/>')).toBe('xml');
    expect(await recognised('a/page.htm', iconv.encode('<html>', 'utf-16', {}))).toBe('html');
  });

  it('tells the formats that are archives by what is in them', async () => {
    const named = (...names: string[]) => recognised('a/b.zip', zip(...names));
    expect(await named('[Content_Types].xml', 'word/document.xml')).toBe('docx');
    expect(await named('[Content_Types].xml', 'xl/workbook.bin')).toBe('xlsx');
    expect(await named('PPT/presentation.xml')).toBe('pptx');
    expect(await named('META-INF/container.xml', 'book.opf')).toBe('epub');
    const typed = (type: string) => recognised('a/b.docx', zipSync({ mimetype: strToU8(type) }));
    expect(await typed('application/vnd.oasis.opendocument.text')).toBe('odt');
    expect(await typed('application/vnd.oasis.opendocument.spreadsheet-template')).toBe('xlsx');
    expect(await typed('application/epub+zip\n')).toBe('epub');
    expect(await typed('application/vnd.oasis.opendocument.graphics')).toMatch(/^UNSUPPORTED/);
  });

  it('takes text for text under the name of another format', async () => {
    expect(await recognised('a/b.pdf', 'Just words.')).toBe('text');
    expect(await recognised('a/b.pdf', '')).toBe('text');
    expect(await recognised('a/pdf.md', 'A PDF begins with %PDF-1.7, as this does not.')).toBe(
      'markdown',
    );
  });

  it('reads text that nothing tells of as plain text', async () => {
    expect(await recognised('a/LICENSE', 'Permission is hereby granted')).toBe('text');
    expect(await recognised('a.md/b', '')).toBe('text');
  });

  it.each([
    ['a program’s extension', 'a/b.exe', 'x', null, 'No loader reads "exe" files.'],
    [
      'a type that no loader reads',
      'a/b',
      'x',
      'text/x-tex',
      'No loader reads "text/x-tex" files.',
    ],
    ['a message', 'a/b.eml', 'From: me\n\nHello', null, 'No loader reads "eml" files.'],
    ['an image', 'a/b.txt', '\x89PNG\r\n\x1a\n\0\0', null, 'The file is a PNG image.'],
    ['a photo', 'a/b.jpg', '\xff\xd8\xff\xe0\0\x10JFIF', null, 'The file is a JPEG image.'],
    [
      'a film',
      'a/b.md',
      '\0\0\0\x18ftypmp42\0\0',
      null,
      'The file is a picture, a sound or a film.',
    ],
    [
      'a picture',
      'a/b.md',
      'RIFF\x10\0\0\0WEBPVP8 ',
      null,
      'The file is a picture, a sound or a film.',
    ],
    ['a program', 'a/b', '\x7fELF\x02\x01\x01', null, 'The file is a program.'],
    ['a packed file', 'a/b.txt', '\x1f\x8b\x08\0\0', null, 'The file is packed with gzip.'],
    ['an archive', 'a/b.docx', zip('notes.txt'), null, 'The file is a zip archive.'],
    ['OLE2', 'a/b.doc', `\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${'\0'.repeat(600)}`, null, 'OLE2'],
  ] as const)('refuses %s by name', async (_what, path, content, mediaType, message) => {
    expect(await recognised(path, content, mediaType)).toMatch(
      new RegExp(`^UNSUPPORTED_FORMAT: .*${message}`),
    );
  });

  it('calls corrupt what is neither what it should be nor text', async () => {
    expect(await recognised('a/b.pdf', NOISE)).toMatch(/^CORRUPT_DOCUMENT: The file is no PDF/);
    const cut = zip('word/document.xml').subarray(0, 60);
    expect(await recognised('a/b.docx', cut)).toMatch(/^CORRUPT_DOCUMENT/);
  });
});
