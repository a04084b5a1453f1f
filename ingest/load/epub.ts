import { openArchive } from './archive.ts';
import { decodeText } from './decode.ts';
import { refuseProtected } from './epub/protection.ts';
import { readPackage } from './epub/package.ts';
import { createExtractionWriter, documentOfExtraction } from './extraction.ts';
import { writeHtml } from './html.ts';
import type { Loader } from './types.ts';

const EPUB = 'application/epub+zip';

/**
 * E-books (EPUB 2 and 3): the chapters in the order of the book's spine, each read as HTML. Tables of
 * contents, pictures and scripts are left out.
 */
export const epubLoader: Loader = {
  mediaTypes: [EPUB],
  extensions: ['epub'],
  load({ bytes }) {
    const archive = openArchive(bytes);
    refuseProtected(archive);
    const { title, metadata, chapters } = readPackage(archive);
    const writer = createExtractionWriter();
    for (const chapter of chapters) {
      const { text } = decodeText(archive.read(chapter), { mediaType: null, markup: true });
      writeHtml(text, writer, 'fragment');
    }
    const stated = {
      mediaType: EPUB,
      encoding: null,
      title,
      metadata,
    };
    return documentOfExtraction(writer.finish(), stated, 'The book holds no text.');
  },
};
