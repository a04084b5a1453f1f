/** The namespaces of the formats read here, by the prefix they are known by. */
const NAMESPACES: Readonly<Record<string, readonly string[]>> = {
  // Office Open XML: as everyone writes it (transitional), and strict.
  w: [
    'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
    'http://purl.oclc.org/ooxml/wordprocessingml/main',
  ],
  p: [
    'http://schemas.openxmlformats.org/presentationml/2006/main',
    'http://purl.oclc.org/ooxml/presentationml/main',
  ],
  a: [
    'http://schemas.openxmlformats.org/drawingml/2006/main',
    'http://purl.oclc.org/ooxml/drawingml/main',
  ],
  dgm: [
    'http://schemas.openxmlformats.org/drawingml/2006/diagram',
    'http://purl.oclc.org/ooxml/drawingml/diagram',
  ],
  m: [
    'http://schemas.openxmlformats.org/officeDocument/2006/math',
    'http://purl.oclc.org/ooxml/officeDocument/math',
  ],
  r: [
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
    'http://purl.oclc.org/ooxml/officeDocument/relationships',
  ],
  v: ['urn:schemas-microsoft-com:vml'],
  mc: ['http://schemas.openxmlformats.org/markup-compatibility/2006'],
  rel: ['http://schemas.openxmlformats.org/package/2006/relationships'],
  cp: ['http://schemas.openxmlformats.org/package/2006/metadata/core-properties'],
  dc: ['http://purl.org/dc/elements/1.1/'],
  dcterms: ['http://purl.org/dc/terms/'],
  // OpenDocument
  office: ['urn:oasis:names:tc:opendocument:xmlns:office:1.0'],
  text: ['urn:oasis:names:tc:opendocument:xmlns:text:1.0'],
  table: ['urn:oasis:names:tc:opendocument:xmlns:table:1.0'],
  draw: ['urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'],
  style: ['urn:oasis:names:tc:opendocument:xmlns:style:1.0'],
  meta: ['urn:oasis:names:tc:opendocument:xmlns:meta:1.0'],
  manifest: ['urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'],
  svg: ['urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'],
  // EPUB
  container: ['urn:oasis:names:tc:opendocument:xmlns:container'],
  opf: ['http://www.idpf.org/2007/opf'],
  enc: ['http://www.w3.org/2001/04/xmlenc#'],
};

const PREFIXES = new Map(
  Object.entries(NAMESPACES).flatMap(([prefix, uris]) => uris.map((uri) => [uri, prefix])),
);

/** The prefix of a namespace; for one that no loader asks for, the namespace itself in braces. */
export function prefixOf(uri: string): string {
  return PREFIXES.get(uri) ?? `{${uri}}`;
}

/** The namespace of a prefix, the one that everyone writes. */
export function namespaceOf(prefix: string): string | undefined {
  return NAMESPACES[prefix]?.[0];
}
