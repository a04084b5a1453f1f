import { openArchive } from './archive.ts';
import { createExtractionWriter, documentOfExtraction } from './extraction.ts';
import { createFlow } from './flow.ts';
import { readOpenDocument } from './odt/package.ts';
import { readStyles } from './odt/styles.ts';
import { writeText } from './odt/write.ts';
import type { Loader } from './types.ts';

const ODT = 'application/vnd.oasis.opendocument.text';

/**
 * OpenDocument texts. Numbers of lists and headings are counted as the document says, notes stand after what
 * refers to them; tracked deletions, comments, tables of contents, headers and footers are left out. The
 * title is what has the style Title, else the document's property.
 */
export const odtLoader: Loader = {
  mediaTypes: [ODT, 'application/vnd.oasis.opendocument.text-template'],
  extensions: ['odt', 'ott'],
  load({ bytes }) {
    const { body, styleParts, properties } = readOpenDocument(openArchive(bytes), 'office:text');
    const writer = createExtractionWriter();
    const title = writeText(body, readStyles(styleParts), createFlow(writer));
    const stated = {
      mediaType: ODT,
      encoding: null,
      title: title ?? properties.title,
      metadata: properties.metadata,
    };
    return documentOfExtraction(writer.finish(), stated, 'The document holds no text.');
  },
};
