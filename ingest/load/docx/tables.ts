import { startsWithHeader } from '../tables/header.ts';
import {
  childAt,
  descendantsOf,
  elementsOf,
  textOf,
  type XmlElement,
  type XmlNode,
} from '../xml/tree.ts';
import { element } from './elements.ts';
import { isOn } from './styles.ts';

/**
 * Marks the first row of a table as its header where it reads like one. A table of a single column frames
 * its text, which then stands by itself.
 */
export function rewriteTable(given: XmlElement): XmlNode[] {
  const table = { ...given, children: given.children.map(withoutDenial) };
  const rows = elementsOf(table, 'w:tr');
  const cells = rows.map((row) => elementsOf(row, 'w:tc'));
  if (cells.length > 0 && cells.every((row) => row.length === 1)) {
    return cells.flat().flatMap((cell) => cell.children.filter(isNoProperty));
  }
  const [first] = rows;
  if (first === undefined || rows.some(isHeader) || !startsLikeHeader(cells)) return [table];
  const header = element('w:tr', first.attributes, [
    ...first.children.filter(isNoProperty),
    element('w:trPr', {}, [element('w:tblHeader')]),
  ]);
  return [
    { ...table, children: table.children.map((child) => (child === first ? header : child)) },
  ];
}

function isNoProperty(node: XmlNode): boolean {
  return typeof node === 'string' || !/Pr$/.test(node.name);
}

/** A row that says it is no header: for mammoth any word of it makes it one. */
function withoutDenial(node: XmlNode): XmlNode {
  if (typeof node === 'string' || node.name !== 'w:tr') return node;
  if (childAt(node, 'w:trPr', 'w:tblHeader') === undefined || isHeader(node)) return node;
  const children = node.children.map((child) =>
    typeof child !== 'string' && child.name === 'w:trPr'
      ? {
          ...child,
          children: child.children.filter((property) => !isNamed(property, 'w:tblHeader')),
        }
      : child,
  );
  return { ...node, children };
}

function isNamed(node: XmlNode, name: string): boolean {
  return typeof node !== 'string' && node.name === name;
}

function isHeader(row: XmlElement): boolean {
  return isOn(childAt(row, 'w:trPr', 'w:tblHeader'));
}

function startsLikeHeader(cells: readonly (readonly XmlElement[])[]): boolean {
  const [first = []] = cells;
  // A cell that is merged with the one beside it names no column.
  if (first.some((cell) => childAt(cell, 'w:tcPr', 'w:gridSpan') !== undefined)) return false;
  return startsWithHeader(cells.map((row) => row.map(wordsOf)));
}

function wordsOf(node: XmlElement): string {
  return descendantsOf(node, 'w:t').map(textOf).join('').trim();
}
