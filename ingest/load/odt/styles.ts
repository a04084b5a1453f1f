import { childAt, elementsOf, type XmlElement } from '../xml/tree.ts';

/** What the styles of a document say that matters to its structure. */
export interface Styles {
  /** Of a paragraph style; what is said of the style that it is based on holds for it too. */
  roleOf(styleName: string): 'title' | 'quote' | 'text';
  /** Whether text, or a sheet, of a style is not shown. */
  isHidden(styleName: string): boolean;
  /** How a level of a list is numbered, from 0; null for a bullet, and for a list that is not defined. */
  listLevel(listStyle: string, level: number): NumberedLevel | null;
  /** How headings are numbered, by level from 0; null when they are not. */
  headingLevel(level: number): NumberedLevel | null;
}

export interface NumberedLevel {
  readonly start: number;
  /** As `formatNumber` takes it. */
  readonly format: string;
  readonly prefix: string;
  readonly suffix: string;
  /** How many levels the label shows: 2 is "5.1". */
  readonly shownLevels: number;
}

/** Styles that are based on each other more often than this are so in a circle. */
const MAX_ANCESTORS = 16;
const MAX_AFFIX_CHARACTERS = 16;
const FORMATS: Readonly<Record<string, string>> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

export function readStyles(parts: readonly XmlElement[]): Styles {
  const named = new Map<string, XmlElement>();
  const lists = new Map<string, XmlElement>();
  let outline: XmlElement | undefined;
  for (const style of parts.flatMap(definitionsIn)) {
    const name = style.attributes['style:name'] ?? '';
    if (style.name === 'style:style') named.set(name, style);
    if (style.name === 'text:list-style') lists.set(name, style);
    if (style.name === 'text:outline-style') outline = style;
  }
  const ancestorsOf = (styleName: string): XmlElement[] => {
    const ancestors: XmlElement[] = [];
    let style = named.get(styleName);
    while (style !== undefined && ancestors.length < MAX_ANCESTORS) {
      ancestors.push(style);
      style = named.get(style.attributes['style:parent-style-name'] ?? '');
    }
    return ancestors;
  };
  return {
    roleOf(styleName) {
      // Styles that a document makes for single paragraphs are based on one that has a name.
      const names = [styleName, ...ancestorsOf(styleName).map(nameOf)];
      if (names.includes('Title')) return 'title';
      return names.includes('Quotations') ? 'quote' : 'text';
    },
    isHidden: (styleName) => {
      const style = named.get(styleName);
      const text = childAt(style, 'style:text-properties')?.attributes['text:display'];
      const table = childAt(style, 'style:table-properties')?.attributes['table:display'];
      return text === 'none' || table === 'false';
    },
    listLevel: (listStyle, level) => numberedLevel(lists.get(listStyle), level),
    headingLevel: (level) => numberedLevel(outline, level),
  };
}

function definitionsIn(part: XmlElement): XmlElement[] {
  const groups = ['office:styles', 'office:automatic-styles'];
  return groups.flatMap((group) => elementsOf(childAt(part, group)));
}

function nameOf(style: XmlElement): string {
  const { 'style:name': name, 'style:parent-style-name': parent } = style.attributes;
  // A parent may be built in and defined nowhere.
  return name === 'Title' || name === 'Quotations' ? name : (parent ?? '');
}

function numberedLevel(style: XmlElement | undefined, level: number): NumberedLevel | null {
  const definition = elementsOf(style).find(
    ({ name, attributes }) =>
      /^text:(?:list-level-style-number|outline-level-style)$/.test(name) &&
      attributes['text:level'] === String(level + 1),
  );
  if (definition === undefined) return null;
  const { attributes } = definition;
  const format = FORMATS[attributes['style:num-format'] ?? ''];
  if (format === undefined) return null;
  return {
    start: Number(attributes['text:start-value'] ?? 1) || 1,
    format,
    prefix: (attributes['style:num-prefix'] ?? '').slice(0, MAX_AFFIX_CHARACTERS),
    suffix: (attributes['style:num-suffix'] ?? '').slice(0, MAX_AFFIX_CHARACTERS),
    shownLevels: Number(attributes['text:display-levels'] ?? 1) || 1,
  };
}
