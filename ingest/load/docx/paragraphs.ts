import { childAt, descendantsOf, textOf, type XmlElement, type XmlNode } from '../xml/tree.ts';
import { element, text } from './elements.ts';
import { markLabel } from './labels.ts';
import type { Label, Numberer } from './numbering.ts';
import {
  numberingOf,
  outlineLevelOf,
  valueOf,
  type NumberingReference,
  type ParagraphStyle,
} from './styles.ts';

/** Rewrites the paragraphs of a document in their order, since lists are counted on the way. */
export interface ParagraphRewriter {
  /** No element for a paragraph of a table of contents, else one. */
  rewrite(
    paragraph: XmlElement,
    rewriteAll: (nodes: readonly XmlNode[]) => XmlNode[],
  ): XmlElement[];
  /** The first paragraph of the style Title that was met. */
  title(): string | null;
}

/** HTML has no more, and mammoth none for lists either. */
const MAX_HEADING_LEVEL = 6;
const MAX_LIST_LEVEL = 4;

/** The lists of `NUMBERING`. */
const NUMBERED = '1';
const BULLETED = '2';

export function createParagraphRewriter(
  styleOf: (styleId: string) => ParagraphStyle,
  numberer: Numberer,
): ParagraphRewriter {
  let title: string | null = null;
  return {
    title: () => title,
    rewrite(paragraph, rewriteAll) {
      const properties = childAt(paragraph, 'w:pPr');
      const styleId = valueOf(childAt(properties, 'w:pStyle')) ?? '';
      const style = styleOf(styleId);
      if (style.role === 'contents') return [];
      const label = labelOf(properties, style.numbering, styleId, numberer);
      const content = paragraph.children.filter((child) => child !== properties);
      const children = rewriteAll(content);
      const words = wordsOf(children);
      if (words === '') return [withProperties(properties, [], children)];
      if (style.role === 'title') title ??= words;
      const level = style.role === 'title' ? 1 : outlineLevelOf(properties, style.headingLevel);
      return [
        level === null
          ? textParagraph(properties, label, style, children)
          : headingParagraph(properties, label, level, children),
      ];
    },
  };
}

function labelOf(
  properties: XmlElement | undefined,
  ofStyle: NumberingReference,
  styleId: string,
  numberer: Numberer,
): Label | null {
  const own = numberingOf(properties);
  const numId = own.numId ?? ofStyle.numId;
  // A paragraph whose end was deleted is part of the next, and not counted.
  const deleted = childAt(properties, 'w:rPr', 'w:del') !== undefined;
  if (numId === undefined || deleted) return null;
  return numberer.next(numId, own.level ?? ofStyle.level, styleId);
}

function wordsOf(nodes: readonly XmlNode[]): string {
  const words = descendantsOf(element('w:p', {}, nodes), 'w:t').map(textOf);
  return words.join('').replace(/\s+/g, ' ').trim();
}

function headingParagraph(
  properties: XmlElement | undefined,
  label: Label | null,
  level: number,
  children: readonly XmlNode[],
): XmlElement {
  const style = `Heading${Math.min(level, MAX_HEADING_LEVEL)}`;
  const number = label?.number ?? null;
  const lead = number === null ? [] : [element('w:r', {}, [text(`${number} `)])];
  return withProperties(properties, [styleElement(style)], [...lead, ...children]);
}

function textParagraph(
  properties: XmlElement | undefined,
  label: Label | null,
  { role }: ParagraphStyle,
  children: readonly XmlNode[],
): XmlElement {
  if (label === null) {
    return withProperties(properties, role === 'quote' ? [styleElement('Quote')] : [], children);
  }
  const list = element('w:numPr', {}, [
    element('w:ilvl', { 'w:val': String(Math.min(label.level, MAX_LIST_LEVEL)) }),
    element('w:numId', { 'w:val': label.number === null ? BULLETED : NUMBERED }),
  ]);
  const marked = label.number === null ? [] : [element('w:r', {}, [text(markLabel(label.number))])];
  return withProperties(properties, [list], [...marked, ...children]);
}

/** Of the paragraph's own properties only those of its end are kept: whether that was deleted. */
function withProperties(
  properties: XmlElement | undefined,
  rewritten: readonly XmlElement[],
  children: readonly XmlNode[],
): XmlElement {
  const ofEnd = childAt(properties, 'w:rPr');
  const kept = ofEnd === undefined ? rewritten : [...rewritten, ofEnd];
  return element('w:p', {}, [element('w:pPr', {}, kept), ...children]);
}

function styleElement(styleId: string): XmlElement {
  return element('w:pStyle', { 'w:val': styleId });
}

function levels(format: string): XmlElement[] {
  return Array.from({ length: MAX_LIST_LEVEL + 1 }, (_, level) =>
    element('w:lvl', { 'w:ilvl': String(level) }, [element('w:numFmt', { 'w:val': format })]),
  );
}

/** The lists that rewritten paragraphs stand in: all that mammoth needs to know is which have bullets. */
export const NUMBERING = element(
  'w:numbering',
  {},
  [
    [NUMBERED, 'decimal'],
    [BULLETED, 'bullet'],
  ].flatMap(([id = '', format = '']) => [
    element('w:abstractNum', { 'w:abstractNumId': id }, levels(format)),
    element('w:num', { 'w:numId': id }, [element('w:abstractNumId', { 'w:val': id })]),
  ]),
);
