import xlsx from '@e965/xlsx';
import { Document, HeadingLevel, Packer, Paragraph } from 'docx';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { toHtmlBody } from './text.ts';
import type { Article } from './types.ts';

/* Made-up office files, with no more in them than a reader needs. */

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org';
const RELATION = `${OFFICE}/officeDocument/2006/relationships`;

export async function toDocx({ title, sections }: Article): Promise<Uint8Array> {
  const children = sections.flatMap(({ heading, paragraphs }) => [
    new Paragraph({ text: heading, heading: HeadingLevel.HEADING_2 }),
    ...paragraphs.map((text) => new Paragraph({ text })),
  ]);
  const first = new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 });
  return Packer.toBuffer(new Document({ sections: [{ children: [first, ...children] }] }));
}

export function toXlsx(rows: readonly Record<string, string | number>[]): Uint8Array {
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, xlsx.utils.json_to_sheet([...rows]), 'Products');
  return new Uint8Array(
    xlsx.write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer,
  );
}

export function toOdt({ title, sections }: Article): Uint8Array {
  const heading = (text: string, level: number): string =>
    `<text:h text:outline-level="${level}">${text}</text:h>`;
  const body = sections.flatMap((section) => [
    heading(section.heading, 2),
    ...section.paragraphs.map((paragraph) => `<text:p>${paragraph}</text:p>`),
  ]);
  const names = ['office', 'text'].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  );
  const mimetype = 'application/vnd.oasis.opendocument.text';
  return zip(mimetype, {
    'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="${mimetype}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    'content.xml': `<office:document-content ${names.join(' ')} office:version="1.2"><office:body>
<office:text>${[heading(title, 1), ...body].join('\n')}</office:text></office:body></office:document-content>`,
  });
}

export function toEpub(article: Article): Uint8Array {
  return zip('application/epub+zip', {
    'META-INF/container.xml': `<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
    'book.opf': `<package version="3.0" xmlns="http://www.idpf.org/2007/opf" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">made-up</dc:identifier>
<dc:title>${article.title}</dc:title><dc:language>en</dc:language></metadata>
<manifest><item id="text" href="text.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="text"/></spine></package>`,
    'text.xhtml': `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>${article.title}</title></head>
<body>${toHtmlBody(article)}</body></html>`,
  });
}

/** A slide for each section. */
export function toPptx({ sections }: Article): Uint8Array {
  const slides = sections.map(({ heading, paragraphs }, i) => [
    `ppt/slides/slide${i + 1}.xml`,
    toSlide(heading, paragraphs),
  ]);
  const ids = sections.map((_, i) => `<p:sldId id="${256 + i}" r:id="rId${i + 1}"/>`);
  const relations = sections.map((_, i) => relation(i + 1, 'slide', `slides/slide${i + 1}.xml`));
  const types = sections.map(
    (_, i) =>
      `<Override PartName="/ppt/slides/slide${i + 1}.xml" ContentType="${presentation('slide')}"/>`,
  );
  return zip(null, {
    '[Content_Types].xml': `<Types xmlns="${OFFICE}/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/ppt/presentation.xml" ContentType="${presentation('presentation.main')}"/>
${types.join('')}</Types>`,
    '_rels/.rels': relationships([relation(1, 'officeDocument', 'ppt/presentation.xml')]),
    'ppt/presentation.xml': `<p:presentation ${slideNames}><p:sldIdLst>${ids.join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationships(relations),
    ...(Object.fromEntries(slides) as Record<string, string>),
  });
}

const slideNames = `xmlns:p="${OFFICE}/presentationml/2006/main" xmlns:a="${OFFICE}/drawingml/2006/main" xmlns:r="${RELATION}"`;

function toSlide(heading: string, paragraphs: readonly string[]): string {
  const shape = (kind: string, texts: readonly string[]): string =>
    `<p:sp><p:nvSpPr><p:cNvPr id="2" name="${kind}"/><p:cNvSpPr/><p:nvPr><p:ph type="${kind}"/></p:nvPr></p:nvSpPr>
<p:spPr/><p:txBody><a:bodyPr/>${texts.map((text) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`).join('')}</p:txBody></p:sp>`;
  return `<p:sld ${slideNames}><p:cSld><p:spTree>${shape('title', [heading])}${shape('body', paragraphs)}</p:spTree></p:cSld></p:sld>`;
}

function presentation(part: string): string {
  return `application/vnd.openxmlformats-officedocument.presentationml.${part}+xml`;
}

function relation(id: number, type: string, target: string): string {
  return `<Relationship Id="rId${id}" Type="${RELATION}/${type}" Target="${target}"/>`;
}

function relationships(relations: readonly string[]): string {
  return `<Relationships xmlns="${OFFICE}/package/2006/relationships">${relations.join('')}</Relationships>`;
}

/** @param mimetype stands first and uncompressed, where the format wants it */
function zip(mimetype: string | null, parts: Readonly<Record<string, string>>): Uint8Array {
  const files: Zippable = mimetype === null ? {} : { mimetype: [strToU8(mimetype), { level: 0 }] };
  for (const [path, xml] of Object.entries(parts)) files[path] = strToU8(XML + xml);
  return zipSync(files);
}
