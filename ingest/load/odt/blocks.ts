import { elementsOf, type XmlElement } from '../xml/tree.ts';
import { createNumbers, type Counters, type Numbers } from './numbers.ts';
import type { Styles } from './styles.ts';

/** A paragraph, heading, entry or table, in reading order. */
export type TextBlock =
  | {
      readonly kind: 'heading';
      readonly element: XmlElement;
      readonly level: number;
      /** Its number, of a heading that is an entry of a list; null for one that is none. */
      readonly number: string | null;
    }
  | { readonly kind: 'paragraph'; readonly element: XmlElement }
  | {
      readonly kind: 'entry';
      readonly element: XmlElement;
      /** Null for the second and further paragraphs of an entry. */
      readonly marker: string | null;
      /** 0 is outermost. */
      readonly depth: number;
    }
  | { readonly kind: 'table'; readonly element: XmlElement };

/** Cuts the text of one document into blocks; lists are counted through all calls. */
export interface BlockReader {
  blocksIn(element: XmlElement): TextBlock[];
  readonly numbers: Numbers;
}

/** Lists of what stands where, and what belongs to no place in the text. */
const LEFT_OUT =
  /^(?:text:(?:table-of-content|illustration-index|table-index|object-index|user-index|alphabetical-index|tracked-changes)|office:(?:forms|annotation)|svg:(?:title|desc))$/;

interface List {
  readonly style: string;
  /** 0 is outermost. */
  readonly level: number;
  readonly counters: Counters;
}

export function createBlockReader(styles: Styles): BlockReader {
  const numbers = createNumbers(styles);

  const blocksIn = (element: XmlElement, list: List | null): TextBlock[] =>
    elementsOf(element).flatMap((child) => blocksOf(child, list));

  const blocksOf = (element: XmlElement, list: List | null): TextBlock[] => {
    const { name, attributes } = element;
    if (LEFT_OUT.test(name) || attributes['text:display'] === 'none') return [];
    switch (name) {
      case 'text:h':
        return [headingBlock(element, null)];
      case 'text:p':
        if (list === null) return [{ kind: 'paragraph', element }];
        return [{ kind: 'entry', element, marker: null, depth: list.level }];
      case 'text:list':
        return blocksIn(element, inner(element, list));
      case 'text:list-item':
        return list === null ? blocksIn(element, null) : entryBlocks(element, list);
      case 'table:table':
        return [{ kind: 'table', element }];
      default:
        return blocksIn(element, list);
    }
  };

  const inner = (element: XmlElement, outer: List | null): List => {
    const style = element.attributes['text:style-name'] ?? outer?.style ?? '';
    if (outer === null) return { style, level: 0, counters: numbers.open(element) };
    return { style, level: outer.level + 1, counters: outer.counters };
  };

  const entryBlocks = (item: XmlElement, list: List): TextBlock[] => {
    const [first, ...others] = elementsOf(item);
    if (first?.name !== 'text:p' && first?.name !== 'text:h') return blocksIn(item, list);
    const marker = numbers.next(list.counters, list.style, list.level, item);
    const rest = others.flatMap((child) => blocksOf(child, list));
    if (first.name === 'text:h') return [headingBlock(first, marker), ...rest];
    return [{ kind: 'entry', element: first, marker, depth: list.level }, ...rest];
  };

  return { numbers, blocksIn: (element) => blocksIn(element, null) };
}

/** @param marker of the entry that it is in a list; null when it is none */
function headingBlock(element: XmlElement, marker: string | null): TextBlock {
  const level = outlineLevel(element.attributes['text:outline-level']);
  return { kind: 'heading', element, level, number: marker === '-' ? null : marker };
}

function outlineLevel(level = '1'): number {
  return /^(?:[1-9]|10)$/.test(level) ? Number(level) : 1;
}
