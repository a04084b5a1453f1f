import { FootnoteError } from '../../src/core/errors.ts';
import { openArchive, type Archive } from './archive.ts';
import { readCoreProperties, relatedPart, relationshipsOf } from './archive/office-package.ts';
import { createExtractionWriter, documentOfExtraction } from './extraction.ts';
import { readSlide, writeSlide } from './pptx/slide.ts';
import type { Loader } from './types.ts';
import { parseXml } from './xml.ts';
import { childAt, elementsOf } from './xml/tree.ts';

const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';

/** Titles that programs give a presentation that nobody has named. */
const NO_TITLE = /^(?:slide \d+|presentation\d*|(?:microsoft )?powerpoint\b.*)$/i;

/**
 * Presentations. A slide is a page, numbered as PowerPoint does, with its title as a heading, then its text
 * in the order of its shapes, its tables and diagrams, and its speaker notes as paragraphs. Hidden slides,
 * comments, pictures, charts, dates and footers are left out.
 */
export const pptxLoader: Loader = {
  mediaTypes: [
    PPTX,
    'application/vnd.openxmlformats-officedocument.presentationml.slideshow',
    'application/vnd.openxmlformats-officedocument.presentationml.template',
    'application/vnd.ms-powerpoint.presentation.macroenabled.12',
    'application/vnd.ms-powerpoint.slideshow.macroenabled.12',
    'application/vnd.ms-powerpoint.template.macroenabled.12',
  ],
  extensions: ['pptx', 'pptm', 'ppsx', 'ppsm', 'potx', 'potm'],
  load({ bytes }) {
    const archive = openArchive(bytes);
    const { title, metadata } = readCoreProperties(archive);
    const writer = createExtractionWriter();
    const slides = slideParts(archive).map((part) => readSlide(archive, part));
    slides.forEach((slide, index) => {
      if (slide !== null) writeSlide(slide, index + 1, writer);
    });
    const stated = {
      mediaType: PPTX,
      encoding: null,
      title: title !== null && !NO_TITLE.test(title) ? title : (slides[0]?.title ?? null),
      metadata,
    };
    return documentOfExtraction(writer.finish(), stated, 'The presentation holds no text.');
  },
};

/** The parts of the slides as they follow one another; their names do not tell. */
function slideParts(archive: Archive): string[] {
  const main = relatedPart(
    archive,
    relationshipsOf(archive, ''),
    'officeDocument',
    'ppt/presentation.xml',
  );
  if (main === null) {
    throw new FootnoteError('CORRUPT_DOCUMENT', {}, { detail: 'The archive is no presentation.' });
  }
  const targets = new Map(relationshipsOf(archive, main).map(({ id, target }) => [id, target]));
  const list = childAt(parseXml(archive.readText(main), main), 'p:sldIdLst');
  return elementsOf(list, 'p:sldId').flatMap(({ attributes }) => {
    const part = targets.get(attributes['r:id'] ?? '');
    return part === undefined ? [] : [part];
  });
}
