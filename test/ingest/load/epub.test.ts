import { describe, expect, it } from 'vitest';
import { epubLoader } from '../../../ingest/load/epub.ts';
import { epubOf, loadWith, outlineOf, zipOf } from '../../helpers/office.ts';

const CHAPTERS = {
  'b.xhtml': '<h1>Arrival</h1><p>They came.</p>',
  'a.xhtml': '<h1>Return</h1><p>They went.</p>',
};
const READ = [
  'heading 1: Arrival',
  'paragraph: They came.',
  'heading 1: Return',
  'paragraph: They went.',
];

function encryption(algorithm: string): Record<string, string> {
  return {
    'META-INF/encryption.xml': `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/></enc:EncryptedData></encryption>`,
  };
}

describe('epubLoader', () => {
  it('reads the chapters in the order of the spine', async () => {
    expect(outlineOf(await loadWith(epubLoader, epubOf(CHAPTERS)))).toEqual(READ);
  });

  it('takes title, authors and the rest from the package', async () => {
    const metadata =
      '<dc:title>The\n Voyage</dc:title><dc:creator>Ann</dc:creator><dc:creator>Ben</dc:creator><dc:date>1999</dc:date><dc:language>en</dc:language><meta property="dcterms:modified">2024-01-02T00:00:00Z</meta>';
    expect(await loadWith(epubLoader, epubOf(CHAPTERS, { metadata }))).toMatchObject({
      title: 'The Voyage',
      metadata: {
        author: 'Ann, Ben',
        published: '1999',
        modified: '2024-01-02T00:00:00Z',
        language: 'en',
      },
    });
  });

  it('leaves out tables of contents, pictures, and chapters that stand in no spine', async () => {
    const toc = '<html><body><p>Arrival</p></body></html>';
    const bytes = epubOf(
      CHAPTERS,
      {
        items:
          '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="toc" href="toc.xhtml" media-type="application/xhtml+xml"/><item id="pic" href="p.svg" media-type="image/svg+xml"/><item id="out" href="out.xhtml" media-type="application/xhtml+xml"/>',
        spine:
          '<itemref idref="nav"/><itemref idref="toc"/><itemref idref="pic"/><itemref idref="c0"/><itemref idref="gone"/><itemref idref="c1"/><itemref idref="c0"/>',
        guide: '<reference type="toc" href="toc.xhtml#top"/>',
      },
      {
        'OEBPS/nav.xhtml': toc,
        'OEBPS/toc.xhtml': toc,
        'OEBPS/out.xhtml': toc,
        'OEBPS/p.svg': '<svg/>',
      },
    );
    expect(outlineOf(await loadWith(epubLoader, bytes))).toEqual(READ);
  });

  it('finds chapters whose names are escaped, or lie elsewhere', async () => {
    const bytes = epubOf(
      { 'a%20b.xhtml': '<p>one</p>' },
      {
        items: '<item id="up" href="../text/c.html" media-type="text/html"/>',
        spine: '<itemref idref="c0"/><itemref idref="up"/>',
      },
      { 'text/c.html': '<p>two</p>' },
    );
    expect((await loadWith(epubLoader, bytes)).text).toBe('one\n\ntwo');
  });

  it('takes chapters in the encoding that they declare, and elements that close themselves', async () => {
    const page = Buffer.from(
      '<?xml version="1.0" encoding="iso-8859-1"?><html><head><title/></head><body><a id="x"/><p>caf\xe9</p></body></html>',
      'latin1',
    );
    const bytes = epubOf({ 'a.xhtml': '' }, {}, { 'OEBPS/a.xhtml': page });
    expect((await loadWith(epubLoader, bytes)).text).toBe('café');
  });

  it('reads a book whose fonts alone are scrambled', async () => {
    const bytes = epubOf(CHAPTERS, {}, encryption('http://www.idpf.org/2008/embedding'));
    expect(outlineOf(await loadWith(epubLoader, bytes))).toEqual(READ);
  });

  it.each([
    ['ENCRYPTED', epubOf(CHAPTERS, {}, encryption('http://www.w3.org/2001/04/xmlenc#aes128-cbc'))],
    ['NO_TEXT', epubOf({ 'a.xhtml': '<img src="scan.png"/>' })],
    ['NO_TEXT', epubOf({})],
    ['CORRUPT_DOCUMENT', zipOf({ mimetype: 'application/epub+zip' })],
    ['CORRUPT_DOCUMENT', zipOf({ 'META-INF/container.xml': '<container/>' })],
    ['CORRUPT_DOCUMENT', epubOf(CHAPTERS, {}, { 'OEBPS/book.opf': '<package>' })],
    [
      'CORRUPT_DOCUMENT',
      epubOf(
        {},
        {
          items: '<item id="x" href="none.xhtml" media-type="text/html"/>',
          spine: '<itemref idref="x"/>',
        },
      ),
    ],
  ])('answers %s', async (code, bytes) => {
    await expect(loadWith(epubLoader, bytes)).rejects.toMatchObject({ code });
  });
});
