import { FootnoteError } from '../../src/core/errors.ts';
import { createExtractionWriter, documentOfExtraction } from './extraction.ts';
import { createFlow } from './flow.ts';
import { readRtf } from './rtf/read.ts';
import type { Loader } from './types.ts';

const RTF = 'application/rtf';

/** Some programs begin with a byte order mark or a line end. */
const START = /^(?:\xef\xbb\xbf)?\s*(?=\{\\rtf)/;
const HEAD_BYTES = 1024;

/**
 * Rich Text Format, by a reader of our own. Headings come from outline levels and styles, numbers of lists
 * from the text that stands there for older programs; pictures, headers and footers, comments, hidden and
 * deleted text are left out.
 */
export const rtfLoader: Loader = {
  mediaTypes: [RTF, 'text/rtf', 'text/richtext'],
  extensions: ['rtf'],
  load({ bytes }) {
    const start = START.exec(Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1'));
    if (start === null) {
      throw new FootnoteError('CORRUPT_DOCUMENT', {}, { detail: 'The file is no RTF document.' });
    }
    const writer = createExtractionWriter();
    const { title, metadata } = readRtf(bytes.subarray(start[0].length), createFlow(writer));
    const stated = {
      mediaType: RTF,
      encoding: null,
      title,
      metadata,
    };
    return documentOfExtraction(writer.finish(), stated, 'The document holds no text.');
  },
};
