import { FootnoteError } from '../../../src/core/errors.ts';
import type { Archive } from '../archive.ts';
import { resolvePath, statedOf, type DocumentProperties } from '../archive/office-package.ts';
import { parseXml } from '../xml.ts';
import { childAt, descendantsOf, elementsOf, textOf, type XmlElement } from '../xml/tree.ts';

export interface BookPackage extends DocumentProperties {
  /** Names in the archive, in reading order. */
  readonly chapters: readonly string[];
}

const CONTAINER = 'META-INF/container.xml';
const CHAPTER = /^(?:application\/xhtml\+xml|text\/html|text\/x-oeb1-document)$/i;

/** @throws CORRUPT_DOCUMENT when the archive does not hold the book that it describes */
export function readPackage(archive: Archive): BookPackage {
  const container = parseXml(archive.readText(CONTAINER), CONTAINER);
  const part = descendantsOf(container, 'container:rootfile')[0]?.attributes['full-path'];
  if (part === undefined) {
    const detail = 'The archive does not say where its book is.';
    throw new FootnoteError('CORRUPT_DOCUMENT', {}, { detail });
  }
  const root = parseXml(archive.readText(part), part);
  const metadata = childAt(root, 'opf:metadata');
  // The first versions put it one deeper.
  return {
    ...readProperties(childAt(metadata, 'opf:dc-metadata') ?? metadata),
    chapters: readChapters(root, part.slice(0, part.lastIndexOf('/') + 1)),
  };
}

function readProperties(metadata: XmlElement | undefined): DocumentProperties {
  const texts = (name: string): string[] =>
    elementsOf(metadata, name)
      .map((element) => textOf(element).replace(/\s+/g, ' ').trim())
      .filter((text) => text !== '');
  const modified = elementsOf(metadata, 'opf:meta').find(
    ({ attributes }) => attributes['property'] === 'dcterms:modified',
  );
  return {
    title: texts('dc:title')[0] ?? null,
    metadata: statedOf({
      author: texts('dc:creator').join(', '),
      published: texts('dc:date')[0] ?? '',
      modified: textOf(modified).trim(),
      language: texts('dc:language')[0] ?? '',
    }),
  };
}

function readChapters(root: XmlElement, folder: string): string[] {
  const resources = new Map(
    elementsOf(childAt(root, 'opf:manifest'), 'opf:item').map(({ attributes }) => [
      attributes['id'] ?? '',
      attributes,
    ]),
  );
  // Older books have their table of contents among the chapters and say so in the guide.
  const contents = elementsOf(childAt(root, 'opf:guide'), 'opf:reference')
    .filter(({ attributes }) => attributes['type'] === 'toc')
    .map(({ attributes }) => resolveReference(folder, attributes['href']));
  const chapters = elementsOf(childAt(root, 'opf:spine'), 'opf:itemref').flatMap((reference) => {
    const resource = resources.get(reference.attributes['idref'] ?? '');
    if (resource === undefined || !CHAPTER.test(resource['media-type'] ?? '')) return [];
    if (/\bnav\b/.test(resource['properties'] ?? '')) return [];
    const name = resolveReference(folder, resource['href']);
    return contents.includes(name) ? [] : [name];
  });
  // A book that names a chapter twice has it twice only for those who page through it.
  return [...new Set(chapters)];
}

/** Names are written as parts of addresses: escaped, and with a place within the chapter. */
function resolveReference(folder: string, reference = ''): string {
  const path = resolvePath(folder, reference.replace(/#.*$/, ''));
  try {
    return decodeURIComponent(path);
  } catch {
    // A percent sign that stands for itself.
    return path;
  }
}
