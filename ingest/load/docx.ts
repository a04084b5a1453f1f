import { FootnoteError } from '../../src/core/errors.ts';
import type { Block } from '../../src/core/blocks.ts';
import { openArchive, type Archive } from './archive.ts';
import {
  readCoreProperties,
  relatedPart,
  relationshipsOf,
  type Relationship,
} from './archive/office-package.ts';
import { serialize } from './docx/elements.ts';
import { createLabelWriter } from './docx/labels.ts';
import { placeNotes } from './docx/notes.ts';
import { createNumberer } from './docx/numbering.ts';
import { createParagraphRewriter, NUMBERING } from './docx/paragraphs.ts';
import { preparePart } from './docx/prepare.ts';
import { readStyles } from './docx/styles.ts';
import { createExtractionWriter, documentOfExtraction } from './extraction.ts';
import { writeHtml } from './html.ts';
import type { Loader } from './types.ts';
import { parseXml } from './xml.ts';
import type { XmlElement } from './xml/tree.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Word documents, through mammoth. Headings come from styles and outline levels, numbers of lists and
 * headings are counted as Word would, notes stand after what refers to them. The title is what has the
 * style Title, else the document's properties, else the one heading of level 1 that it begins with.
 */
export const docxLoader: Loader = {
  mediaTypes: [
    DOCX,
    'application/vnd.openxmlformats-officedocument.wordprocessingml.template',
    'application/vnd.ms-word.document.macroenabled.12',
    'application/vnd.ms-word.template.macroenabled.12',
  ],
  extensions: ['docx', 'docm', 'dotx', 'dotm'],
  async load({ bytes }) {
    const archive = openArchive(bytes);
    const properties = readCoreProperties(archive);
    const { parts, title } = prepare(archive);
    const writer = createExtractionWriter();
    writeHtml(await convertToHtml(parts), createLabelWriter(writer), 'fragment');
    const extracted = writer.finish();
    const stated = {
      mediaType: DOCX,
      encoding: null,
      title: title ?? properties.title ?? onlyHeadline(extracted.blocks),
      metadata: properties.metadata,
    };
    return documentOfExtraction(extracted, stated, 'The document holds no text.');
  },
};

/** Parts of a package by name. */
type Parts = Readonly<Record<string, string>>;

function prepare(archive: Archive): { parts: Parts; title: string | null } {
  const body = relatedPart(
    archive,
    relationshipsOf(archive, ''),
    'officeDocument',
    'word/document.xml',
  );
  if (body === null) {
    throw new FootnoteError('CORRUPT_DOCUMENT', {}, { detail: 'The archive is no Word document.' });
  }
  const links = relationshipsOf(archive, body);
  const styles = readPart(archive, links, 'styles');
  const numberer = createNumberer(readPart(archive, links, 'numbering'), styles);
  const paragraphs = createParagraphRewriter(readStyles(styles), numberer);
  const prepared = (root: XmlElement | undefined): string | null =>
    root === undefined ? null : serialize(preparePart(root, paragraphs));
  const parts = {
    'word/document.xml': prepared(parseXml(archive.readText(body), body)),
    'word/footnotes.xml': prepared(readPart(archive, links, 'footnotes')),
    'word/endnotes.xml': prepared(readPart(archive, links, 'endnotes')),
    'word/numbering.xml': serialize(NUMBERING),
  };
  const kept = Object.entries(parts).filter((part): part is [string, string] => part[1] !== null);
  return { parts: Object.fromEntries(kept), title: paragraphs.title() };
}

function readPart(
  archive: Archive,
  links: readonly Relationship[],
  type: string,
): XmlElement | undefined {
  const part = relatedPart(archive, links, type, `word/${type}.xml`);
  return part === null ? undefined : parseXml(archive.readText(part), part);
}

/** mammoth gets an archive of our own making, so that it unpacks nothing that was not measured. */
async function convertToHtml(parts: Parts): Promise<string> {
  const [{ default: mammoth }, { strToU8, zipSync }] = await Promise.all([
    import('mammoth'),
    import('fflate'),
  ]);
  const files = Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)] as const);
  const buffer = Buffer.from(zipSync(Object.fromEntries(files), { level: 0 }));
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer },
      { styleMap: ['p.Quote => blockquote > p:fresh'], transformDocument: placeNotes },
    );
    return value;
  } catch (error) {
    throw new FootnoteError('CORRUPT_DOCUMENT', {}, { cause: error });
  }
}

function onlyHeadline(blocks: readonly Block[]): string | null {
  const headlines = blocks.filter((block) => block.kind === 'heading' && block.level === 1);
  const [first] = blocks;
  return headlines.length === 1 && first?.kind === 'heading' && first === headlines[0]
    ? first.text
    : null;
}
