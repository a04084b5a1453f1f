import { FootnoteError } from '../../../src/core/errors.ts';
import type { Archive } from '../archive.ts';
import { statedOf, type DocumentProperties } from '../archive/office-package.ts';
import { parseXml } from '../xml.ts';
import { childAt, descendantsOf, textOf, type XmlElement } from '../xml/tree.ts';

/** An OpenDocument file, taken apart. */
export interface OpenDocument {
  /** What `office:body` holds: `office:text`, `office:spreadsheet`. */
  readonly body: XmlElement;
  /** Parts that define styles: `styles.xml` and the document itself. */
  readonly styleParts: readonly XmlElement[];
  readonly properties: DocumentProperties;
}

/**
 * @param kind `office:text` or `office:spreadsheet`
 * @throws ENCRYPTED, CORRUPT_DOCUMENT when it is no document of this kind, and what `readText` throws
 */
export function readOpenDocument(archive: Archive, kind: string): OpenDocument {
  refuseEncrypted(archive);
  const content = parseXml(archive.readText('content.xml'), 'content.xml');
  const body = childAt(content, 'office:body', kind);
  if (body === undefined) {
    const detail = 'The archive is no OpenDocument file of the kind that its name says.';
    throw new FootnoteError('CORRUPT_DOCUMENT', { kind }, { detail });
  }
  const styles = optionalPart(archive, 'styles.xml');
  return {
    body,
    styleParts: styles === undefined ? [content] : [styles, content],
    properties: propertiesOf(childAt(optionalPart(archive, 'meta.xml'), 'office:meta')),
  };
}

function optionalPart(archive: Archive, name: string): XmlElement | undefined {
  return archive.has(name) ? parseXml(archive.readText(name), name) : undefined;
}

/** Older programs encrypt each part, newer ones all of them in one. */
function refuseEncrypted(archive: Archive): void {
  const manifest = optionalPart(archive, 'META-INF/manifest.xml');
  const keys = descendantsOf(manifest, 'manifest:encryption-data');
  if (keys.length > 0 || archive.has('encrypted-package')) throw new FootnoteError('ENCRYPTED');
}

function propertiesOf(meta: XmlElement | undefined): DocumentProperties {
  const text = (name: string): string => textOf(childAt(meta, name)).trim();
  return {
    title: text('dc:title') || null,
    metadata: statedOf({
      author: text('meta:initial-creator') || text('dc:creator'),
      created: text('meta:creation-date'),
      modified: text('dc:date'),
    }),
  };
}
