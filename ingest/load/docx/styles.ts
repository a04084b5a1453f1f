import { childAt, elementsOf, type XmlElement } from '../xml/tree.ts';

/** What a paragraph style says that matters to the text's structure. */
export interface ParagraphStyle {
  /** 1 is the outermost; null for text. */
  readonly headingLevel: number | null;
  readonly role: 'title' | 'quote' | 'contents' | 'text';
  /** The numbering that its paragraphs take part in, where they do not say another. */
  readonly numbering: NumberingReference;
}

/** What is not stated is inherited, or 0. */
export interface NumberingReference {
  readonly numId: string | undefined;
  readonly level: number | undefined;
}

const TEXT: ParagraphStyle = {
  headingLevel: null,
  role: 'text',
  numbering: { numId: undefined, level: undefined },
};
const ROLES: readonly (readonly [RegExp, ParagraphStyle['role']])[] = [
  [/^title$/i, 'title'],
  [/^(?:intense )?quote$|^quotations$/i, 'quote'],
  [/^(?:toc|contents|index) (?:\d|heading)$|^table of (?:figures|authorities)$/i, 'contents'],
];
/** Built-in styles keep their English name in a file, whatever the language of the program. */
const HEADING = /^heading ?([1-9])$/i;
/** Styles that are based on each other more often than this are so in a circle. */
const MAX_ANCESTORS = 16;

/** Finds paragraph styles by id; one that the document does not define is judged by its id alone. */
export function readStyles(root: XmlElement | undefined): (styleId: string) => ParagraphStyle {
  const definitions = new Map<string, XmlElement>();
  for (const style of elementsOf(root, 'w:style')) {
    const { 'w:type': type, 'w:styleId': id } = style.attributes;
    if (type === 'paragraph' && id !== undefined && !definitions.has(id))
      definitions.set(id, style);
  }
  const known = new Map<string, ParagraphStyle>();
  const read = (id: string, ancestors: number): ParagraphStyle => {
    const definition = definitions.get(id);
    const base = valueOf(childAt(definition, 'w:basedOn'));
    const inherited = base && ancestors < MAX_ANCESTORS ? read(base, ancestors + 1) : TEXT;
    return styleFrom(definition, id, inherited);
  };
  return (id) => {
    const style = known.get(id) ?? read(id, 0);
    known.set(id, style);
    return style;
  };
}

function styleFrom(
  definition: XmlElement | undefined,
  id: string,
  inherited: ParagraphStyle,
): ParagraphStyle {
  const name = valueOf(childAt(definition, 'w:name')) ?? id;
  const properties = childAt(definition, 'w:pPr');
  const named = HEADING.exec(name)?.[1];
  const own = numberingOf(properties);
  return {
    headingLevel: outlineLevelOf(properties, named ? Number(named) : inherited.headingLevel),
    // A style based on Title is seldom another title (Subtitle is one).
    role: ROLES.find(([pattern]) => pattern.test(name))?.[1] ?? 'text',
    numbering: {
      numId: own.numId ?? inherited.numbering.numId,
      level: own.level ?? inherited.numbering.level,
    },
  };
}

/**
 * The heading level that paragraph properties state: null for body text, `otherwise` when they state none.
 * The file counts from 0, and 9 is body text.
 */
export function outlineLevelOf(
  properties: XmlElement | undefined,
  otherwise: number | null,
): number | null {
  const level = valueOf(childAt(properties, 'w:outlineLvl'));
  if (level === undefined) return otherwise;
  return /^[0-8]$/.test(level) ? Number(level) + 1 : null;
}

/** The numbering that paragraph properties state. */
export function numberingOf(properties: XmlElement | undefined): NumberingReference {
  const level = valueOf(childAt(properties, 'w:numPr', 'w:ilvl'));
  return {
    numId: valueOf(childAt(properties, 'w:numPr', 'w:numId')),
    level: level !== undefined && /^[0-8]$/.test(level) ? Number(level) : undefined,
  };
}

export function valueOf(element: XmlElement | undefined): string | undefined {
  return element?.attributes['w:val'];
}

/** A property that is on when it is there, unless it says that it is off. */
export function isOn(element: XmlElement | undefined): boolean {
  return element !== undefined && !/^(?:0|false|off)$/.test(valueOf(element) ?? '');
}
