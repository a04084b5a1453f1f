import type { XmlElement } from '../xml/tree.ts';
import type { Styles } from './styles.ts';

/** The words of a paragraph, and what is anchored among them. */
export interface Words {
  readonly text: string;
  readonly notes: readonly XmlElement[];
  /** Text boxes, and drawings that may hold some. */
  readonly drawings: readonly XmlElement[];
}

/** Spaces in a row are written as a count. */
const MAX_SPACES = 100;
const LEFT_OUT =
  /^(?:office:annotation(?:-end)?|text:ruby-text|text:hidden-text|text:page-number|svg:(?:title|desc))$/;

/** @param markOf what stands for a note in the words */
export function wordsOf(
  paragraph: XmlElement,
  styles: Styles,
  markOf: (note: XmlElement) => string,
): Words {
  const notes: XmlElement[] = [];
  const drawings: XmlElement[] = [];
  const wordsWithin = (element: XmlElement): string =>
    element.children
      .map((node) => (typeof node === 'string' ? node.replace(/\s+/g, ' ') : wordsIn(node)))
      .join('');
  const wordsIn = (element: XmlElement): string => {
    const { name, attributes } = element;
    if (name === 'text:s') return spaces(attributes['text:c']);
    if (name === 'text:tab' || name === 'text:soft-page-break') return ' ';
    if (name === 'text:line-break') return '\n';
    if (name === 'text:note') {
      notes.push(element);
      return markOf(element);
    }
    if (name.startsWith('draw:')) {
      drawings.push(element);
      return '';
    }
    const hidden = styles.isHidden(attributes['text:style-name'] ?? '');
    return hidden || LEFT_OUT.test(name) ? '' : wordsWithin(element);
  };
  return { text: wordsWithin(paragraph), notes, drawings };
}

function spaces(count = '1'): string {
  return ' '.repeat(/^\d+$/.test(count) ? Math.min(Number(count), MAX_SPACES) : 1);
}
