import type { Archive } from '../archive.ts';
import { relationshipsOf, type Relationship } from '../archive/office-package.ts';
import type { ExtractionWriter } from '../extraction.ts';
import { createFlow } from '../flow.ts';
import { parseXml } from '../xml.ts';
import { childAt, descendantsOf, elementsOf, type XmlElement } from '../xml/tree.ts';
import { readDiagram } from './diagram.ts';
import { readTable, writeTable, type Table } from './table.ts';
import { paragraphsOf, writeParagraphs, type SlideParagraph } from './text.ts';

export interface Slide {
  readonly title: string | null;
  readonly contents: readonly (SlideParagraph[] | Table)[];
  readonly notes: readonly SlideParagraph[];
}

/** Placeholders for what is on every slide. */
const FURNITURE = new Set(['dt', 'ftr', 'hdr', 'sldNum', 'sldImg']);

/** Null for a slide that is hidden. */
export function readSlide(archive: Archive, part: string): Slide | null {
  const root = parseXml(archive.readText(part), part);
  if (/^(?:0|false)$/.test(root.attributes['show'] ?? '')) return null;
  const links = relationshipsOf(archive, part);
  const layout = linkedRoot(archive, links, 'slideLayout');
  const shapes = shapesOf(childAt(root, 'p:cSld', 'p:spTree'));
  const titleShape = shapes.find((shape) =>
    /^(?:title|ctrTitle)$/.test(placeholderOf(shape) ?? ''),
  );
  const title = paragraphsOf(titleShape, undefined, false)
    .map(({ text }) => text)
    .join(' ');
  const layoutShapes = shapesOf(childAt(layout, 'p:cSld', 'p:spTree'));
  const contents = shapes
    .filter((shape) => shape !== titleShape && !FURNITURE.has(placeholderOf(shape) ?? ''))
    .flatMap((shape) => contentOf(shape, archive, links, layoutShapes));
  return { title: title.trim() || null, contents, notes: notesOf(archive, links) };
}

/** A slide without a title is headed by its number, so that it does not stand under another's. */
export function writeSlide(
  { title, contents, notes }: Slide,
  page: number,
  writer: ExtractionWriter,
): void {
  if (title === null && contents.length === 0 && notes.length === 0) return;
  writer.page(page);
  writer.heading(1, title ?? `Slide ${page}`);
  const flow = createFlow(writer);
  for (const content of contents) {
    if ('rows' in content) writeTable(content, flow);
    else writeParagraphs(content, flow);
  }
  for (const { text } of notes) writer.paragraph(text);
}

function linkedRoot(
  archive: Archive,
  links: readonly Relationship[],
  type: string,
): XmlElement | undefined {
  const link = links.find((candidate) => candidate.type === type && archive.has(candidate.target));
  return link && parseXml(archive.readText(link.target), link.target);
}

/** The shapes of a slide, those of groups in their place, from back to front, which is how they are read. */
function shapesOf(tree: XmlElement | undefined): XmlElement[] {
  return elementsOf(tree).flatMap((shape) => {
    if (shape.name === 'p:grpSp') return shapesOf(shape);
    if (shape.name !== 'mc:AlternateContent') return [shape];
    const choice = childAt(shape, 'mc:Choice');
    const fallback = childAt(shape, 'mc:Fallback');
    return shapesOf(descendantsOf(choice, 'a:t').length > 0 ? choice : (fallback ?? choice));
  });
}

/** The kind of a placeholder, '' for one that takes any content; undefined for what is none. */
function placeholderOf(shape: XmlElement): string | undefined {
  const placeholder = placeholderElement(shape);
  return placeholder && (placeholder.attributes['type'] ?? '');
}

function placeholderElement(shape: XmlElement): XmlElement | undefined {
  return childAt(shape, 'p:nvSpPr', 'p:nvPr', 'p:ph');
}

function contentOf(
  shape: XmlElement,
  archive: Archive,
  links: readonly Relationship[],
  layoutShapes: readonly XmlElement[],
): (SlideParagraph[] | Table)[] {
  const data = childAt(shape, 'a:graphic', 'a:graphicData');
  const table = childAt(data, 'a:tbl');
  if (table !== undefined) return [readTable(table)];
  const diagram = childAt(data, 'dgm:relIds')?.attributes['r:dm'];
  const part = links.find(({ id }) => id === diagram)?.target;
  const paragraphs =
    part !== undefined && archive.has(part)
      ? readDiagram(parseXml(archive.readText(part), part))
      : paragraphsOf(shape, layoutOf(shape, layoutShapes), hasBullets(shape));
  return paragraphs.length > 0 ? [paragraphs] : [];
}

/** Text placeholders have bullets unless the slide or its layout says otherwise. */
function hasBullets(shape: XmlElement): boolean {
  return /^(?:|body|obj)$/.test(placeholderOf(shape) ?? 'none');
}

function layoutOf(shape: XmlElement, layoutShapes: readonly XmlElement[]): XmlElement | undefined {
  const own = placeholderElement(shape)?.attributes;
  if (own === undefined) return undefined;
  return layoutShapes.find((candidate) => {
    const { idx, type } = placeholderElement(candidate)?.attributes ?? {};
    return own['idx'] === undefined ? type === own['type'] : idx === own['idx'];
  });
}

function notesOf(archive: Archive, links: readonly Relationship[]): SlideParagraph[] {
  const root = linkedRoot(archive, links, 'notesSlide');
  return shapesOf(childAt(root, 'p:cSld', 'p:spTree'))
    .filter((shape) => placeholderOf(shape) === 'body')
    .flatMap((shape) => paragraphsOf(shape, undefined, false));
}
